"""The evening's half of the day, as domain story 4b tells it: fifteen doors, a sixteenth envelope that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from sync.records.codes import envelope_code
from sync.records.sample_people import SamplePerson
from tests.e2e.windows import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One envelope: whose it is, its dossier's provisional code, and how the visit ends."""

    comer: SamplePerson
    code: str
    ends: str

    @property
    def envelope(self) -> str:
        """Return what its QR code says."""
        return envelope_code(self.code)


def pack(one: Person, visits: Sequence[Visit], stays: Visit, cluster: str) -> str:
    """Scan the envelopes of a cluster, the one that may not travel too; count them, open the run.

    Returns the sentence with which that one was refused.
    """
    shelf = one.go("shelf")
    one.shoot("shelf")
    if cluster:
        one.pick("cluster_filter", cluster, shelf)
    one.click("plan_run", shelf)
    for visit in visits:
        _scan(one, "pack_scan", visit.envelope, shelf)
    _scan(one, "pack_scan", stays.envelope, shelf)
    refusal = one.reads("pack_error", shelf)
    one.shoot("pack-refused")
    one.type("pack_counted", str(len(visits) - 1), shelf)
    one.click("take_over", shelf)
    assert one.desktop.window.current_name() == "shelf", "a run was opened with one envelope too few counted"
    one.shoot("pack-miscounted")
    one.type("pack_counted", str(len(visits)), shelf)
    one.click("take_over", shelf)
    run = one.screen("evening")
    one.settle()
    one.shoot("run")
    one.wait(lambda: len(one.rows("doors", run)) == len(visits), "every door of the run is listed")
    return refusal


def knock(one: Person, visit: Visit) -> None:
    """Stand before one door: the right envelope, then what happens there."""
    run = one.screen("evening")
    one.choose_row("doors", visit.comer.name, run)
    _scan(one, "envelope_scan", visit.envelope, run)
    one.wait(lambda: one.part("envelope_checked", QWidget, run).isVisible(), "it is the right envelope")
    match visit.ends:
        case "owner":
            one.click("give_owner", run)
            one.click("identity_confirm", run)
            _give(one, run, "door-owner")
        case "household":
            one.click("give_household", run)
            one.type("receiver_name", f"{visit.comer.name.split()[0]} Thị Mẫu", run)
            one.type("identity_last4", "0002", run)
            _give(one, run, "door-household")
        case "authorised":
            one.click("give_authorised", run)
            one.type("receiver_name", "Phạm Văn Mẫu", run)
            one.type("identity_last4", "0003", run)
            one.pick("authorisation", "certified", run)
            _give(one, run, "door-authorised")
        case "absent":
            _end(one, run, "absent", "absence_note", "gọi lại sáng mai")
        case "refused":
            _end(one, run, "refused", "refusal_reason", "không đồng ý mức phí")
        case "wrong_content":
            _end(one, run, "wrong_content", "wrong_what", "tên sai một dấu")
        case other:
            raise AssertionError(other)


def come_back(one: Person) -> None:
    """Count every envelope that came back, and close the run."""
    run = one.screen("evening")
    one.click("count_back", run)
    for tick in run.findChildren(QCheckBox):
        if tick.objectName().startswith("back_") and tick.isVisible():
            tick.setFocus()
            one.key(tick, Qt.Key.Key_Space)
    one.shoot("closing")
    one.click("close_run", run)
    one.wait(lambda: one.part("evening_said", QWidget, run).isVisible(), "the run is said to be closed")
    one.shoot("run-closed")


def _give(one: Person, run: QWidget, shot: str) -> None:
    one.sign(run)
    one.shoot_once(shot)
    one.click("hand_over", run)


def _end(one: Person, run: QWidget, outcome: str, line: str, words: str) -> None:
    one.click(outcome, run)
    one.type(line, words, run)
    one.shoot_once(f"door-{outcome}")
    one.click(f"write_{outcome}", run)


def _scan(one: Person, field: str, code: str, within: QWidget) -> None:
    """Scan as a reader does that types: the code, then Enter."""
    one.type(field, code, within)
    one.key(one.part(field, QWidget, within), Qt.Key.Key_Return)
