"""What may follow once a dossier is saved: above all the result that is given at once. Knows no widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import results
from desktop_app.services.desk import Desk, local_time
from desktop_app.services.results import LastSigned
from desktop_app.services.rules_of_receipt import rule_of
from sync.records.catalogue import OfflineMode, ReceiverRule, UnknownProcedureError
from sync.records.delivery import Receiver, Stroke
from sync.records.dossier import Dossier
from sync.records.states import Event


class AtOncePresenter(QObject):
    """Trả ngay: the signed result and its hand-over in one go."""

    ready = Signal(object, object, object)  # Dossier, its ReceiverRule or None, LastSigned
    returned = Signal(object)  # Dossier
    busy_changed = Signal(bool)
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read

    def may_return(self, dossier: Dossier) -> bool:
        """Tell whether the procedure is one of the same day that can be finished at this desk."""
        if not dossier.can(Event.RESULT_RECORDED):
            return False
        day = local_time(dossier.received_at_ms).date()
        try:
            procedure = self._desk.catalogue.procedure(dossier.procedure, day, self._desk.commune)
        except UnknownProcedureError:
            return False
        limit = next((each for each in procedure.limits if each.case == dossier.limit_case), procedure.limit)
        return limit.working_days == 0 and procedure.offline is not OfflineMode.NEEDS_NETWORK

    def open(self, dossier: Dossier) -> None:
        """Bring what the form begins with: who may receive, and who signed last."""
        rule: ReceiverRule | None = rule_of(self._desk, dossier)

        def show(last: LastSigned) -> None:
            self.ready.emit(dossier, rule, last)

        self._read.run(lambda: results.last_signed(self._desk), done=show, failed=self._refuse)

    def today(self) -> str:
        """Return today as dd/MM/yyyy."""
        return f"{self._desk.local_now():%d/%m/%Y}"

    def give(
        self,
        dossier: Dossier,
        receiver: Receiver,
        strokes: Sequence[Stroke],
        *,
        number: str,
        signer: str,
        signed_on: str,
    ) -> None:
        """Write down result and hand-over, both or neither."""
        self.busy_changed.emit(True)
        self._write.run(
            lambda: results.return_at_once(
                self._desk, dossier.id, receiver, strokes, number=number, signer=signer, signed_on=signed_on
            ),
            done=self._after,
            failed=self._refuse,
        )

    def _after(self, dossier: Dossier) -> None:
        self.busy_changed.emit(False)
        self.returned.emit(dossier)

    def _refuse(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(sentence_of(error))
