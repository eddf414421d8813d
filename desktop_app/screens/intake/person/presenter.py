"""Finds who stands at the desk: by his card, by a search, or as the owner of a known number. Knows no widget."""

from __future__ import annotations

from typing import Any, Final, Protocol
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop_app.jobs import Runs
from desktop_app.screens.refusal import sentence_of
from desktop_app.services import intake
from desktop_app.services.desk import Desk
from desktop_app.services.intake import IntakeDraft
from sync.records.citizen_card import CitizenCard, parse_card
from sync.records.partial_date import PartialDate, PartialDateError
from sync.records.person import Person
from sync.records.personal_number import check_personal_number
from sync.records.text import fold
from sync.records.units import Address, Unit, with_unit, without_district

FIELDS: Final = ("person_id", "name", "birth", "sex", "personal_number", "old_number", "phone", "address", "cluster")
MIN_NUMBER_CHARS: Final = 9


class HoldsDraft(Protocol):
    """The form as this part of it sees it."""

    @property
    def draft(self) -> IntakeDraft:
        """Return the form's values."""
        ...

    @property
    def is_amending(self) -> bool:
        """Tell whether a saved dossier is being amended: then nobody else is proposed."""
        ...

    def fill(self, **values: Any) -> None:
        """Write values into the form and show them."""
        ...


class PersonPresenter(QObject):
    """Who hands the dossier in. What it finds goes into the form."""

    people_found = Signal(str, object)  # query, tuple[Person, ...]
    card_refused = Signal(str, str)  # sentence, the text as it was read
    card_read = Signal(object)  # CitizenCard
    number_doubted = Signal(object)  # tuple of doubt and fault keys, empty when there is none
    twin_found = Signal(object)  # Person who has this number already, or None
    person_chosen = Signal(object)  # Person, or None for somebody new
    settled = Signal()  # a known person stands in the form: the procedure comes next
    old_address = Signal(str, object)  # the text as on the card, and its Address of today; "" where there is nothing
    refused = Signal(str)  # sentence

    def __init__(self, desk: Desk, jobs_read: Runs, form: HoldsDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = jobs_read
        self._form = form
        self._seeking = 0
        self.is_twin_allowed = False

    def start(self) -> None:
        """Begin with what stands in the form now."""
        self.is_twin_allowed = False
        self.person_chosen.emit(None)
        self.twin_found.emit(None)
        self.old_address.emit("", None)
        self.doubt_number()

    def read_card(self, text: str) -> None:
        """Fill the six fields of a citizen card's QR code, or say what is wrong with it."""
        try:
            card = parse_card(text)
        except Exception as error:  # noqa: BLE001  sentence_of raises what is not expected
            self.card_refused.emit(sentence_of(error), text)
            return
        self.is_twin_allowed = False
        filled = intake.draft_from_card(msgspec.structs.replace(self._form.draft, person_id=""), card)
        self._form.fill(**{name: getattr(filled, name) for name in FIELDS})
        self.person_chosen.emit(None)
        self.card_read.emit(card)
        self.doubt_number()
        self._seek_twin(card)

    def seek(self, query: str) -> None:
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

    def open(self, person_id: str) -> None:
        """Take a resident by his id (hex), as the look-up found him."""
        self._read.run(
            lambda: intake.known_person(self._desk, UUID(hex=person_id)), done=self.choose, failed=self._refuse
        )

    def choose(self, person: Person) -> None:
        """Take a resident whom the notebook knows."""
        self.is_twin_allowed = False
        values = {name: getattr(person, name) for name in FIELDS if name != "person_id"}
        self._form.fill(person_id=person.id.hex, **values)
        self.twin_found.emit(None)
        self.old_address.emit("", None)
        self.person_chosen.emit(person)
        self.doubt_number()
        self.settled.emit()

    def release(self) -> None:
        """Take back the choice of a resident; the fields are emptied with it."""
        self._form.fill(**dict.fromkeys(FIELDS, ""))
        self.person_chosen.emit(None)
        self.doubt_number()

    def allow_twin(self) -> None:
        """The official says: another person, although the number is known already."""
        self.is_twin_allowed = True
        self.twin_found.emit(None)

    def take_address(self, old: str, unit: Unit) -> None:
        """Put today's unit in the place of the old one; the text as on the card is kept in the note."""
        self._change_address(old, with_unit(self._desk.catalogue.units, old, unit))

    def keep_address(self) -> None:
        """Leave the address as it stands."""
        self.old_address.emit("", None)

    def number_changed(self) -> None:
        """Look at a number that was typed."""
        self._seek_twin(None)

    def doubt_number(self) -> None:
        """Say what speaks against the number in the form; nothing of it stops the official."""
        draft = self._form.draft
        number = draft.personal_number.strip()
        if not number:
            self.number_doubted.emit(())
            return
        try:
            birth = PartialDate.parse(draft.birth) if draft.birth else None
        except PartialDateError:
            birth = None
        faults, doubts = check_personal_number(number, birth, draft.sex or None)
        self.number_doubted.emit(tuple(str(each) for each in (*faults, *doubts)))

    def twin_of(self, draft: IntakeDraft) -> Person | None:
        """Return the resident who has the form's number already, when the form does not mean a known one."""
        number = draft.personal_number.strip()
        if draft.person_id or not number:
            return None
        found = intake.find_people(self._desk, number)
        return next((person for person in found if person.personal_number == number), None)

    def _seek_twin(self, card: CitizenCard | None) -> None:
        draft = self._form.draft
        if draft.person_id or self._form.is_amending or len(draft.personal_number.strip()) < MIN_NUMBER_CHARS:
            self.twin_found.emit(None)
            return

        def show(twin: Person | None) -> None:
            now = self._form.draft
            if now.personal_number != draft.personal_number or now.person_id or self.is_twin_allowed:
                return
            if twin is not None and card is not None and _is_same(twin, card):
                self.choose(twin)  # his own card lies here: there is nothing to ask
            else:
                self.twin_found.emit(twin)
                if card is not None:
                    self._look_at_address(card.address)

        self._read.run(lambda: self.twin_of(draft), done=show, failed=self._refuse)

    def _look_at_address(self, text: str) -> None:
        units = self._desk.catalogue.units

        def show(found: Address) -> None:
            if self._form.draft.person_id or self._form.draft.address != text:
                return
            if found.is_changed:
                self._change_address(text, found.text)
                self.old_address.emit(text, found)
            elif found.candidates and all(each.old is not None for each in found.candidates):
                self.old_address.emit(text, found)

        self._read.run(lambda: without_district(units, text), done=show, failed=self._refuse)

    def _change_address(self, old: str, new: str) -> None:
        kept = self.tr("Địa chỉ trên thẻ: {address}").format(address=old)
        note = self._form.draft.note
        self._form.fill(address=new, note=note if kept in note else " · ".join(part for part in (note, kept) if part))
        self.old_address.emit("", None)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(sentence_of(error))


def _is_same(person: Person, card: CitizenCard) -> bool:
    return fold(person.name) == fold(card.name) and person.birth in ("", card.birth_text)
