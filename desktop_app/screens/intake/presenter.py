"""Takes a dossier in: holds the form's values, keeps the draft, asks the services. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import intake, lookup
from desktop_app.services.desk import VIETNAM_TIME, Desk, local_time, to_ms
from desktop_app.services.intake import IntakeDraft
from sync.records.catalogue import Procedure, UnknownProcedureError, find
from sync.records.citizen_card import CitizenCard, parse_card
from sync.records.dossier import Dossier
from sync.records.partial_date import PartialDate, PartialDateError
from sync.records.person import Person
from sync.records.personal_number import check_personal_number

DRAFT_PAUSE_MS: Final = 400
EMPTY: Final = IntakeDraft()


class IntakePresenter(QObject):
    """One form at a time: a new dossier, or a saved one being amended."""

    form_shown = Signal(object)  # IntakeDraft: write it into every field
    procedure_shown = Signal(object)  # Procedure, or None
    people_found = Signal(str, object)  # query, tuple[Person, ...]
    procedures_found = Signal(object)  # tuple[Procedure, ...]
    proposed = Signal(object, object)  # due_at_ms or None, fee_vnd or None: write those that were not typed by hand
    card_refused = Signal(str, str)  # sentence, the text as it was read
    card_read = Signal(object)  # CitizenCard
    number_doubted = Signal(object)  # tuple of doubt and fault keys, empty when there is none
    twin_found = Signal(object)  # Person who has this number already, or None
    person_chosen = Signal(object)  # Person, or None for somebody new
    errors_shown = Signal(object)  # field -> wording key of this screen
    restored = Signal()
    draft_kept = Signal()
    busy_changed = Signal(bool)
    saved = Signal(object, bool)  # Dossier, whether an older one was amended
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
        self._is_twin_allowed = False
        self._seeking = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self._keep_draft)

    # What opens the form

    def start(self) -> None:
        """Open the form for a new dossier, with what a power cut left half filled."""
        self._show(EMPTY, amended=None)
        self._read.run(lambda: intake.load_draft(self._desk), done=self._restore, failed=self._refuse)

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

    # The person

    def read_card(self, text: str) -> None:
        """Fill the six fields of a citizen card's QR code, or say what is wrong with it."""
        try:
            card = parse_card(text)
        except Exception as error:  # noqa: BLE001  sentence_of raises what is not expected
            self.card_refused.emit(sentence_of(error), text)
            return
        self._fill_from_card(card)

    def seek_people(self, query: str) -> None:
        """Look for residents; only the latest question is answered."""
        self._seeking += 1
        if not query:
            self.people_found.emit("", ())
            return
        asked = self._seeking

        def show(people: tuple[Person, ...]) -> None:
            if asked == self._seeking:
                self.people_found.emit(query, people)

        self._read.run(lambda: intake.find_people(self._desk, query), done=show, failed=self._refuse)

    def choose_person(self, person: Person) -> None:
        """Take a resident whom the notebook knows."""
        known = {
            "person_id": person.id.hex,
            "name": person.name,
            "birth": person.birth,
            "sex": person.sex,
            "personal_number": person.personal_number,
            "old_number": person.old_number,
            "phone": person.phone,
            "address": person.address,
            "cluster": person.cluster,
        }
        self._is_twin_allowed = False
        self._replace(known)
        self.form_shown.emit(self.draft)
        self.twin_found.emit(None)
        self.person_chosen.emit(person)
        self._doubt_number()

    def release_person(self) -> None:
        """Take back the choice of a resident; the fields are emptied with it."""
        names = "person_id name birth sex personal_number old_number phone address cluster".split()
        self._replace(dict.fromkeys(names, ""))
        self.form_shown.emit(self.draft)
        self.person_chosen.emit(None)
        self._doubt_number()

    def allow_twin(self) -> None:
        """The official says: another person, although the number is known already."""
        self._is_twin_allowed = True
        self.twin_found.emit(None)

    # The procedure

    def seek_procedures(self, query: str) -> None:
        """Find procedures that may be filed today, by a few letters."""
        in_force = self._desk.catalogue.in_force(self._desk.local_now().date(), self._desk.commune)
        self.procedures_found.emit(find(in_force, query))

    def choose_procedure(self, code: str) -> None:
        """Take a procedure; fee and due date are proposed anew."""
        self._hand_typed = frozenset()
        self._replace({"procedure": code, "papers": {}, "fee_ground": "", "due_at_ms": None, "fee_vnd": None})
        self.procedure_shown.emit(self.procedure())
        self._propose()

    def procedure(self) -> Procedure | None:
        """Return the procedure of the form, None while there is none that the catalogue knows."""
        try:
            return self._desk.catalogue.procedure(self.draft.procedure)
        except UnknownProcedureError:
            return None

    def clusters(self) -> tuple[str, ...]:
        """Return the commune's clusters as the catalogue has them."""
        return next((each.clusters for each in self._desk.catalogue.communes if each.code == self._desk.commune), ())

    # The fields

    def change(self, **values: Any) -> None:
        """Take what was typed into a field."""
        self._replace(values)
        if values.keys() & {"pages", "copies"}:
            self._propose()
        if values.keys() & {"personal_number", "birth", "sex"}:
            self._doubt_number()
        if "personal_number" in values:
            self._seek_twin()

    def change_fee(self, fee_vnd: int | None) -> None:
        """Take a fee typed by hand: no proposal overwrites it."""
        self._hand_typed |= {"fee"}
        self._replace({"fee_vnd": fee_vnd})

    def change_due(self, due: date | None) -> None:
        """Take a due date typed by hand; it ends with the desk's last hour that day."""
        self._hand_typed |= {"due"}
        self._replace({"due_at_ms": None if due is None else self._closing(due)})

    def keep_now(self) -> None:
        """Write down at once what would be written after the pause, as before the machine is locked."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep_draft()

    # Saving

    def save(self, wrong: frozenset[str] = frozenset()) -> None:
        """Save the form; `wrong` names fields whose text could not be read."""
        errors = self._errors(wrong)
        self.errors_shown.emit(errors)
        if errors:
            return
        self._pause.stop()
        draft, amended, is_twin_allowed = self.draft, self.amended, self._is_twin_allowed
        self.busy_changed.emit(True)

        def work() -> Dossier | Person:
            if amended is not None:
                return intake.amend(self._desk, amended.id, draft)
            twin = None if is_twin_allowed else self._twin_of(draft)
            return intake.register(self._desk, draft) if twin is None else twin

        self._write.run(work, done=self._after_saving, failed=self._not_saved)

    def undo(self, reason: str) -> None:
        """Take back the last act on the dossier that was just saved."""
        if self.last_saved is None:
            return
        dossier_id = self.last_saved.id
        self._write.run(
            lambda: intake.undo(self._desk, dossier_id, reason=reason), done=self.undone.emit, failed=self._refuse
        )

    # Inside

    def _keep_draft(self) -> None:
        draft = self.draft
        self._write.run(
            lambda: intake.save_draft(self._desk, draft), done=lambda _none: self.draft_kept.emit(), failed=self._refuse
        )

    def _show(self, draft: IntakeDraft, *, amended: Dossier | None) -> None:
        self.draft, self.amended = draft, amended
        self._is_twin_allowed = False
        self._hand_typed = frozenset({"fee", "due"}) if draft.procedure else frozenset()
        self.form_shown.emit(draft)
        self.procedure_shown.emit(self.procedure())
        self.person_chosen.emit(None)
        self.twin_found.emit(None)
        self.errors_shown.emit({})
        self._doubt_number()

    def _restore(self, draft: IntakeDraft | None) -> None:
        if draft is None or draft == EMPTY or self.draft != EMPTY or self.amended is not None:
            return
        self._show(draft, amended=None)
        self.restored.emit()

    def _amend(self, dossier: Dossier) -> None:
        self._pause.stop()
        self._show(intake.form_of(dossier), amended=dossier)

    def _fill_from_card(self, card: CitizenCard) -> None:
        self.draft = intake.draft_from_card(msgspec.structs.replace(self.draft, person_id=""), card)
        self._wait_for_pause()
        self._is_twin_allowed = False
        self.form_shown.emit(self.draft)
        self.person_chosen.emit(None)
        self.card_read.emit(card)
        self._doubt_number()
        self._seek_twin()

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
            proposal = intake.propose(self._desk, procedure, pages=draft.pages, copies=draft.copies)
        except Exception as error:  # noqa: BLE001  sentence_of raises what is not expected
            self.refused.emit(sentence_of(error))
            return
        fee = draft.fee_vnd if "fee" in self._hand_typed else proposal.fee_vnd
        due = draft.due_at_ms if "due" in self._hand_typed else proposal.due_at_ms
        self._replace({"fee_vnd": fee, "due_at_ms": due})
        self.proposed.emit(due, fee)

    def _closing(self, due: date) -> int:
        if self.draft.due_at_ms is not None and local_time(self.draft.due_at_ms).date() == due:
            return self.draft.due_at_ms
        closes = self._desk.catalogue.calendar.hours(self._desk.commune).slots[-1].closes
        return to_ms(datetime.combine(due, closes, VIETNAM_TIME))

    def _doubt_number(self) -> None:
        number = self.draft.personal_number.strip()
        if not number:
            self.number_doubted.emit(())
            return
        try:
            birth = PartialDate.parse(self.draft.birth) if self.draft.birth else None
        except PartialDateError:
            birth = None
        faults, doubts = check_personal_number(number, birth, self.draft.sex or None)
        self.number_doubted.emit(tuple(str(each) for each in (*faults, *doubts)))

    def _seek_twin(self) -> None:
        draft = self.draft
        if draft.person_id or self.amended is not None or len(draft.personal_number.strip()) < 9:
            self.twin_found.emit(None)
            return

        def show(twin: Person | None) -> None:
            is_same = self.draft.personal_number == draft.personal_number and not self.draft.person_id
            if is_same and not self._is_twin_allowed:
                self.twin_found.emit(twin)

        self._read.run(lambda: self._twin_of(draft), done=show, failed=self._refuse)

    def _twin_of(self, draft: IntakeDraft) -> Person | None:
        """Return the resident who has the form's number already, when the form does not mean a known one."""
        number = draft.personal_number.strip()
        if draft.person_id or not number:
            return None
        found = intake.find_people(self._desk, number)
        return next((person for person in found if person.personal_number == number), None)

    def _errors(self, wrong: frozenset[str]) -> dict[str, str]:
        errors = dict.fromkeys(wrong, "unreadable")
        if not self.draft.name.strip():
            errors["name"] = "missing"
        if self.procedure() is None:
            errors["procedure"] = "missing"
        return errors

    def _after_saving(self, outcome: Dossier | Person) -> None:
        self.busy_changed.emit(False)
        if isinstance(outcome, Person):
            self._pause.start()
            self.twin_found.emit(outcome)
            return
        was_amended = self.amended is not None
        self.last_saved = outcome
        self._show(EMPTY, amended=None)
        self.saved.emit(outcome, was_amended)

    def _not_saved(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self._wait_for_pause()
        self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))
