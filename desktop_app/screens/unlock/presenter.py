"""Decides what the unlock screen shows: who is chosen, what is being done, how long to wait. Knows no widget.

It keeps no passphrase: one goes through `submit` into the job and is gone with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop_app import wording
from desktop_app.jobs import Runs
from desktop_app.vault.errors import TooManyTriesError, WrongPassphraseError

if TYPE_CHECKING:
    from desktop_app.vault.cards import OfficialCard, Roster

Phase = Literal["reading", "ready", "opening", "waiting", "shut"]
"""`shut`: nobody can be chosen, so nothing can be typed either."""


class UnlockState(NamedTuple):
    """All that is on the screen. `wait_s` counts down while `phase` is waiting; `problem` is a whole sentence."""

    officials: tuple[OfficialCard, ...] = ()
    chosen_id: str = ""
    is_sample: bool = False
    phase: Phase = "reading"
    problem: str = ""
    wait_s: int = 0

    @property
    def sample_passphrase(self) -> str:
        """Return the chosen official's passphrase, which only sample data shows."""
        return next((card.sample_passphrase for card in self.officials if card.id == self.chosen_id), "")


class UnlockPresenter(QObject):
    """Turns what the official does into a state to draw, and an opened session."""

    changed = Signal(object)  # UnlockState
    opened = Signal(object)  # what `unlock` returned
    refused = Signal()  # the passphrase field should be emptied and take the focus

    def __init__(
        self,
        *,
        read_roster: Callable[[], Roster],
        unlock: Callable[[str, str], object],
        jobs: Runs,
        elapsed_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        """`unlock(official_id, passphrase)` runs on `jobs`; `elapsed_ms` is a clock that only goes forward."""
        super().__init__(parent)
        self._read_roster = read_roster
        self._unlock = unlock
        self._jobs = jobs
        self._elapsed_ms = elapsed_ms
        self._until_ms: dict[str, int] = {}
        self.state = UnlockState()

    def start(self) -> None:
        """Read who may unlock this machine."""
        self._show(self.state._replace(phase="reading", problem=""))
        self._jobs.run(self._read_roster, done=self._show_roster, failed=self._refuse)

    def choose(self, official_id: str) -> None:
        """Take another official; each has his own tries and his own wait."""
        if official_id == self.state.chosen_id or self.state.phase in ("opening", "shut"):
            return
        self._show(self.state._replace(chosen_id=official_id, phase="ready", problem=""))
        self.tick()

    def submit(self, passphrase: str) -> None:
        """Try `passphrase`; an empty one is only asked for, it does not count as a try."""
        if self.state.phase != "ready" or not self.state.chosen_id:
            return
        if not passphrase:
            self._show(self.state._replace(problem=self.tr("Xin nhập cụm mật khẩu.")))
            self.refused.emit()
            return
        official_id = self.state.chosen_id
        self._show(self.state._replace(phase="opening", problem=""))
        self._jobs.run(lambda: self._unlock(official_id, passphrase), done=self.opened.emit, failed=self._refuse)

    def tick(self) -> None:
        """Bring the wait up to now; the view calls it several times a second while the phase is waiting."""
        if self.state.phase not in ("ready", "waiting"):
            return
        left_ms = self._until_ms.get(self.state.chosen_id, 0) - self._elapsed_ms()
        if left_ms > 0:
            self._show(self.state._replace(phase="waiting", wait_s=-(-left_ms // 1000)))
        elif self.state.phase == "waiting":
            self._show(self.state._replace(phase="ready", problem="", wait_s=0))
            self.refused.emit()

    def refuse(self, error: Exception) -> None:
        """Show a problem that arose outside, such as a second copy found at the start."""
        self._refuse(error)

    def _show_roster(self, roster: Roster) -> None:
        first = roster.officials[0].id if roster.officials else ""
        nobody = "" if first else self.tr("Máy này chưa có công chức nào. Xin gọi người phụ trách máy.")
        self._show(
            UnlockState(
                officials=roster.officials,
                chosen_id=first,
                is_sample=roster.is_sample,
                phase="ready" if first else "shut",
                problem=nobody,
            )
        )

    def _refuse(self, error: Exception) -> None:
        sentence = wording.problem(error)
        phase: Phase = "ready" if self.state.chosen_id else "shut"
        if sentence is None:
            self._show(self.state._replace(phase=phase, problem=wording.fault()))
            raise error  # our own bug: reaches sys.excepthook, hence the crash report
        wait_s = error.wait_s if isinstance(error, WrongPassphraseError | TooManyTriesError) else 0
        if wait_s:
            sentence = wording.problem(TooManyTriesError(wait_s)) or sentence
            self._until_ms[self.state.chosen_id] = self._elapsed_ms() + wait_s * 1000
        self._show(self.state._replace(phase=phase, problem=sentence))
        self.tick()
        if self.state.phase == "ready":
            self.refused.emit()

    def _show(self, state: UnlockState) -> None:
        self.state = state
        self.changed.emit(state)
