"""Takes a dossier in: holds the form's values, keeps the draft, asks the services. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.intake.person.presenter import PersonPresenter
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import casework, intake, lookup, numbers
from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.services.intake import IntakeDraft, Proposal
from desktop_app.services.numbers import CodesLeft
from sync.records.catalogue import Paper, Procedure, UnknownProcedureError, find
from sync.records.dossier import Dossier
from sync.records.person import Person

DRAFT_PAUSE_MS: Final = 400
EMPTY: Final = IntakeDraft()


class Way(StrEnum):
    """How a form leaves the desk."""

    ACCEPT = "accept"
    AMEND = "amend"
    ASK = "ask"
    REFUSE = "refuse"


class IntakePresenter(QObject):
    """One form at a time: a new dossier, or a saved one being amended. `people` finds whose it is."""

    form_shown = Signal(object)  # IntakeDraft: write it into every field
    procedure_shown = Signal(object)  # Procedure, or None
    procedures_found = Signal(object)  # tuple[Procedure, ...]
    proposed = Signal(object, object)  # due_at_ms or None, fee_vnd or None: write those that were not typed by hand
    rule_shown = Signal(object)  # Proposal whose due time stands in the form, or None where none does
    errors_shown = Signal(object)  # field -> wording key of this screen
    papers_missing = Signal(object)  # tuple[Paper, ...]: required ones that are not ticked; () takes it back
    restored = Signal()
    draft_in_the_way = Signal(str)  # whose half-filled form stands where another one was asked for
    draft_kept = Signal()
    busy_changed = Signal(bool)
    saved = Signal(object, str)  # Dossier, Way
    codes_counted = Signal(object)  # CodesLeft
    undone = Signal(object)  # Dossier
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_write: Runs, jobs_read: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._write = jobs_write
        self._read = jobs_read
        self.draft = EMPTY
        self.amended: Dossier | None = None
        self.last_saved: Dossier | None = None
        self._hand_typed: frozenset[str] = frozenset()
        self._opening = 0
        self._waiting_person = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self._keep_draft)
        self.people = PersonPresenter(desk, jobs_read, self, self)
        self.people.refused.connect(self.refused)

    @property
    def is_amending(self) -> bool:
        """Tell whether a saved dossier is being amended."""
        return self.amended is not None

    # What opens the form

    def start(self) -> None:
        """Open the form for a new dossier, with what a power cut left half filled."""
        self._show(EMPTY, amended=None)
        asked = self._opening

        def restore(draft: IntakeDraft | None) -> None:
            if draft is not None and draft != EMPTY and self.draft == EMPTY and asked == self._opening:
                self._show(draft, amended=None)
                self._propose()
                self.restored.emit()

        self._read.run(lambda: intake.load_draft(self._desk), done=restore, failed=self._refuse)

    def start_with(self, person_id: str) -> None:
        """Open the form for a resident whom the notebook knows (id in hex).

        A form half filled for somebody else stays, and `draft_in_the_way` asks what is to become of it.
        """
        kept = self.draft if self.amended is None else EMPTY
        self._opening += 1
        asked = self._opening

        def begin(stored: IntakeDraft | None) -> None:
            if asked != self._opening:
                return
            draft = kept if kept != EMPTY else stored or EMPTY
            self._show(draft, amended=None)
            if draft.name and draft.person_id != person_id:
                self._waiting_person = person_id
                self.draft_in_the_way.emit(draft.name)
            else:
                self.people.open(person_id)

        self._read.run(lambda: intake.load_draft(self._desk), done=begin, failed=self._refuse)

    def replace_draft(self) -> None:
        """Drop the half-filled form for the resident who was asked for."""
        person_id = self._waiting_person
        self.empty()
        self.people.open(person_id)

    def start_amending(self, dossier_id: str) -> None:
        """Open the form filled with a saved dossier."""
        self.keep_now()
        self._write.run(
            lambda: lookup.dossier(self._desk, UUID(hex=dossier_id)).dossier, done=self._amend, failed=self._refuse
        )

    def empty(self) -> None:
        """Forget the half-filled form, as the official asked."""
        self._pause.stop()
        self._show(EMPTY, amended=None)
        self._write.run(lambda: intake.drop_draft(self._desk), done=lambda _none: None, failed=self._refuse)

    # The procedure

    def seek_procedures(self, query: str) -> None:
        """Find procedures that may be filed today, by a few letters."""
        in_force = self._desk.catalogue.in_force(self._desk.local_now().date(), self._desk.commune)
        self.procedures_found.emit(find(in_force, query))

    def choose_procedure(self, code: str) -> None:
        """Take a procedure; fee and due date are proposed anew."""
        self._hand_typed = frozenset()
        self._replace({"procedure": code, "papers": {}, "fee_ground": "", "due_at_ms": None, "fee_vnd": None})
        procedure = self.procedure()
        request = "" if procedure is None else procedure.name
        self._replace({"limit_case": "", "fee_case": "", "request": request})
        self.procedure_shown.emit(procedure)
        self.papers_missing.emit(())
        self._propose()

    def procedure(self) -> Procedure | None:
        """Return the procedure of the form, None while there is none that the catalogue knows."""
        today, code = self._desk.local_now().date(), self.draft.procedure
        if self.amended is not None:
            today = local_time(self.amended.received_at_ms).date()
        try:
            return self._desk.catalogue.procedure(code, today, self._desk.commune)
        except UnknownProcedureError:
            return None

    def missing(self) -> tuple[Paper, ...]:
        """Return the required papers that are not ticked."""
        procedure = self.procedure()
        if procedure is None:
            return ()
        taken = self.draft.papers
        return tuple(each for each in procedure.papers if each.is_required and not _is_here(taken, each.id))

    def same_day_until_hour(self) -> int:
        """Return the hour until which a same-day dossier is due that day."""
        return self._desk.catalogue.calendar.hours(self._desk.commune).same_day_until.hour

    def clusters(self) -> tuple[str, ...]:
        """Return the commune's clusters as the catalogue has them."""
        return next((each.clusters for each in self._desk.catalogue.communes if each.code == self._desk.commune), ())

    # The fields

    def fill(self, **values: Any) -> None:
        """Write values into the form and show them."""
        self._replace(values)
        self.form_shown.emit(self.draft)

    def change(self, **values: Any) -> None:
        """Take what was typed into a field."""
        self._replace(values)
        if values.keys() & {"pages", "copies", "limit_case", "fee_case"}:
            self._propose()
        if values.keys() & {"personal_number", "birth", "sex"}:
            self.people.doubt_number()
        if "personal_number" in values:
            self.people.number_changed()
        if "papers" in values:
            self.papers_missing.emit(())

    def change_case(self, name: str, case: str) -> None:
        """Take another case of the limit ("limit_case") or the fee ("fee_case"): what was typed by hand goes."""
        self._hand_typed -= {"limit_case": {"due"}, "fee_case": {"fee"}}[name]
        self.change(**{name: case})

    def change_fee(self, fee_vnd: int | None) -> None:
        """Take a fee typed by hand: no proposal overwrites it."""
        self._hand_typed |= {"fee"}
        self._replace({"fee_vnd": fee_vnd})

    def change_due(self, due: date | None) -> None:
        """Take a due date typed by hand; it ends with the desk's last hour that day."""
        self._hand_typed |= {"due"}
        self._replace({"due_at_ms": None if due is None else self._closing(due), "is_due_proposed": False})
        self.rule_shown.emit(None)

    def keep_now(self) -> None:
        """Write down at once what would be written after the pause, as before the machine is locked."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep_draft()

    # The ways out

    def save(self, wrong: frozenset[str] = frozenset(), *, is_complete_enough: bool = False) -> None:
        """Save the form; `wrong` names fields whose text could not be read.

        Where required papers are not ticked, it is asked once what is meant, unless `is_complete_enough`.
        """
        if not self.check(wrong):
            return
        draft, amended = self.draft, self.amended
        if amended is not None:
            self._file(lambda: intake.amend(self._desk, amended.id, draft), Way.AMEND)
            return
        missing = () if is_complete_enough else self.missing()
        self.papers_missing.emit(missing)
        if not missing:
            self._file(lambda: intake.register(self._desk, draft), Way.ACCEPT)

    def ask(self, papers: tuple[str, ...], reason: str) -> None:
        """Save the form as one request for all that is missing; nothing is accepted yet."""
        draft = self.draft
        self._file(lambda: casework.ask_first(self._desk, draft, papers=papers, reason=reason), Way.ASK)

    def refuse(self, reason: str, ground: str) -> None:
        """Save that the dossier is not taken in, why and by which rule."""
        draft = self.draft
        self._file(lambda: casework.refuse_first(self._desk, draft, reason=reason, ground=ground), Way.REFUSE)

    def check(self, wrong: frozenset[str] = frozenset()) -> bool:
        """Say what is wrong with the form; tell whether it may leave the desk."""
        errors = dict.fromkeys(wrong, "unreadable")
        if not self.draft.name.strip():
            errors["name"] = "missing"
        if self.procedure() is None:
            errors["procedure"] = "missing"
        self.errors_shown.emit(errors)
        return not errors

    def undo(self, reason: str) -> None:
        """Take back the last act on the dossier that was just saved."""
        if self.last_saved is None:
            return
        dossier_id = self.last_saved.id
        self._write.run(
            lambda: intake.undo(self._desk, dossier_id, reason=reason), done=self.undone.emit, failed=self._refuse
        )

    # Inside

    def _file(self, work: Callable[[], Dossier], way: Way) -> None:
        self._pause.stop()
        draft, may_be_twin = self.draft, way is not Way.AMEND and not self.people.is_twin_allowed
        self.busy_changed.emit(True)

        def unless_known() -> Dossier | Person:
            twin = self.people.twin_of(draft) if may_be_twin else None
            return work() if twin is None else twin

        self._write.run(unless_known, done=lambda outcome: self._after(outcome, way), failed=self._not_saved)

    def _after(self, outcome: Dossier | Person, way: Way) -> None:
        self.busy_changed.emit(False)
        if isinstance(outcome, Person):
            self._pause.start()
            self.people.twin_found.emit(outcome)
            return
        self.last_saved = outcome
        self._show(EMPTY, amended=None)
        self.saved.emit(outcome, way)
        self._read.run(lambda: numbers.codes_left(self._desk), done=self._tell_codes, failed=self._refuse)

    def _tell_codes(self, left: CodesLeft) -> None:
        self.codes_counted.emit(left)

    def _keep_draft(self) -> None:
        draft = self.draft
        self._write.run(
            lambda: intake.save_draft(self._desk, draft), done=lambda _none: self.draft_kept.emit(), failed=self._refuse
        )

    def _show(self, draft: IntakeDraft, *, amended: Dossier | None) -> None:
        self._opening += 1
        self.draft, self.amended = draft, amended
        self._hand_typed = frozenset({"fee"} if draft.is_due_proposed else {"fee", "due"} if draft.procedure else ())
        self.form_shown.emit(draft)
        self.procedure_shown.emit(self.procedure())
        self.rule_shown.emit(None)
        self.papers_missing.emit(())
        self.errors_shown.emit({})
        self.people.start()

    def _amend(self, dossier: Dossier) -> None:
        self._pause.stop()
        self._show(intake.form_of(dossier), amended=dossier)

    def _replace(self, values: Mapping[str, Any]) -> None:
        changed = msgspec.structs.replace(self.draft, **values)
        if changed != self.draft:
            self.draft = changed
            self._wait_for_pause()

    def _wait_for_pause(self) -> None:
        if self.amended is None:
            self._pause.start()

    def _propose(self) -> None:
        procedure = self.procedure()
        if procedure is None:
            return
        draft = self.draft
        try:
            proposal = intake.propose(
                self._desk,
                procedure,
                pages=draft.pages,
                copies=draft.copies,
                limit_case=draft.limit_case,
                fee_case=draft.fee_case,
                since_ms=None if self.amended is None else intake.counted_from_ms(self.amended),
            )
        except Exception as error:  # noqa: BLE001  sentence_of raises what is not expected
            self.refused.emit(sentence_of(error))
            return
        self._take(proposal)

    def _take(self, proposal: Proposal) -> None:
        draft = self.draft
        is_own_due = "due" in self._hand_typed
        fee = draft.fee_vnd if "fee" in self._hand_typed else proposal.fee_vnd
        due = draft.due_at_ms if is_own_due else proposal.due_at_ms
        self._replace({"fee_vnd": fee, "due_at_ms": due, "is_due_proposed": not is_own_due})
        self.proposed.emit(due, fee)
        self.rule_shown.emit(None if is_own_due else proposal)

    def _closing(self, due: date) -> int:
        if self.draft.due_at_ms is not None and local_time(self.draft.due_at_ms).date() == due:
            return self.draft.due_at_ms
        closes = self._desk.catalogue.calendar.hours(self._desk.commune).slots[-1].closes
        return to_ms(datetime.combine(due, closes, VIETNAM_TIME))

    def _not_saved(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self._wait_for_pause()
        self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))


def _is_here(papers: Mapping[str, tuple[str, int, bool]], paper_id: str) -> bool:
    return paper_id in papers and papers[paper_id][2]
