"""What waits today, in the words of the desk: the facts of each card and the lines of the list. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.screens import axes, troubles
from desktop_app.screens.axes import Tone
from desktop_app.services.desk import local_time
from desktop_app.services.today import Group, RunOut, Today, asked_at_ms
from desktop_app.wording import QT_TRANSLATE_NOOP
from sync.records.dossier import Dossier

GROUPS_SHOWN: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """What a card says."""

    fact: str
    lines: tuple[str, ...] = ()
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One dossier that waits for a hand: what is to be done, and shortly by when, since when or about what."""

    dossier: Dossier
    what: str
    when: str
    tone: Tone


def shelf(today: Today) -> CardWords:
    """Say what lies on the shelf, by cluster and for how long."""
    if not today.shelf:
        return CardWords(fact=_words(QT_TRANSLATE_NOOP("home", "Trên kệ chưa có kết quả nào")))
    fact = _words(QT_TRANSLATE_NOOP("home", "{count} kết quả chờ trả")).format(count=today.on_shelf)
    lines = [_group(group) for group in today.shelf[:GROUPS_SHOWN]]
    rest = sum(group.count for group in today.shelf[GROUPS_SHOWN:])
    if rest:
        lines.append(_words(QT_TRANSLATE_NOOP("home", "Nơi khác: {count}")).format(count=rest))
    return CardWords(fact=fact, lines=tuple(lines))


def evening(today: Today) -> CardWords:
    """Say what is out with its tally, or what could go out tonight."""
    if today.runs:
        fact = _words(QT_TRANSLATE_NOOP("home", "Đang đi: {count} chuyến")).format(count=len(today.runs))
        return CardWords(fact=fact, lines=tuple(_run(run) for run in today.runs), tone="accent")
    ready = [group for group in today.shelf if group.may_travel]
    with_terms = sum(group.with_terms for group in today.shelf)
    lines = [f"{_place(group)}: {group.may_travel}" for group in ready[:GROUPS_SHOWN]]
    if with_terms:
        text = QT_TRANSLATE_NOOP("home", "Có điều kiện, như mang theo sổ: {count}")
        lines.append(_words(text).format(count=with_terms))
    if not lines:
        return CardWords(fact=_words(QT_TRANSLATE_NOOP("home", "Chưa có kết quả nào để mang đi")))
    count = sum(group.may_travel for group in ready)
    fact = _words(QT_TRANSLATE_NOOP("home", "Có thể mang đi {count} kết quả")).format(count=count)
    return CardWords(fact=fact, lines=tuple(lines))


def sync(today: Today) -> CardWords:
    """Say what waits to be sent, when both notebooks last agreed, and what stood in the way."""
    counts = today.sync
    if counts.unsent:
        fact = _words(QT_TRANSLATE_NOOP("home", "{count} việc chờ gửi, đã lưu an toàn trên máy này"))
        fact = fact.format(count=counts.unsent)
    elif counts.created:
        fact = _words(QT_TRANSLATE_NOOP("home", "Đã gửi hết lên hệ thống"))
    else:
        fact = _words(QT_TRANSLATE_NOOP("home", "Chưa có việc nào để gửi"))
    agreed = _words(QT_TRANSLATE_NOOP("home", "Chưa khớp với hệ thống lần nào"))
    if counts.agreed_at_ms:
        agreed = _words(QT_TRANSLATE_NOOP("home", "Khớp lúc {time}")).format(time=axes.moment(counts.agreed_at_ms))
    if counts.last_trouble:
        said = _first_sentence(troubles.trouble(counts.last_trouble).text)
        return CardWords(fact=fact, lines=(agreed, said), tone="warn")
    return CardWords(fact=fact, lines=(agreed,))


def needs_you(today: Today) -> CardWords:
    """Say what only a person can decide."""
    if not today.needs_you:
        return CardWords(fact=_words(QT_TRANSLATE_NOOP("home", "Không có việc nào")))
    lines = []
    if today.sync.conflicts:
        lines.append(_words(QT_TRANSLATE_NOOP("home", "Hai bản khác nhau: {count}")).format(count=today.sync.conflicts))
    stopped = today.sync.parked + today.sync.held
    if stopped:
        lines.append(_words(QT_TRANSLATE_NOOP("home", "Việc hệ thống chưa ghi được: {count}")).format(count=stopped))
    fact = _words(QT_TRANSLATE_NOOP("home", "{count} việc chờ người quyết định")).format(count=today.needs_you)
    return CardWords(fact=fact, lines=tuple(lines), tone="danger")


