"""What the centre's command says when something is wrong: one sentence that helps, in Vietnamese and in English."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sync.records.errors import ExpectedError


class Sentence(NamedTuple):
    """The same advice in both languages; `{folder}` and `{at}` are filled in."""

    vi: str
    en: str


SENTENCES: Final[Mapping[str, Sentence]] = {
    "NotInitialisedError": Sentence(
        "Thư mục {folder} chưa có trung tâm. Ông/bà chạy trước: haiphucvu-central init --folder {folder} --name TÊN",
        "There is no centre in {folder}. Run first: haiphucvu-central init --folder {folder} --name NAME",
    ),
    "AlreadyInitialisedError": Sentence(
        "Thư mục {folder} đã có dữ liệu nên không khởi tạo đè lên. Ông/bà chọn một thư mục khác, còn trống.",
        "{folder} is not empty and is never written over. Choose another, empty folder.",
    ),
    "KeyFileMissingError": Sentence(
        "Không thấy tệp khóa centre.key trong {folder}. Ông/bà chép lại tệp khóa từ nơi cất giữ rồi chạy lại.",
        "The key file centre.key is not in {folder}. Put it back from where it is kept, then run again.",
    ),
    "KeyFileOpenToOthersError": Sentence(
        "Người khác trên máy đọc được tệp khóa. Ông/bà chạy: chmod 600 {folder}/centre.key rồi thử lại.",
        "Others on this machine may read the key file. Run: chmod 600 {folder}/centre.key and try again.",
    ),
    "KeyFileBrokenError": Sentence(
        "Tệp khóa centre.key trong {folder} bị hỏng. Ông/bà chép lại tệp khóa từ nơi cất giữ.",
        "The key file centre.key in {folder} is damaged. Put it back from where it is kept.",
    ),
    "StoreUnreadableError": Sentence(
        "Khóa không mở được kho dữ liệu trong {folder}. Ông/bà kiểm tra xem tệp khóa có đúng của kho này không.",
        "The key does not open the store in {folder}. Check that the key file belongs to this store.",
    ),
    "StoreNotEncryptedError": Sentence(
        "Kho dữ liệu trong {folder} không được mã hóa nên không được dùng. Ông/bà báo ngay cho bộ phận kỹ thuật.",
        "The store in {folder} is not encrypted and is not used. Tell the technical staff at once.",
    ),
    "StoreNewerError": Sentence(
        "Kho dữ liệu do phiên bản mới hơn tạo ra. Ông/bà cập nhật chương trình trung tâm; dữ liệu không bị động đến.",
        "The store was written by a newer version. Update the centre's program; the data was left alone.",
    ),
    "PortTakenError": Sentence(
        "Không mở được địa chỉ {at}: cổng đang có chương trình khác dùng, hoặc địa chỉ không phải của máy này."
        " Ông/bà chọn cổng khác bằng --port, hoặc xem lại --host.",
        "Cannot listen at {at}: another program is using the port, or the address is not this machine's."
        " Choose another port with --port, or look at --host again.",
    ),
    "CertificateUnusableError": Sentence(
        "Không dùng được chứng thư hoặc khóa TLS. Ông/bà kiểm tra hai tệp --tls-cert và --tls-key: dạng PEM, cùng cặp.",
        "The TLS certificate or key cannot be used. Check --tls-cert and --tls-key: PEM files that belong together.",
    ),
    "WorkersNotStartedError": Sentence(
        "Có tiến trình của trung tâm không khởi động được. Ông/bà xem nhật ký, rồi chạy thử với --workers 1.",
        "A worker of the centre did not start. Look at the log, then try with --workers 1.",
    ),
    "BackupDamagedError": Sentence(
        "Bản sao lưu vừa tạo không nguyên vẹn và đã được bỏ. Ông/bà kiểm tra ổ đĩa rồi sao lưu lại.",
        "The backup just made was not whole and was removed. Check the disk, then back up again.",
    ),
    "BackupUnprovenError": Sentence(
        "Bản sao lưu đã ghi nhưng chưa kiểm tra được, nên chưa được tính là bền vững. Ông/bà cho vai trò cơ sở dữ liệu"
        " quyền CREATEDB rồi sao lưu lại.",
        "The backup was written but could not be checked, so nothing counts as durable yet. Give the database role the"
        " right CREATEDB, then back up again.",
    ),
    "BackupForeignError": Sentence(
        "Tệp này không phải bản sao lưu của trung tâm này, hoặc được tạo với khóa khác. Ông/bà chọn tệp trong thư mục"
        " {folder}/backups, hoặc chép lại đúng tệp khóa.",
        "This file is no backup of this centre, or was made under another key. Choose a file of {folder}/backups,"
        " or put the right key file back.",
    ),
    "CentreRunningError": Sentence(
        "Trung tâm trong {folder} đang chạy. Ông/bà dừng trung tâm (mọi tiến trình) rồi khôi phục lại.",
        "The centre in {folder} is running. Stop it (all its workers), then restore again.",
    ),
    "SeveralWorkersError": Sentence(
        "Kho dữ liệu SQLite chỉ phục vụ một tiến trình. Ông/bà bỏ --workers, hoặc tạo trung tâm trên PostgreSQL bằng"
        " init --database.",
        "A SQLite store serves one worker only. Leave out --workers, or make the centre on PostgreSQL with init"
        " --database.",
    ),
    "DatabaseAddressError": Sentence(
        "Địa chỉ cơ sở dữ liệu phải có dạng postgresql://người-dùng@máy-chủ/tên-cơ-sở-dữ-liệu.",
        "A database's address is written postgresql://user@host/database.",
    ),
    "DatabaseFileOpenToOthersError": Sentence(
        "Người khác trên máy đọc được tệp địa chỉ cơ sở dữ liệu. Ông/bà chạy: chmod 600 {folder}/centre.database rồi"
        " thử lại.",
        "Others on this machine may read the file with the database's address. Run: chmod 600 {folder}/centre.database"
        " and try again.",
    ),
    "DatabaseMissingError": Sentence(
        "Máy chủ PostgreSQL không có cơ sở dữ liệu hoặc người dùng này."
        " Ông/bà tạo trước: createdb TÊN, createuser TÊN.",
        "The PostgreSQL server has no such database or role. Make them first: createdb NAME, createuser NAME.",
    ),
    "DatabaseUnreachableError": Sentence(
        "Không vào được máy chủ PostgreSQL. Ông/bà kiểm tra máy chủ có chạy không, rồi xem lại địa chỉ và mật khẩu.",
        "The PostgreSQL server does not let us in. Check that it runs, then the address and the password.",
    ),
    "DatabaseUnsafeError": Sentence(
        "Máy chủ PostgreSQL có thể làm mất dữ liệu đã nhận. Ông/bà đặt fsync=on, synchronous_commit=on và mã hóa UTF8"
        " rồi chạy lại.",
        "This PostgreSQL server may lose what it took. Set fsync=on, synchronous_commit=on and the encoding UTF8, then"
        " run again.",
    ),
    "DatabaseTakenError": Sentence(
        "Cơ sở dữ liệu này đã có một trung tâm nên không khởi tạo đè lên. Muốn chạy thêm một máy cho trung tâm đó,"
        " ông/bà chép hai tệp centre.database, centre.key sang thư mục mới.",
        "This database holds a centre already and is never written over. To serve that centre from one more machine,"
        " copy its files centre.database and centre.key into a new folder.",
    ),
    "DatabaseRightError": Sentence(
        "Khôi phục cần quyền tạo cơ sở dữ liệu. Ông/bà chạy trên máy chủ: ALTER ROLE tên CREATEDB, rồi khôi phục lại.",
        "A restore needs the right to create databases. Run on the server: ALTER ROLE name CREATEDB, then restore"
        " again.",
    ),
    "DatabaseToolsMissingError": Sentence(
        "Máy này chưa có pg_dump và pg_restore. Ông/bà cài gói postgresql-client rồi chạy lại.",
        "pg_dump and pg_restore are not on this machine. Install the package postgresql-client, then run again.",
    ),
    "LeaseShapeError": Sentence(
        "Dải mã chưa đúng. Ông/bà ghi phần đầu mã (ví dụ H26.15), số đầu không lớn hơn số cuối, ngày dạng 2026-11-22.",
        "This block makes no codes. Give the unit's part (for example H26.15), numbers from low to high, and days"
        " as 2026-11-22.",
    ),
    "LeaseOverlapError": Sentence(
        "Trong dải mã này có số đã được cấp. Ông/bà chọn các số khác hoặc những ngày khác.",
        "Some of these numbers are lent already. Choose other numbers or other days.",
    ),
    "CommuneCodeError": Sentence(
        "Mã xã phải gồm đúng 5 chữ số, ví dụ 09661.",
        "A commune's code has exactly five digits, for example 09661.",
    ),
    "UrlError": Sentence(
        "Địa chỉ phải có dạng https://tên-máy hoặc http://tên-máy:cổng; máy trạm sẽ gọi đúng địa chỉ này.",
        "An address is written https://name or http://name:port; laptops will call exactly this.",
    ),
    "MachineCodeError": Sentence(
        "Mã máy gồm chữ M và 2 hoặc 3 chữ số, ví dụ M07.",
        "A machine's code is M and two or three digits, for example M07.",
    ),
    "MachineUnknownError": Sentence(
        "Xã này chưa có máy nào mang mã đó, hoặc máy chưa đồng bộ lần nào. Ông/bà cho máy đồng bộ một lần rồi cấp mã.",
        "No laptop of this commune has this machine code, or it never synced. Let it sync once, then lend.",
    ),
    "MachineTakenError": Sentence(
        "Mã máy này đã có máy khác của xã dùng. Ông/bà chọn mã khác, hoặc bỏ --machine để lấy mã còn trống.",
        "Another laptop of the commune has this machine code. Choose another, or leave out --machine.",
    ),
    "StoreBusyError": Sentence(
        "Kho dữ liệu trong {folder} đang bận hoặc ổ đĩa đã đầy. Ông/bà chờ một phút, kiểm tra ổ đĩa rồi thử lại.",
        "The store in {folder} is busy or the disk is full. Wait a minute, check the disk, then try again.",
    ),
    "FileNotWrittenError": Sentence(
        "Không ghi được vào {at}. Ông/bà kiểm tra dung lượng trống và quyền ghi.",
        "Cannot write to {at}. Check the free space and the right to write there.",
    ),
    "StickUnreadableError": Sentence(
        "Không đọc được {at}. Ông/bà cắm lại USB, hoặc ghi đúng tên thư mục.",
        "Cannot read {at}. Plug the stick in again, or name the right folder.",
    ),
    "NoBundlesError": Sentence(
        "Trong {at} không có gói nào (tệp tên hpv-….pha). Ông/bà chọn đúng USB hoặc thư mục.",
        "There is no bundle in {at} (a file named hpv-….pha). Name the right stick or folder.",
    ),
    "BundlesNotWholeError": Sentence(
        "Có gói chưa nhận trọn. Ông/bà xem cột Ghi chú ở bảng trên, xử lý rồi nhập lại; nhập lại không làm trùng việc.",
        "A bundle was not taken whole. See the last column above, then import again; nothing is ever taken twice.",
    ),
}


def sentence_for(error: ExpectedError) -> Sentence:
    """Return the advice for an error of the centre's own."""
    return SENTENCES[error.code]
