"""What happened to a dossier, in words: attempts to deliver it, supplements asked and received; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from desktop_app.screens import axes
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.records.dossier import ASKED, Dossier

_OUTCOMES: Final[Mapping[str, tuple[str, axes.Tone]]] = {
    "handed_over": (QT_TRANSLATE_NOOP("history", "Đã trao"), "good"),
    "posted": (QT_TRANSLATE_NOOP("history", "Gửi bưu chính"), "good"),
    "found": (QT_TRANSLATE_NOOP("history", "Tìm thấy"), "good"),
    "absent": (QT_TRANSLATE_NOOP("history", "Vắng mặt"), "warn"),
    "refused": (QT_TRANSLATE_NOOP("history", "Không nhận"), "warn"),
    "redated": (QT_TRANSLATE_NOOP("history", "Hẹn lại"), "warn"),
    "wrong_content": (QT_TRANSLATE_NOOP("history", "Sai thông tin"), "danger"),
    "lost": (QT_TRANSLATE_NOOP("history", "Thất lạc"), "danger"),
}
_PLACES: Final[Mapping[str, str]] = {
    "counter": QT_TRANSLATE_NOOP("history", "tại quầy"),
    "office": QT_TRANSLATE_NOOP("history", "tại cơ quan"),
    "home": QT_TRANSLATE_NOOP("history", "tại nhà"),
}
_AXES: Final = (
    QT_TRANSLATE_NOOP("history", "Xử lý"),
    QT_TRANSLATE_NOOP("history", "Phí, lệ phí"),
    QT_TRANSLATE_NOOP("history", "Trả kết quả"),
    QT_TRANSLATE_NOOP("history", "Đồng bộ"),
)


def axis_names() -> tuple[str, ...]:
    """Return what the four axes are called, in the order in which they stand."""
    return tuple(_words(each) for each in _AXES)


def outcome(attempt: Mapping[str, Any]) -> axes.Said:
    """Return how an attempt ended; an outcome of a later version stands as it is."""
    key = str(attempt.get("outcome", ""))
    text, tone = _OUTCOMES.get(key, (key, "plain"))
    return axes.Said(_words(text), tone)


def who_and_where(attempt: Mapping[str, Any]) -> str:
    """Return who took it or what was noted, and below it where that was."""
    who = str(attempt.get("receiver", "")) or str(attempt.get("note", "")) or "–"
    place = str(attempt.get("place", ""))
    where = _PLACES.get(place, _PLACES["home"])
    return f"{who}\n{_words(where)}"


def supplement(entry: Mapping[str, Any], number: int) -> tuple[str, str]:
    """Return the name and the text of one entry of the log of supplements; `number`: which request it is."""
    at_ms = entry.get("at_ms", 0)
    when = axes.moment(at_ms if isinstance(at_ms, int) else 0)
    papers = "; ".join(str(each) for each in entry.get("papers", ()))
    if entry.get("what") != ASKED:
        received = _words(QT_TRANSLATE_NOOP("history", "Nhận bổ sung"))
        return received, " · ".join(part for part in (when, papers) if part)
    name = _words(QT_TRANSLATE_NOOP("history", "Yêu cầu bổ sung lần {n}")).format(n=number)
    again = str(entry.get("again", ""))
    late = _words(QT_TRANSLATE_NOOP("history", "tính là chậm: {reason}")).format(reason=again) if again else ""
    return name, " · ".join(part for part in (when, papers, str(entry.get("reason", "")), late) if part)


def supplements(dossier: Dossier) -> list[tuple[str, str]]:
    """Return the log of supplements as facts, oldest first."""
    lines, asked = [], 0
    for entry in dossier.supplements:
        asked += entry.get("what") == ASKED
        lines.append(supplement(entry, asked))
    return lines


def _words(source: str) -> str:
    return QCoreApplication.translate("history", source)
