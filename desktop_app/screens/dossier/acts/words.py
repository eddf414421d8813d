"""What the acts on a dossier are called, what is to be known before, and what is said after; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.screens.dossier.presenter import Possible
from desktop_app.wording import QT_TRANSLATE_NOOP

_ACTS: Final[Mapping[Possible, str]] = {
    Possible.RESULT: QT_TRANSLATE_NOOP("acts", "Ghi kết quả"),
    Possible.CORRECT: QT_TRANSLATE_NOOP("acts", "Ghi kết quả đã sửa"),
    Possible.COMPLETE: QT_TRANSLATE_NOOP("acts", "Nhận bổ sung"),
    Possible.FIND: QT_TRANSLATE_NOOP("acts", "Đã tìm thấy"),
    Possible.SHELVE: QT_TRANSLATE_NOOP("acts", "Đặt lên kệ"),
    Possible.HAND_OVER: QT_TRANSLATE_NOOP("acts", "Trả kết quả"),
    Possible.AMEND: QT_TRANSLATE_NOOP("acts", "Sửa"),
    Possible.FORWARD: QT_TRANSLATE_NOOP("acts", "Chuyển xử lý"),
    Possible.ASK: QT_TRANSLATE_NOOP("acts", "Yêu cầu bổ sung"),
    Possible.CODE: QT_TRANSLATE_NOOP("acts", "Ghi mã chính thức"),
    Possible.REFUSE: QT_TRANSLATE_NOOP("acts", "Từ chối"),
    Possible.WITHDRAW: QT_TRANSLATE_NOOP("acts", "Rút hồ sơ"),
    Possible.UNDO: QT_TRANSLATE_NOOP("acts", "Hoàn tác"),
    Possible.PRINT_RECEIPT: QT_TRANSLATE_NOOP("acts", "In giấy hẹn"),
    Possible.PRINT_REQUEST: QT_TRANSLATE_NOOP("acts", "In phiếu bổ sung"),
    Possible.PRINT_REFUSAL: QT_TRANSLATE_NOOP("acts", "In phiếu từ chối"),
}
_DONE: Final[Mapping[Possible, str]] = {
    Possible.RESULT: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: đã ghi kết quả."),
    Possible.CORRECT: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: đã ghi kết quả đã sửa, kết quả chờ trả."),
    Possible.COMPLETE: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: đã nhận bổ sung, hẹn trả được tính lại."),
    Possible.FIND: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: kết quả đã trở lại kệ."),
    Possible.SHELVE: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: kết quả đã lên kệ."),
    Possible.FORWARD: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: đã chuyển xử lý."),
    Possible.ASK: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: đã yêu cầu bổ sung. Xin in phiếu cho người nộp."),
    Possible.CODE: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: đã ghi mã chính thức."),
    Possible.REFUSE: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: đã từ chối. Xin in phiếu cho người nộp."),
    Possible.WITHDRAW: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: công dân rút hồ sơ."),
    Possible.UNDO: QT_TRANSLATE_NOOP("acts", "Đã lưu trên máy: đã hoàn tác."),
}
_WARNINGS: Final[Mapping[Possible, str]] = {
    Possible.REFUSE: QT_TRANSLATE_NOOP(
        "acts", "Lỗi của máy hay của chương trình không phải là lý do từ chối hồ sơ của người dân."
    ),
    Possible.WITHDRAW: QT_TRANSLATE_NOOP("acts", "Việc rút hồ sơ không hoàn tác được. Xin trả lại giấy tờ đã nhận."),
}
_ASK_ONCE: Final = QT_TRANSLATE_NOOP("acts", "Xin ghi đủ một lần: yêu cầu bổ sung lần thứ hai bị tính là chậm.")
_ASK_AGAIN: Final = QT_TRANSLATE_NOOP(
    "acts", "Hồ sơ này đã yêu cầu bổ sung rồi. Yêu cầu lần nữa bị tính là chậm: xin ghi rõ vì sao."
)


def act(which: Possible) -> str:
    """Return what an act is called."""
    return _words(_ACTS[which])


def done(which: Possible) -> str:
    """Return what is said once an act is saved; empty for one that leaves this page."""
    return _words(_DONE[which]) if which in _DONE else ""


def warning(which: Possible) -> str:
    """Return what is to be known before an act; empty for nothing."""
    return _words(_WARNINGS[which]) if which in _WARNINGS else ""


def warnings_of_asking() -> tuple[str, str]:
    """Return what is said before the first request and before a later one."""
    return _words(_ASK_ONCE), _words(_ASK_AGAIN)


def _words(source: str) -> str:
    return QCoreApplication.translate("acts", source)
