"""The kinds of act, the troubles of the road and the reasons for parking, in the words of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.wording import QT_TRANSLATE_NOOP

_KINDS: Final[Mapping[str, str]] = {
    "person.register": QT_TRANSLATE_NOOP("deeds", "Ghi người mới"),
    "person.amend": QT_TRANSLATE_NOOP("deeds", "Sửa thông tin người"),
    "dossier.register": QT_TRANSLATE_NOOP("deeds", "Tiếp nhận hồ sơ"),
    "dossier.ask_first": QT_TRANSLATE_NOOP("deeds", "Yêu cầu bổ sung khi nộp"),
    "dossier.refuse_first": QT_TRANSLATE_NOOP("deeds", "Từ chối tiếp nhận"),
    "dossier.ask": QT_TRANSLATE_NOOP("deeds", "Yêu cầu bổ sung"),
    "dossier.complete": QT_TRANSLATE_NOOP("deeds", "Nhận bổ sung"),
    "dossier.refuse": QT_TRANSLATE_NOOP("deeds", "Từ chối giải quyết"),
    "dossier.withdraw": QT_TRANSLATE_NOOP("deeds", "Rút hồ sơ"),
    "dossier.reopen": QT_TRANSLATE_NOOP("deeds", "Hoàn tác từ chối hoặc rút hồ sơ"),
    "dossier.reopen_waiting": QT_TRANSLATE_NOOP("deeds", "Hoàn tác, lại chờ bổ sung"),
    "dossier.forward": QT_TRANSLATE_NOOP("deeds", "Chuyển xử lý"),
    "dossier.official_code": QT_TRANSLATE_NOOP("deeds", "Ghi mã chính thức"),
    "dossier.correct": QT_TRANSLATE_NOOP("deeds", "Ghi kết quả đã sửa"),
    "dossier.amend": QT_TRANSLATE_NOOP("deeds", "Sửa hồ sơ"),
    "dossier.void": QT_TRANSLATE_NOOP("deeds", "Hoàn tác tiếp nhận"),
    "dossier.result": QT_TRANSLATE_NOOP("deeds", "Ghi kết quả"),
    "dossier.result_undo": QT_TRANSLATE_NOOP("deeds", "Hoàn tác kết quả"),
    "delivery.shelve": QT_TRANSLATE_NOOP("deeds", "Đặt lên kệ"),
    "delivery.unshelve": QT_TRANSLATE_NOOP("deeds", "Lấy khỏi kệ"),
    "delivery.take": QT_TRANSLATE_NOOP("deeds", "Lấy đi giao"),
    "delivery.hand_over": QT_TRANSLATE_NOOP("deeds", "Đã trao kết quả"),
    "delivery.absent": QT_TRANSLATE_NOOP("deeds", "Vắng mặt"),
    "delivery.decline": QT_TRANSLATE_NOOP("deeds", "Từ chối nhận"),
    "delivery.wrong": QT_TRANSLATE_NOOP("deeds", "Sai thông tin kết quả"),
    "delivery.redate": QT_TRANSLATE_NOOP("deeds", "Hẹn lại"),
    "delivery.post": QT_TRANSLATE_NOOP("deeds", "Gửi bưu chính công ích"),
    "delivery.lose": QT_TRANSLATE_NOOP("deeds", "Báo thất lạc"),
    "delivery.find": QT_TRANSLATE_NOOP("deeds", "Đã tìm thấy"),
    "delivery.bring_back": QT_TRANSLATE_NOOP("deeds", "Hoàn về kệ"),
    "run.open": QT_TRANSLATE_NOOP("deeds", "Xếp chuyến"),
    "run.close": QT_TRANSLATE_NOOP("deeds", "Đóng chuyến"),
    "conflict.settle": QT_TRANSLATE_NOOP("deeds", "Quyết định bản được giữ"),
    "person.settle": QT_TRANSLATE_NOOP("deeds", "Giữ bản kia của thông tin người"),
    "dossier.settle": QT_TRANSLATE_NOOP("deeds", "Giữ bản kia của hồ sơ"),
    "run.settle": QT_TRANSLATE_NOOP("deeds", "Giữ bản kia của chuyến"),
}
_UNPROVEN: Final = QT_TRANSLATE_NOOP(
    "deeds", "Xác nhận của cán bộ không khớp. Xin báo người phụ trách an toàn thông tin."
)
_UNREAD: Final = QT_TRANSLATE_NOOP(
    "deeds", "Hệ thống chưa đọc được việc này. Xin gọi người phụ trách máy; việc vẫn được giữ trên máy."
)
REASONS: Final[Mapping[str, str]] = {
    "unknown_kind": QT_TRANSLATE_NOOP("deeds", "Hệ thống chưa biết việc này: trung tâm cần cập nhật."),
    "exists_already": QT_TRANSLATE_NOOP("deeds", "Hồ sơ này đã có ở hệ thống. Xin đối chiếu hai bản."),
    "record_missing": QT_TRANSLATE_NOOP("deeds", "Hệ thống chưa có hồ sơ gốc. Xin báo người phụ trách."),
    "other_type": QT_TRANSLATE_NOOP("deeds", "Mã này ở hệ thống thuộc loại khác. Xin báo người phụ trách."),
    "other_shape": QT_TRANSLATE_NOOP("deeds", "Nội dung không đúng dạng. Xin báo người phụ trách."),
    "impossible_move": QT_TRANSLATE_NOOP("deeds", "Hồ sơ ở hệ thống đang ở bước khác. Xin mở hồ sơ để xem."),
    "behind_parked": QT_TRANSLATE_NOOP("deeds", "Chờ việc trước của hồ sơ này được xử lý."),
    "official_unknown": QT_TRANSLATE_NOOP(
        "deeds", "Hệ thống chưa biết cán bộ đã làm việc này. Xin gọi người phụ trách máy để đăng ký."
    ),
    "official_unproven": _UNPROVEN,
    "wrong_actor": _UNPROVEN,
    "record_too_large": QT_TRANSLATE_NOOP(
        "deeds", "Hồ sơ quá lớn nên hệ thống không nhận thêm. Xin gọi người phụ trách máy."
    ),
    "unreadable": _UNREAD,
    "wrong_seq": _UNREAD,
    "rules_failed": _UNREAD,
}
"""What the rules and the centre say of an operation that they did not apply; a test walks all of theirs."""
_UNREACHABLE: Final = QT_TRANSLATE_NOOP(
    "deeds",
    "Chưa gửi được vì chưa liên lạc được với hệ thống. Hồ sơ vẫn lưu an toàn trên máy này. Xin ông/bà cứ"
    " làm việc bình thường; máy tự gửi khi có mạng.",
)
_ASK: Final = QT_TRANSLATE_NOOP(
    "deeds", "Chưa gửi được. Hồ sơ vẫn lưu an toàn trên máy này. Xin báo người phụ trách máy: {key}."
)
_TWO_HISTORIES: Final = QT_TRANSLATE_NOOP(
    "deeds",
    "Máy này có thể vừa được phục hồi hoặc sao chép từ bản cũ, nên hệ thống không nhận tiếp. Hồ sơ vẫn lưu an toàn trên"
    " máy này. Xin gọi người phụ trách ngay.",
)
_CENTRE_RESTORED: Final = QT_TRANSLATE_NOOP(
    "deeds",
    "Hệ thống vừa được phục hồi từ bản sao lưu nên chưa nhận tiếp. Hồ sơ vẫn lưu an toàn trên máy này. Xin báo người"
    " phụ trách.",
)
_SEND_AGAIN: Final = QT_TRANSLATE_NOOP(
    "deeds",
    "Gói gửi đi không tới nguyên vẹn. Hồ sơ vẫn lưu an toàn trên máy này. Xin đồng bộ lại; nếu lặp lại, gọi người phụ"
    " trách.",
)
TROUBLES: Final[Mapping[str, str]] = {
    "unreachable": _UNREACHABLE,
    "not_the_centre": QT_TRANSLATE_NOOP(
        "deeds",
        "Chưa gửi được: nơi trả lời không phải hệ thống (có thể là trang đăng nhập Wi-Fi). Hồ sơ vẫn lưu an toàn trên"
        " máy này. Xin đăng nhập mạng rồi đồng bộ lại.",
    ),
    "under_way": QT_TRANSLATE_NOOP("deeds", "Đang đồng bộ rồi. Xin chờ lần này xong."),
    "disagree": QT_TRANSLATE_NOOP(
        "deeds", "Hai sổ chưa khớp. Không mất gì: lần đồng bộ tới máy sẽ đọc lại toàn bộ. Xin bấm Đồng bộ ngay."
    ),
    "sample_into_real": QT_TRANSLATE_NOOP(
        "deeds", "Đây là dữ liệu mẫu, không được gửi lên hệ thống thật. Không có gì được gửi đi."
    ),
    "real_into_sample": QT_TRANSLATE_NOOP(
        "deeds",
        "Hồ sơ thật không được gửi lên hệ thống tập huấn. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ"
        " trách máy.",
    ),
    "not_ready": QT_TRANSLATE_NOOP(
        "deeds", "Hệ thống đang bận. Hồ sơ vẫn lưu an toàn trên máy này. Xin đồng bộ lại sau ít phút."
    ),
    "revoked": QT_TRANSLATE_NOOP(
        "deeds", "Máy này đã bị thu hồi quyền gửi. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách ngay."
    ),
    "unknown_device": QT_TRANSLATE_NOOP(
        "deeds", "Hệ thống chưa biết máy này. Hồ sơ vẫn lưu an toàn trên máy này. Xin báo người phụ trách đăng ký máy."
    ),
    "token_refused": QT_TRANSLATE_NOOP(
        "deeds",
        "Mã đăng ký máy không dùng được nữa. Hồ sơ vẫn lưu an toàn trên máy này. Xin người phụ trách cấp mã mới.",
    ),
    "upgrade_required": QT_TRANSLATE_NOOP(
        "deeds", "Chương trình trên máy đã cũ nên chưa gửi được. Hồ sơ vẫn lưu an toàn trên máy này. Xin cập nhật."
    ),
    "unknown_format": QT_TRANSLATE_NOOP(
        "deeds", "Hệ thống và máy này khác phiên bản. Hồ sơ vẫn lưu an toàn trên máy này. Xin cập nhật rồi đồng bộ lại."
    ),
    "fork": _TWO_HISTORIES,
    "client_behind": _TWO_HISTORIES,
    "frozen": _TWO_HISTORIES,
    "epoch_changed": _CENTRE_RESTORED,
    "centre_behind": _CENTRE_RESTORED,
    "gap": _SEND_AGAIN,
    "broken": _SEND_AGAIN,
    "stale": _SEND_AGAIN,
    "too_large": QT_TRANSLATE_NOOP(
        "deeds", "Gói gửi đi quá lớn. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy."
    ),
    "wrong_commune": QT_TRANSLATE_NOOP(
        "deeds", "Máy này đăng ký cho xã khác. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy."
    ),
    "key_retired": QT_TRANSLATE_NOOP(
        "deeds", "Hệ thống đã đổi khóa. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy."
    ),
    "not_found": QT_TRANSLATE_NOOP(
        "deeds",
        "Địa chỉ hệ thống ghi trên máy không đúng. Hồ sơ vẫn lưu an toàn trên máy này. Xin gọi người phụ trách máy.",
    ),
}
"""Every key that `SyncReport.trouble` may have; a test walks them all."""


def deed(kind: str) -> str:
    """Return what was done, in words."""
    return _words(_KINDS.get(kind, kind))


def reason(key: str) -> str:
    """Return why an operation waits for a person and what to do, never the key; empty for no reason."""
    return _words(REASONS.get(key, _UNREAD)) if key else ""


def trouble(key: str) -> str:
    """Return what went wrong on the road, what is safe and what to do; empty for no trouble."""
    return _words(TROUBLES.get(key, _ASK)).format(key=key) if key else ""


def _words(source: str) -> str:
    return QCoreApplication.translate("deeds", source)
