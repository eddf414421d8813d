"""The kinds of act and the reasons for parking, in the words of the desk."""

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
    "dossier.attach": QT_TRANSLATE_NOOP("deeds", "Đính kèm tệp"),
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
    "ruling.retry": QT_TRANSLATE_NOOP("deeds", "Quyết định thử lại"),
    "ruling.set_aside": QT_TRANSLATE_NOOP("deeds", "Quyết định không ghi"),
    "ruling.force": QT_TRANSLATE_NOOP("deeds", "Quyết định ghi dù thiếu"),
}
_UNPROVEN: Final = QT_TRANSLATE_NOOP(
    "deeds", "Xác nhận của cán bộ không khớp. Xin báo người phụ trách an toàn thông tin."
)
_UNREAD: Final = QT_TRANSLATE_NOOP(
    "deeds", "Trung tâm chưa đọc được việc này. Xin gọi người phụ trách máy; việc vẫn được giữ trên máy."
)
REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_kind": ("XL-101", QT_TRANSLATE_NOOP("deeds", "Trung tâm chưa biết việc này: trung tâm cần cập nhật.")),
    "exists_already": ("XL-102", QT_TRANSLATE_NOOP("deeds", "Hồ sơ này đã có ở trung tâm. Xin đối chiếu hai bản.")),
    "record_missing": (
        "XL-103",
        QT_TRANSLATE_NOOP(
            "deeds", "Trung tâm chưa nhận được hồ sơ gốc, thường do máy kia chưa gửi. Hồ sơ gốc tới thì việc tự ghi."
        ),
    ),
    "other_type": (
        "XL-104",
        QT_TRANSLATE_NOOP("deeds", "Mã này ở trung tâm thuộc loại khác. Xin báo người phụ trách."),
    ),
    "other_shape": ("XL-105", QT_TRANSLATE_NOOP("deeds", "Nội dung không đúng dạng. Xin báo người phụ trách.")),
    "impossible_move": (
        "XL-106",
        QT_TRANSLATE_NOOP("deeds", "Hồ sơ ở trung tâm đang ở bước khác. Xin mở hồ sơ xem rồi chọn một trong hai cách."),
    ),
    "behind_parked": ("XL-107", QT_TRANSLATE_NOOP("deeds", "Chờ việc trước của hồ sơ này được xử lý.")),
    "behind_held": ("XL-108", QT_TRANSLATE_NOOP("deeds", "Chờ việc trước của hồ sơ này tới trung tâm.")),
    "official_unknown": (
        "XL-109",
        QT_TRANSLATE_NOOP(
            "deeds", "Trung tâm chưa biết cán bộ đã làm việc này. Xin gọi người phụ trách máy để đăng ký."
        ),
    ),
    "official_unproven": ("XL-110", _UNPROVEN),
    "wrong_actor": ("XL-111", _UNPROVEN),
    "record_too_large": (
        "XL-112",
        QT_TRANSLATE_NOOP("deeds", "Hồ sơ quá lớn nên trung tâm không nhận thêm. Xin gọi người phụ trách máy."),
    ),
    "unreadable": ("XL-113", _UNREAD),
    "wrong_seq": ("XL-114", _UNREAD),
    "rules_failed": ("XL-115", _UNREAD),
    "carried_twice": (
        "XL-116",
        QT_TRANSLATE_NOOP("deeds", "Trung tâm đã có việc này từ lần gửi trước, không ghi hai lần."),
    ),
    "set_aside": ("XL-117", QT_TRANSLATE_NOOP("deeds", "Có người đã quyết định không ghi việc này.")),
}
"""What the rules and the centre say of an operation that they did not apply: code and words; a test walks theirs."""
UNKNOWN_REASON: Final = ("XL-999", _UNREAD)


def deed(kind: str) -> str:
    """Return what was done, in words."""
    return _words(_KINDS.get(kind, kind))


def reason(key: str) -> str:
    """Return why an operation waits for a person and what to do, never the key; empty for no reason."""
    return _words(REASONS.get(key, UNKNOWN_REASON)[1]) if key else ""


def reason_code(key: str) -> str:
    """Return the short code of a reason, to be read out on the telephone; empty for no reason."""
    return REASONS.get(key, UNKNOWN_REASON)[0] if key else ""


def _words(source: str) -> str:
    return QCoreApplication.translate("deeds", source)
