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
    "BackupDamagedError": Sentence(
        "Bản sao lưu vừa tạo không nguyên vẹn và đã được bỏ. Ông/bà kiểm tra ổ đĩa rồi sao lưu lại.",
        "The backup just made was not whole and was removed. Check the disk, then back up again.",
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
}


def sentence_for(error: ExpectedError) -> Sentence:
    """Return the advice for an error of the centre's own."""
    return SENTENCES[error.code]
