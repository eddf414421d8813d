"""Puts into words what the frame says all the time: who works, what waits, when both notebooks last agreed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens import troubles
from desktop_app.widgets.tokens import Tone

VIETNAM_TIME: Final = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellFacts:
    """What the frame is told. Times are ms since 1970, UTC; 0: never.

    `is_online` is None until the centre was tried for the first time. `waiting` counts operations that the centre has
    not received yet, `needs_you` those that a person must settle, `alarms` those of them that wait for over a day.
    """

    official: str
    role: str
    commune: str
    is_sample: bool
    waiting: int = 0
    needs_you: int = 0
    agreed_at_ms: int = 0
    is_online: bool | None = None
    data_as_of_ms: int = 0
    alarms: int = 0
    is_paused: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What the frame shows, in words."""

    official: str
    role: str
    commune: str
    is_sample: bool
    road: str
    road_tone: Tone
    waiting: str
    waiting_tone: Tone
    agreed: str
    needs_you: int
    alarms: int


class ShellPresenter(QObject):
    """Reads the facts anew when told to, and words them."""

    changed = Signal(object)  # Strip
    failed = Signal(object)  # Exception: whoever made this presenter decides

    def __init__(
        self,
        *,
        read_facts: Callable[[], ShellFacts],
        jobs: Runs,
        next_try_in_ms: Callable[[], int] = lambda: -1,
        parent: QObject | None = None,
    ) -> None:
        """`next_try_in_ms`: ms to the next crossing, 0 while one is under way, -1 where none is planned."""
        super().__init__(parent)
        self._read_facts = read_facts
        self._jobs = jobs
        self._next_try_in_ms = next_try_in_ms
        self._facts: ShellFacts | None = None

    def refresh(self) -> None:
        """Read the facts anew: after each save, each sync, and now and then."""
        self._jobs.run(self._read_facts, done=self.show, failed=self.failed.emit)

    def reword(self) -> None:
        """Say the facts as they were read once more: time has gone by."""
        if self._facts is not None:
            self.show(self._facts)

    def show(self, facts: ShellFacts) -> None:
        """Word `facts`."""
        self._facts = facts
        road, road_tone = self._road(facts)
        self.changed.emit(
            Strip(
                official=facts.official,
                role=facts.role,
                commune=facts.commune,
                is_sample=facts.is_sample,
                road=road,
                road_tone=road_tone,
                waiting=self.tr("Chờ gửi ({count})").format(count=facts.waiting),
                waiting_tone="warn" if facts.waiting else "plain",
                agreed=self._agreed(facts),
                needs_you=facts.needs_you,
                alarms=facts.alarms,
            )
        )

    def _road(self, facts: ShellFacts) -> tuple[str, Tone]:
        if facts.is_paused:
            return self.tr("Đồng bộ đang tạm dừng"), "warn"
        if facts.is_online is None:
            return self.tr("Chưa thử kết nối"), "plain"
        if facts.is_online:
            return self.tr("Trực tuyến"), "good"
        if not facts.data_as_of_ms:
            return self.tr("Ngoại tuyến – vẫn làm việc bình thường"), "warn"
        return self.tr("Ngoại tuyến – dữ liệu đến {time}").format(time=at(facts.data_as_of_ms)), "warn"

    def _agreed(self, facts: ShellFacts) -> str:
        """Say when both last agreed; in its place what stands in the way, where something does, and the next try."""
        if facts.is_online and facts.trouble and not facts.is_paused:
            parts = [self.tr("Chưa đồng bộ được ({code})").format(code=troubles.trouble(facts.trouble).code)]
            return " · ".join([*parts, *self._next_try()])
        next_try = self._next_try() if facts.is_online is False and not facts.is_paused else []
        if next_try:
            return next_try[0]
        if not facts.agreed_at_ms:
            return self.tr("Chưa khớp với trung tâm lần nào")
        return self.tr("Khớp với trung tâm lúc {time}").format(time=at(facts.agreed_at_ms))

    def _next_try(self) -> list[str]:
        in_ms = self._next_try_in_ms()
        if in_ms < 0:
            return []
        if in_ms < 1_000:
            return [self.tr("Đang thử lại…")]
        if in_ms < 60_000:
            return [self.tr("Thử lại sau {n} giây").format(n=-(-in_ms // 10_000) * 10)]
        return [self.tr("Thử lại sau {n} phút").format(n=(in_ms + 30_000) // 60_000)]


def at(instant_ms: int) -> str:
    """Return an instant as officials read it: hour and day in Vietnam."""
    return datetime.fromtimestamp(instant_ms / 1000, VIETNAM_TIME).strftime("%H:%M, %d/%m/%Y")
