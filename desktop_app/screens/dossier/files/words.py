"""Where a dossier's file stands, what it is and how large, in words; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.screens.axes import Said, Tone
from desktop_app.screens.sync.words import size
from desktop_app.services.files import FileRow
from desktop_app.wording import QT_TRANSLATE_NOOP

_KINDS: Final[Mapping[str, str]] = {
    "application/pdf": QT_TRANSLATE_NOOP("files", "PDF"),
    "image/jpeg": QT_TRANSLATE_NOOP("files", "Ảnh"),
    "image/png": QT_TRANSLATE_NOOP("files", "Ảnh"),
}
_STATES: Final[Mapping[str, tuple[str, Tone]]] = {
    "local": (QT_TRANSLATE_NOOP("files", "Chờ gửi"), "plain"),
    "received": (QT_TRANSLATE_NOOP("files", "Đã ở trung tâm"), "good"),
    "remote": (QT_TRANSLATE_NOOP("files", "Chưa tải về"), "plain"),
    "coming": (QT_TRANSLATE_NOOP("files", "Đang chờ tải"), "accent"),
    "whole": (QT_TRANSLATE_NOOP("files", "Đã tải về"), "good"),
}
_REASONS: Final[Mapping[str, str]] = {
    "quota": QT_TRANSLATE_NOOP("files", "trung tâm hết chỗ"),
    "too_large": QT_TRANSLATE_NOOP("files", "tệp quá lớn"),
    "file_damaged": QT_TRANSLATE_NOOP("files", "tệp bị hỏng"),
    "no_room": QT_TRANSLATE_NOOP("files", "đĩa sắp đầy"),
}


def state(row: FileRow) -> Said:
    """Return where a file is, and below it why it stays there."""
    source, tone = _STATES.get(row.state, _STATES["remote"])
    if row.reason and row.state == "local":
        source, tone = QT_TRANSLATE_NOOP("files", "Không gửi được"), "warn"
    elif row.reason and row.state == "remote":
        source, tone = QT_TRANSLATE_NOOP("files", "Không tải được"), "warn"
    if row.reason:
        below = _words(_REASONS[row.reason]) if row.reason in _REASONS else row.reason
        return Said(f"{_words(source)}\n{below}", "warn")
    if row.state == "coming" and row.have:
        share = min(99, row.have * 100 // row.attachment.size)
        done = _words(QT_TRANSLATE_NOOP("files", "đã có {share} %")).format(share=share)
        return Said(f"{_words(source)}\n{done}", tone)
    return Said(_words(source), tone)


def kind_and_size(row: FileRow) -> str:
    """Return what a file is and how large."""
    kind = _words(_KINDS[row.attachment.mime]) if row.attachment.mime in _KINDS else row.attachment.mime
    return f"{kind} · {size(row.attachment.size)}"


def _words(source: str) -> str:
    return QCoreApplication.translate("files", source)