def codes(today: Today) -> CardWords | None:
    """Say that the official codes run out, None while there are enough or the centre lends none."""
    if not today.codes.is_low:
        return None
    line = QT_TRANSLATE_NOOP("home", "Xin đồng bộ để lấy thêm. Hết mã vẫn tiếp nhận được bằng mã tạm.")
    fact = _words(QT_TRANSLATE_NOOP("home", "Còn {count} mã cho hôm nay")).format(count=today.codes.count)
    return CardWords(fact=fact, lines=(_words(line),), tone="warn")


def tasks(today: Today) -> tuple[Task, ...]:
    """Return what is to be done with single dossiers, the most pressing first."""
    return (*_due(today), *_results(today), *_papers(today))


def heading(today: Today) -> str:
    """Return the counts over the list."""
    due_today = today.due.count - today.overdue
    counted = (
        (QT_TRANSLATE_NOOP("home", "Quá hạn: {count}"), today.overdue),
        (QT_TRANSLATE_NOOP("home", "Hẹn trả hôm nay: {count}"), due_today),
        (QT_TRANSLATE_NOOP("home", "Cần sửa kết quả: {count}"), today.to_correct.count),
        (QT_TRANSLATE_NOOP("home", "Thất lạc: {count}"), today.lost.count),
        (QT_TRANSLATE_NOOP("home", "Chờ bổ sung: {count}"), today.awaiting_papers.count),
    )
    said = [_words(text).format(count=count) for text, count in counted if count]
    return " · ".join(said) or _words(QT_TRANSLATE_NOOP("home", "Việc hôm nay"))


def _due(today: Today) -> Iterator[Task]:
    for dossier in today.due.first:
        due_ms = dossier.due_at_ms or 0
        is_late = due_ms < today.read_at_ms
        late, at_last = QT_TRANSLATE_NOOP("home", "Quá hạn"), QT_TRANSLATE_NOOP("home", "Đến hạn hôm nay")
        tone: Tone = "danger" if is_late else "warn"
        yield Task(dossier=dossier, what=_words(late if is_late else at_last), when=axes.moment(due_ms), tone=tone)


def _results(today: Today) -> Iterator[Task]:
    correct = _words(QT_TRANSLATE_NOOP("home", "Cần sửa kết quả"))
    lost = _words(QT_TRANSLATE_NOOP("home", "Thất lạc"))
    for what, listed in ((correct, today.to_correct), (lost, today.lost)):
        for dossier in listed.first:
            number = _words(QT_TRANSLATE_NOOP("home", "số {number}")).format(number=dossier.result_number)
            yield Task(dossier=dossier, what=what, when=number, tone="danger")


def _papers(today: Today) -> Iterator[Task]:
    for dossier in today.awaiting_papers.first:
        asked = local_time(asked_at_ms(dossier)).date()
        days = max((local_time(today.read_at_ms).date() - asked).days, 0)
        when = _words(QT_TRANSLATE_NOOP("home", "{days} ngày, từ {date}")).format(days=days, date=f"{asked:%d/%m}")
        yield Task(dossier=dossier, what=_words(QT_TRANSLATE_NOOP("home", "Chờ bổ sung")), when=when, tone="plain")


def _first_sentence(text: str) -> str:
    # The screen of the sync says all of it.
    return text.partition(". ")[0].rstrip(".") + "."


def _group(group: Group) -> str:
    if group.days is None:
        return f"{_place(group)}: {group.count}"
    text = _words(QT_TRANSLATE_NOOP("home", "{place}: {count} · lâu nhất {days} ngày"))
    return text.format(place=_place(group), count=group.count, days=group.days)


def _run(out: RunOut) -> str:
    text = _words(QT_TRANSLATE_NOOP("home", "{code}: mang {taken}, đã trao {handed}, còn {left}"))
    handed = len(out.tally.handed_over) + len(out.tally.posted)
    left = len(out.tally.in_hand) + out.missing
    return text.format(code=out.run.code, taken=len(out.run.dossiers), handed=handed, left=left)


def _place(group: Group) -> str:
    return group.cluster or _words(QT_TRANSLATE_NOOP("home", "Chưa ghi khu dân cư"))


def _words(source: str) -> str:
    return QCoreApplication.translate("home", source)
