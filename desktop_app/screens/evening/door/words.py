"""What stands on a door of a run: who it is, what happened there, how it goes on; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.screens import axes
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.records.dossier import Dossier
from sync.records.states import Delivery

_OUTCOME_STATE: Final[Mapping[str, str]] = {
    "absent": Delivery.ABSENT,
    "refused": Delivery.REFUSED,
    "wrong_content": Delivery.HELD,
    "redated": Delivery.REDATED,
    "posted": Delivery.POSTED,
    "lost": Delivery.LOST,
    "handed_over": Delivery.HANDED_OVER,
}
_NEXT: Final[Mapping[str, str]] = {
    Delivery.HANDED_OVER: QT_TRANSLATE_NOOP("door", "Đã trao. Nhà này đã xong."),
    Delivery.POSTED: QT_TRANSLATE_NOOP("door", "Đã giao cho bưu chính. Giữ biên nhận, nộp cùng chuyến."),
    Delivery.LOST: QT_TRANSLATE_NOOP("door", "Đã báo thất lạc. Tìm thấy thì ghi «Đã tìm thấy» ở Kệ kết quả."),
    Delivery.WRONG_CONTENT: QT_TRANSLATE_NOOP(
        "door", "Sai thông tin: không trao. Mang phong bì về kệ; công chức chuyên môn sửa rồi trả lại."
    ),
}
_ELSEWHERE: Final = QT_TRANSLATE_NOOP("door", "Phong bì này không còn ở chuyến này. Xin mở hồ sơ để xem.")
_BACK: Final = QT_TRANSLATE_NOOP("door", "Mang về")


def outcome_on(dossier: Dossier, run: str) -> axes.Said:
    """Return what happened to a dossier on a run (id, hex), by its log; "brought back" where nothing did."""
    found = [str(each.get("outcome", "")) for each in dossier.attempts if each.get("run") == run]
    state = _OUTCOME_STATE.get(found[-1], "") if found else ""
    return axes.delivery(state) if state else axes.Said(_words(_BACK), "plain")


def what_next(dossier: Dossier) -> str:
    """Return what is to be done at a door where nothing more can be written down."""
    return _words(_NEXT.get(dossier.delivery, _ELSEWHERE))


def _words(source: str) -> str:
    return QCoreApplication.translate("door", source)
