"""The sentences for what can go wrong, in Vietnamese, each marked for translation.

Each says what happened, what is safe, and what to do. It knows errors by their code only, so that the first window
need not import what raises them.
"""

from collections.abc import Mapping
from typing import Final


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  lupdate looks for this very name
    """Mark `text` for translation and return it as it is; Qt's own says that it returns any object.

    The context and the text must be literals. Translate later by QCoreApplication.translate(context, text).
    """
    del context
    return text


SENTENCES: Final[Mapping[str, str]] = {
    # ---- who may open the notebook
    "WrongPassphraseError": QT_TRANSLATE_NOOP(
        "problem", "Cụm mật khẩu chưa đúng. Ông/bà còn {tries_left} lần thử trước khi phải chờ."
    ),
    "TooManyTriesError": QT_TRANSLATE_NOOP(
        "problem", "Đã nhập sai nhiều lần. Xin chờ hết thời gian rồi thử lại. Dữ liệu vẫn an toàn trên máy này."
    ),
    "WeakPassphraseError": QT_TRANSLATE_NOOP(
        "problem", "Cụm mật khẩu còn dễ đoán. Xin dùng ít nhất 4 từ khác nhau, hoặc 12 ký tự trở lên."
    ),
    "UnknownOfficialError": QT_TRANSLATE_NOOP(
        "problem", "Máy này chưa có tên ông/bà. Xin nhờ người phụ trách máy thêm vào."
    ),
    "OfficialExistsError": QT_TRANSLATE_NOOP("problem", "Người này đã có tên trên máy. Xin chọn tên trong danh sách."),
    "VaultMissingError": QT_TRANSLATE_NOOP(
        "problem", "Máy này chưa được cài đặt để làm việc. Xin gọi người phụ trách máy."
    ),
    "VaultExistsError": QT_TRANSLATE_NOOP(
        "problem", "Thư mục này đã có tệp khóa. Chương trình không ghi đè, để không mất dữ liệu."
    ),
    "VaultDamagedError": QT_TRANSLATE_NOOP(
        "problem", "Tệp khóa trên máy này bị hỏng. Xin đừng cài lại; gọi người phụ trách máy để phục hồi."
    ),
    "KeyslotTamperedError": QT_TRANSLATE_NOOP(
        "problem", "Tệp khóa đã bị thay đổi từ bên ngoài. Xin ngừng dùng máy và báo người phụ trách an toàn thông tin."
    ),
    "NewerVaultError": QT_TRANSLATE_NOOP(
        "problem", "Dữ liệu trên máy do bản chương trình mới hơn ghi. Xin cập nhật chương trình rồi mở lại."
    ),
    "VaultNotWrittenError": QT_TRANSLATE_NOOP(
        "problem", "Không ghi được tệp khóa. Xin kiểm tra chỗ trống trên đĩa rồi thử lại."
    ),
    "SecondCopyError": QT_TRANSLATE_NOOP(
        "problem", "Chương trình đang mở ở một cửa sổ khác trên máy này. Xin dùng cửa sổ đó, hoặc đóng nó rồi thử lại."
    ),
    "SampleAtRealCentreError": QT_TRANSLATE_NOOP(
        "problem", "Đây là dữ liệu mẫu, không được gửi lên hệ thống thật. Không có gì được gửi đi."
    ),
    # ---- the notebook's file
    "DiskFullError": QT_TRANSLATE_NOOP(
        "problem",
        "Đĩa đã đầy nên chưa lưu được việc vừa làm. Những gì đã lưu vẫn còn. Xin dọn bớt đĩa rồi bấm lưu lại.",
    ),
    "PlaintextDatabaseError": QT_TRANSLATE_NOOP(
        "problem", "Tệp dữ liệu không được mã hóa như phải có. Chương trình không mở. Xin báo người phụ trách máy."
    ),
    "WrongDatabaseKeyError": QT_TRANSLATE_NOOP(
        "problem", "Khóa không mở được tệp dữ liệu: tệp bị thay hoặc bị hỏng. Xin đừng xóa gì; gọi người phụ trách máy."
    ),
    "DatabaseUnreachableError": QT_TRANSLATE_NOOP(
        "problem", "Không mở được tệp dữ liệu trên máy. Xin kiểm tra ổ đĩa rồi thử lại, hoặc gọi người phụ trách máy."
    ),
    "DatabaseBusyError": QT_TRANSLATE_NOOP("problem", "Máy đang bận nên chưa lưu được. Xin chờ vài giây rồi thử lại."),
    "DatabaseDamagedError": QT_TRANSLATE_NOOP(
        "problem",
        "Tệp dữ liệu bị hỏng một phần. Xin đừng xóa gì, ngừng dùng máy và gọi người phụ trách để cứu dữ liệu.",
    ),
    "OldSqliteError": QT_TRANSLATE_NOOP(
        "problem", "Thư viện lưu trữ trên máy này quá cũ, có thể làm hỏng dữ liệu. Xin cài lại bản chương trình đầy đủ."
    ),
    "NewerNotebookError": QT_TRANSLATE_NOOP(
        "problem", "Sổ dữ liệu trên máy do bản chương trình mới hơn ghi. Xin cập nhật chương trình rồi mở lại."
    ),
    "NotebookUnfinishedError": QT_TRANSLATE_NOOP(
        "problem", "Việc cài đặt máy này bị dở dang. Xin gọi người phụ trách máy để cài đặt lại từ đầu."
    ),
    "MissingRecordError": QT_TRANSLATE_NOOP("problem", "Không tìm thấy hồ sơ này trên máy. Xin tra cứu lại."),
    "ChangedMeanwhileError": QT_TRANSLATE_NOOP(
        "problem", "Hồ sơ vừa được sửa ở nơi khác. Xin mở lại để xem bản mới rồi làm tiếp."
    ),
    # ---- the catalogue and the first day
    "CalendarNotKnownError": QT_TRANSLATE_NOOP(
        "problem", "Lịch ngày làm việc trên máy chưa có đến ngày đó. Xin cập nhật gói danh mục."
    ),
    "BadCalendarError": QT_TRANSLATE_NOOP(
        "problem", "Lịch ngày làm việc trong gói danh mục bị lỗi. Xin nhập lại gói danh mục."
    ),
    "UnknownProcedureError": QT_TRANSLATE_NOOP(
        "problem", "Danh mục không có thủ tục này còn hiệu lực. Xin ghi lượt hướng dẫn, chưa tiếp nhận hồ sơ."
    ),
    "BadCatalogueError": QT_TRANSLATE_NOOP(
        "problem", "Gói danh mục bị lỗi, không đọc được. Xin nhập lại gói danh mục."
    ),
    "PackSignatureError": QT_TRANSLATE_NOOP(
        "problem",
        "Chữ ký của gói danh mục không đúng: gói đã bị sửa. Chương trình không dùng gói này. Xin lấy lại gói từ trung"
        " tâm.",
    ),
    "PackKeyUnknownError": QT_TRANSLATE_NOOP(
        "problem",
        "Gói danh mục do nơi lạ ký, máy này không tin. Chương trình không dùng gói này. Xin lấy gói từ trung tâm.",
    ),
    "PackFileChangedError": QT_TRANSLATE_NOOP(
        "problem", "Có tệp trong gói danh mục đã bị sửa sau khi ký. Xin chép lại cả gói từ trung tâm."
    ),
    "PackFileMissingError": QT_TRANSLATE_NOOP(
        "problem", "Gói danh mục thiếu tệp. Xin chép lại cả gói từ trung tâm, hoặc cài lại chương trình."
    ),
    "EnrolmentFileError": QT_TRANSLATE_NOOP(
        "problem", "Tệp cài đặt không đúng hoặc đã bị sửa. Xin lấy tệp mới từ trung tâm."
    ),
    "EnrolmentExpiredError": QT_TRANSLATE_NOOP(
        "problem",
        "Theo đồng hồ máy này, tệp cài đặt đã hết hạn. Xin xem lại ngày giờ của máy; nếu đúng, lấy tệp mới từ trung"
        " tâm.",
    ),
    "FolderInUseError": QT_TRANSLATE_NOOP(
        "problem", "Thư mục này đã có tệp khác. Chương trình không ghi đè; xin chọn một thư mục trống."
    ),
    "OfficialsError": QT_TRANSLATE_NOOP(
        "problem", "Xin ghi từ 1 đến 64 công chức, mỗi người có họ tên (dưới 200 ký tự) và chức danh (dưới 33 ký tự)."
    ),
    "SamplePeopleAtRealDeskError": QT_TRANSLATE_NOOP(
        "problem", "Người mẫu chỉ được dùng trong dữ liệu mẫu. Không có gì được ghi vào sổ thật."
    ),
    # ---- a list that is to be imported
    "ListFileError": QT_TRANSLATE_NOOP("problem", "Không đọc được danh sách này. Xin xem lại tệp rồi chọn lại."),
    "list.empty": QT_TRANSLATE_NOOP("problem", "Tệp này trống. Xin chọn tệp khác."),
    "list.too_large": QT_TRANSLATE_NOOP(
        "problem", "Tệp lớn hơn {about} MB. Xin chia thành nhiều tệp rồi nhập lần lượt."
    ),
    "list.is_excel": QT_TRANSLATE_NOOP(
        "problem", "Đây là tệp Excel. Xin mở tệp, chọn Lưu thành, kiểu CSV UTF-8, rồi chọn tệp CSV đó."
    ),
    "list.binary": QT_TRANSLATE_NOOP("problem", "Tệp này không phải văn bản CSV. Xin chọn tệp danh sách dạng CSV."),
    "list.unknown_encoding": QT_TRANSLATE_NOOP(
        "problem", "Không nhận ra bảng mã tiếng Việt của tệp. Xin lưu lại danh sách với kiểu CSV UTF-8 rồi chọn lại."
    ),
    "list.tcvn3": QT_TRANSLATE_NOOP(
        "problem",
        "Tệp dùng phông chữ cũ TCVN3 (.VnTime), chưa nhập được. Xin chuyển sang Unicode, lưu CSV UTF-8 rồi chọn lại.",
    ),
    "list.vni": QT_TRANSLATE_NOOP(
        "problem",
        "Tệp dùng phông chữ cũ VNI, chưa nhập được. Xin chuyển sang Unicode, lưu CSV UTF-8 rồi chọn lại.",
    ),
    "list.no_heading": QT_TRANSLATE_NOOP(
        "problem", "Không thấy dòng tiêu đề. Danh sách cần một dòng có Họ và tên, và ít nhất một cột nữa như Ngày sinh."
    ),
    "list.no_officials_heading": QT_TRANSLATE_NOOP(
        "problem", "Không thấy dòng tiêu đề. Danh sách công chức cần một dòng có hai cột Họ tên và Chức danh."
    ),
    "list.broken_quotes": QT_TRANSLATE_NOOP(
        "problem", "Dấu ngoặc kép ở dòng {about} chưa đúng. Xin sửa dòng đó rồi chọn lại tệp; chưa có gì được nhập."
    ),
    "list.line_too_long": QT_TRANSLATE_NOOP(
        "problem", "Dòng {about} quá dài. Xin xem lại dòng đó (thường do thiếu dấu ngoặc kép) rồi chọn lại tệp."
    ),
    "list.too_many_rows": QT_TRANSLATE_NOOP(
        "problem", "Danh sách có hơn {about} dòng. Xin chia thành nhiều tệp rồi nhập lần lượt."
    ),
    "list.unreadable": QT_TRANSLATE_NOOP("problem", "Không mở được tệp này ({about}). Xin chọn lại."),
    "list.not_written": QT_TRANSLATE_NOOP("problem", "Không ghi được tệp ({about}). Xin chọn thư mục khác."),
    "SampleListAtRealDeskError": QT_TRANSLATE_NOOP(
        "problem", "Danh sách này là dữ liệu mẫu, không được nhập vào sổ thật. Không có gì được ghi."
    ),
    "RealListAtSampleDeskError": QT_TRANSLATE_NOOP(
        "problem",
        "Đây là xã mẫu, ai cũng mở được. Xin không nhập người thật ở đây; chỉ nhập danh sách có dấu DỮ LIỆU MẪU.",
    ),
    # ---- what was scanned or typed
    "PartialDateError": QT_TRANSLATE_NOOP(
        "problem", "Ngày chưa đúng. Xin nhập ngày/tháng/năm, hoặc tháng/năm, hoặc chỉ năm."
    ),
    "MalformedCodeError": QT_TRANSLATE_NOOP("problem", "Đây không phải mã hồ sơ. Xin kiểm tra và nhập lại."),
    "MalformedCardError": QT_TRANSLATE_NOOP(
        "problem", "Không đọc được mã QR của thẻ căn cước. Xin quét lại, hoặc nhập tay theo thẻ."
    ),
    "CardMangledByInputMethodError": QT_TRANSLATE_NOOP(
        "problem", "Bộ gõ tiếng Việt đã làm sai nội dung quét. Xin tắt bộ gõ (chuyển sang tiếng Anh) rồi quét lại."
    ),
    "CardNumberError": QT_TRANSLATE_NOOP(
        "problem", "Số định danh cá nhân trên thẻ không hợp lệ. Xin nhập tay và đối chiếu với thẻ."
    ),
    # ---- papers
    "PrinterRefusedError": QT_TRANSLATE_NOOP(
        "problem", "Máy in không nhận. Xin xem máy in đã bật, còn giấy và nối dây chưa, hoặc lưu thành tệp PDF."
    ),
    "PaperNotWrittenError": QT_TRANSLATE_NOOP(
        "problem", "Không ghi được tệp ở chỗ đã chọn. Xin chọn thư mục khác, hoặc xem đĩa còn chỗ không."
    ),
    # ---- the ferry
    "SegmentBrokenError": QT_TRANSLATE_NOOP(
        "problem", "Gói dữ liệu bị thiếu hoặc bị thay đổi nên không nhận. Hồ sơ vẫn lưu an toàn trên máy này."
    ),
    "SegmentTooLargeError": QT_TRANSLATE_NOOP("problem", "Gói dữ liệu quá lớn. Chương trình sẽ chia nhỏ và gửi lại."),
    "OperationTooLargeError": QT_TRANSLATE_NOOP(
        "problem", "Nội dung một việc quá dài nên không gửi được. Xin viết ngắn lại phần ghi chú."
    ),
    "OperationUnreadableError": QT_TRANSLATE_NOOP(
        "problem", "Có một việc mà bản chương trình này không đọc được. Xin cập nhật chương trình."
    ),
    "UnknownFormatError": QT_TRANSLATE_NOOP(
        "problem", "Dữ liệu nhận về thuộc bản mới hơn. Xin cập nhật chương trình rồi đồng bộ lại."
    ),
    "NotForUsError": QT_TRANSLATE_NOOP("problem", "Gói này không gửi cho máy này. Xin kiểm tra lại gói đã chọn."),
    "AnswerBrokenError": QT_TRANSLATE_NOOP(
        "problem",
        "Câu trả lời không phải của trung tâm, nên không dùng. Hồ sơ vẫn lưu an toàn trên máy này và sẽ được gửi lại.",
    ),
    "MessageBrokenError": QT_TRANSLATE_NOOP("problem", "Yêu cầu gửi đi bị hỏng. Xin đồng bộ lại."),
    "KeyBytesError": QT_TRANSLATE_NOOP(
        "problem", "Khóa của trung tâm không đọc được. Xin nhập lại tệp cài đặt do trung tâm cấp."
    ),
    "UnreachableError": QT_TRANSLATE_NOOP(
        "problem", "Chưa đồng bộ được vì chưa liên lạc được với trung tâm. Hồ sơ vẫn lưu an toàn trên máy này."
    ),
    # ---- work carried by hand
    "StickFullError": QT_TRANSLATE_NOOP(
        "problem",
        "USB hoặc thư mục đã đầy nên chưa ghi được gói; không để lại tệp dở dang. Xin dọn bớt hoặc dùng USB khác.",
    ),
    "StickReadOnlyError": QT_TRANSLATE_NOOP(
        "problem", "Không được phép ghi vào USB hoặc thư mục này. Xin gạt chốt chống ghi của USB, hoặc chọn chỗ khác."
    ),
    "StickGoneError": QT_TRANSLATE_NOOP(
        "problem",
        "Không đọc ghi được USB hoặc thư mục này. Xin cắm lại USB rồi làm lại. Hồ sơ vẫn an toàn trên máy này.",
    ),
    "StickUnreliableError": QT_TRANSLATE_NOOP(
        "problem", "Đọc lại thì gói trên USB không đúng như đã ghi. Xin dùng USB khác. Hồ sơ vẫn an toàn trên máy này."
    ),
    "BundleBrokenError": QT_TRANSLATE_NOOP(
        "problem", "Tệp này bị thiếu, bị sửa hoặc không do trung tâm ký, nên không nhận gì. Xin chép lại từ trung tâm."
    ),
    "BundleTooLargeError": QT_TRANSLATE_NOOP(
        "problem",
        "Gói vượt quá cỡ cho phép nên không dùng. Xin gọi người phụ trách máy; hồ sơ vẫn an toàn trên máy này.",
    ),
    "BundleUnknownError": QT_TRANSLATE_NOOP(
        "problem", "Tệp trả lời này không phải cho gói mà máy này đã ghi. Xin chọn tệp khác, hoặc ghi gói mới ra USB."
    ),
    "NoReplyError": QT_TRANSLATE_NOOP(
        "problem",
        "Không thấy tệp trả lời cho máy này (tên kết thúc bằng -tra-loi.pha). Xin chọn đúng USB hoặc thư mục.",
    ),
    # ---- the commune's other laptops
    "MeetingError": QT_TRANSLATE_NOOP(
        "problem", "Hai máy chưa trao đổi được. Hồ sơ vẫn an toàn trên mỗi máy. Xin bấm Trao đổi ngay lần nữa."
    ),
    "peer.address_missing": QT_TRANSLATE_NOOP("problem", "Xin nhập địa chỉ của máy kia, đọc ở cửa sổ này trên máy đó."),
    "peer.no_key": QT_TRANSLATE_NOOP("problem", "Máy này chưa có khóa chung của xã. Xin đồng bộ một lần trước."),
    "peer.not_a_member": QT_TRANSLATE_NOOP(
        "problem", "Máy kia không có khóa chung mới của xã nên chưa trao gì. Xin xem địa chỉ; hai máy đồng bộ một lần."
    ),
    "peer.nobody_listens": QT_TRANSLATE_NOOP(
        "problem", "Máy kia chưa cho nối vào. Xin nhờ bật «Cho máy khác trong xã nối vào» trên máy đó rồi bấm lại."
    ),
    "peer.dns": QT_TRANSLATE_NOOP("problem", "Không tìm ra máy tên này. Xin nhập địa chỉ bằng số, như 192.168.1.20."),
    "peer.no_route": QT_TRANSLATE_NOOP(
        "problem", "Không thấy máy nào trả lời ở địa chỉ này. Xin xem hai máy có cùng mạng và địa chỉ có đúng không."
    ),
    "peer.broken_off": QT_TRANSLATE_NOOP(
        "problem", "Đang trao đổi thì mất nối. Phần đã nhận đủ vẫn được giữ. Xin bấm Trao đổi ngay lần nữa."
    ),
    "peer.port_taken": QT_TRANSLATE_NOOP(
        "problem", "Chưa mở được cổng 8767 cho máy khác nối vào: chương trình khác đang dùng. Xin khởi động lại máy."
    ),
    # ---- what the centre itself refused
    "CentreRefusedError": QT_TRANSLATE_NOOP(
        "problem", "Trung tâm từ chối nhận. Hồ sơ vẫn lưu an toàn trên máy này; xin gọi người phụ trách máy."
    ),
    # ---- what the rules do not allow
    "refused.authorisation_missing": QT_TRANSLATE_NOOP(
        "problem",
        "Người được ủy quyền phải có văn bản ủy quyền có chứng thực, hoặc là người thân được miễn chứng thực.",
    ),
    "refused.cannot_undo": QT_TRANSLATE_NOOP("problem", "Không hoàn tác được nữa: đã có việc làm tiếp sau việc này."),
    "refused.choice_unknown": QT_TRANSLATE_NOOP(
        "problem", "Việc này không còn chọn được như vậy: hồ sơ vừa thay đổi. Xin xem lại rồi quyết định."
    ),
    "refused.conflict_settled": QT_TRANSLATE_NOOP(
        "problem", "Việc này đã có người quyết định. Xin xem quyết định ở mục Đã quyết định."
    ),
    "refused.count_below_one": QT_TRANSLATE_NOOP("problem", "Số lượng phải từ 1 trở lên."),
    "refused.custody_count": QT_TRANSLATE_NOOP(
        "problem", "Số phong bì đếm được chưa khớp: chuyến này có {about}. Xin đếm lại từng phong bì."
    ),
    "refused.day_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi ngày hẹn lại: ngày/tháng/năm."),
    "refused.dossier_closed": QT_TRANSLATE_NOOP("problem", "Hồ sơ này đã kết thúc, không sửa được nữa."),
    "refused.envelope_elsewhere": QT_TRANSLATE_NOOP(
        "problem", "Phong bì này thuộc {about}, không thuộc khu dân cư đang xếp. Xin để lại trên kệ."
    ),
    "refused.envelope_not_on_run": QT_TRANSLATE_NOOP(
        "problem", "Phong bì {about} không có trong bảng kê của chuyến này. Xin để riêng và mang về kệ."
    ),
    "refused.envelope_not_ready": QT_TRANSLATE_NOOP(
        "problem", "Phong bì {about} không ở trạng thái chờ trả nên không xếp được. Xin mở hồ sơ để xem."
    ),
    "refused.envelope_of_other_door": QT_TRANSLATE_NOOP(
        "problem", "Sai phong bì: đây là phong bì của nhà số thứ tự {about}. Xin cất lại và lấy phong bì của nhà này."
    ),
    "refused.envelope_packed": QT_TRANSLATE_NOOP("problem", "Phong bì {about} đã xếp vào chuyến này rồi."),
    "refused.envelope_unchecked": QT_TRANSLATE_NOOP(
        "problem", "Xin quét mã phong bì, hoặc đối chiếu mã rồi bấm Enter."
    ),
    "refused.envelope_unknown": QT_TRANSLATE_NOOP(
        "problem", "Sổ trên máy này không có phong bì {about}. Xin kiểm tra lại mã."
    ),
    "refused.envelope_unread": QT_TRANSLATE_NOOP(
        "problem", "Không đọc được mã phong bì. Xin quét lại, hoặc gõ mã in trên nhãn (KQ-…)."
    ),
    "refused.fee_below_zero": QT_TRANSLATE_NOOP("problem", "Số tiền không được nhỏ hơn 0."),
    "refused.ground_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi căn cứ pháp lý của việc từ chối."),
    "refused.identity_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi giấy tờ tùy thân của người nhận."),
    "refused.kin_not_exempt": QT_TRANSLATE_NOOP(
        "problem", "Quan hệ này không được miễn chứng thực ủy quyền. Xin yêu cầu văn bản ủy quyền có chứng thực."
    ),
    "refused.may_not_travel": QT_TRANSLATE_NOOP("problem", "{about} Kết quả này chưa được mang đi."),
    "refused.means_unknown": QT_TRANSLATE_NOOP("problem", "Xin chọn cách ký nhận: ký trên máy hoặc giấy ký nhận."),
    "refused.name_missing": QT_TRANSLATE_NOOP("problem", "Xin nhập họ, chữ đệm và tên."),
    "refused.no_print_to_void": QT_TRANSLATE_NOOP("problem", "Chưa có bản in nào để hủy."),
    "refused.not_now": QT_TRANSLATE_NOOP("problem", "Việc này không làm được khi hồ sơ đang ở bước hiện tại."),
    "refused.not_on_shelf": QT_TRANSLATE_NOOP("problem", "Kết quả của hồ sơ {about} không có trên kệ."),
    "refused.procedure_has_result": QT_TRANSLATE_NOOP(
        "problem", "Hồ sơ đã có kết quả nên không đổi thủ tục được. Xin hoàn tác kết quả trước."
    ),
    "refused.code_taken": QT_TRANSLATE_NOOP(
        "problem", "Mã này đã ghi cho hồ sơ {about}. Xin xem lại mã trước khi ghi."
    ),
    "refused.run_not_closed": QT_TRANSLATE_NOOP(
        "problem", "Kết quả đang ở chuyến {about} chưa đóng. Xin đóng chuyến trả đó trước."
    ),
    "refused.file_empty": QT_TRANSLATE_NOOP("problem", "Tệp này trống. Xin chọn tệp khác."),
    "refused.file_unreadable": QT_TRANSLATE_NOOP(
        "problem", "Không đọc được tệp này. Xin xem ổ đĩa, thẻ nhớ còn cắm không, rồi chọn lại."
    ),
    "refused.copy_not_written": QT_TRANSLATE_NOOP(
        "problem", "Không lưu được bản sao ở chỗ đã chọn. Xin chọn thư mục khác, hoặc xem đĩa còn chỗ không."
    ),
    "refused.file_kind": QT_TRANSLATE_NOOP(
        "problem", "Chỉ đính kèm được tệp PDF, ảnh JPEG hoặc PNG. Xin chọn tệp khác."
    ),
    "refused.file_too_large": QT_TRANSLATE_NOOP(
        "problem", "Tệp lớn hơn {about} MB. Xin quét lại với độ phân giải thấp hơn, hoặc tách thành nhiều tệp."
    ),
    "refused.too_many_files": QT_TRANSLATE_NOOP(
        "problem", "Hồ sơ này đã có 60 tệp. Xin gộp các trang vào một tệp PDF rồi đính kèm."
    ),
    "refused.file_there": QT_TRANSLATE_NOOP("problem", "Tệp này đã được đính kèm vào hồ sơ rồi."),
    "refused.nothing_changed": QT_TRANSLATE_NOOP("problem", "Chưa có gì thay đổi để lưu."),
    "refused.papers_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi đủ các giấy tờ còn thiếu, một lần cho tất cả."),
    "refused.person_missing": QT_TRANSLATE_NOOP("problem", "Xin chọn người nộp hồ sơ."),
    "refused.procedure_missing": QT_TRANSLATE_NOOP("problem", "Xin chọn thủ tục hành chính."),
    "refused.reason_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi lý do."),
    "refused.receiver_not_allowed": QT_TRANSLATE_NOOP(
        "problem", "Theo quy định, người này không được nhận kết quả: {about}. Xin mang về và hẹn đúng người nhận."
    ),
    "refused.receiver_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi tên người nhận kết quả."),
    "refused.relation_unknown": QT_TRANSLATE_NOOP("problem", "Xin chọn quan hệ của người nhận với chủ hồ sơ."),
    "refused.result_missing": QT_TRANSLATE_NOOP("problem", "Hồ sơ này chưa có kết quả."),
    "refused.result_number_missing": QT_TRANSLATE_NOOP("problem", "Xin nhập số của kết quả."),
    "refused.run_closed": QT_TRANSLATE_NOOP("problem", "Chuyến này đã đóng."),
    "refused.run_empty": QT_TRANSLATE_NOOP("problem", "Xin chọn ít nhất một kết quả cho chuyến."),
    "refused.run_not_here": QT_TRANSLATE_NOOP(
        "problem",
        "Máy này chưa có đủ hồ sơ của chuyến {about}. Xin đồng bộ rồi thử lại, hoặc đóng chuyến ở máy đã lập chuyến.",
    ),
    "refused.run_unbalanced": QT_TRANSLATE_NOOP(
        "problem",
        "Chuyến {about} chưa khớp: số đã lấy phải bằng số đã trao, mang về, gửi bưu chính và thất lạc. Xin ghi đủ"
        " từng hồ sơ.",
    ),
    "refused.second_receiver_missing": QT_TRANSLATE_NOOP(
        "problem", "Kết quả này phải trao cho cả hai bên. Xin ghi tên và 4 số cuối giấy tờ của người thứ hai."
    ),
    "refused.second_supplement": QT_TRANSLATE_NOOP(
        "problem", "Hồ sơ này đã yêu cầu bổ sung một lần. Yêu cầu lần nữa bị tính là chậm: xin ghi rõ lý do."
    ),
    "refused.shelf_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi ngăn kệ."),
    "refused.signature_missing": QT_TRANSLATE_NOOP("problem", "Chưa có chữ ký của người nhận."),
    "refused.signer_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi người ký kết quả."),
    "refused.slip_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi số giấy hẹn đã ký nhận."),
    "refused.still_missing": QT_TRANSLATE_NOOP("problem", "Vẫn còn giấy tờ bắt buộc chưa có. Xin đánh dấu đủ rồi lưu."),
    "refused.too_many": QT_TRANSLATE_NOOP("problem", "Nhiều quá cho một chuyến: xin chia thành chuyến dưới {about}."),
    "refused.tracking_missing": QT_TRANSLATE_NOOP("problem", "Xin ghi số hiệu bưu gửi (chữ và số, ít nhất 6 ký tự)."),
    "refused.too_long": QT_TRANSLATE_NOOP("problem", "Nội dung nhập quá dài. Xin viết ngắn lại."),
}
"""Error code -> Vietnamese sentence. {braces} are filled with the error's own attributes of that name."""
