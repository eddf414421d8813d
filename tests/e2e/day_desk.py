"""The desk's half of the day, as domain story 4a tells it: each function is one thing that an official does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QWidget

from desktop_app.widgets.picture_box import PictureBox
from desktop_app.widgets.table import RecordTable
from sync.records.sample_people import SamplePerson, sample_card
from tests.e2e.windows import Person

SIGNER = "Lãnh đạo ký Mẫu"


def receive(one: Person, comer: SamplePerson, procedure: str, *, shoot: str = "", tick: int = 99) -> str:
    """Take a dossier in from somebody with a citizen card, and return the code that stands on the slip."""
    intake = fill(one, comer, procedure, tick=tick)
    if shoot:
        one.shoot(f"intake-{shoot}")
    one.click("save", intake)
    return saved(one, intake, shoot)


def fill(one: Person, comer: SamplePerson, procedure: str, *, tick: int = 99) -> QWidget:
    """Scan the card, choose the procedure by a few letters, and tick so many of the papers."""
    intake = one.go("intake")
    one.type("qr", sample_card(comer), intake)
    one.key(one.part("qr", QWidget, intake), Qt.Key.Key_Return)
    if one.part("twin", QWidget, intake).isVisible():
        one.click("use_twin", intake)
    choose_procedure(one, intake, procedure)
    ticks = [each for each in intake.findChildren(QCheckBox) if each.objectName().startswith("present_")]
    for each in ticks[:tick]:
        each.setFocus()
        one.key(each, Qt.Key.Key_Space)
    return intake


def choose_procedure(one: Person, intake: QWidget, words: str) -> None:
    """Choose the first procedure that a few letters find."""
    one.type("procedure_search", words, intake)
    one.wait(lambda: one.part("procedure_results", QWidget, one.desktop.window).isVisible(), "procedures are offered")
    one.key(one.part("procedure_search", QWidget, intake), Qt.Key.Key_Return)


def saved(one: Person, intake: QWidget, shoot: str = "") -> str:
    """Wait until it is said to be saved, and return the code."""
    one.wait(lambda: one.part("saved_code", QWidget, intake).isVisible(), "the dossier is said to be saved")
    if shoot:
        one.shoot(f"saved-{shoot}")
    return one.reads("saved_code", intake)


def ask_for_papers(one: Person, comer: SamplePerson, procedure: str) -> str:
    """Write one complete request for what is missing; nothing is accepted yet."""
    intake = fill(one, comer, procedure, tick=1)
    one.click("ask_supplement", intake)
    one.write("ask_reason", "Nộp đủ trong một lần.", intake)
    one.shoot("ask-for-papers")
    one.click("save_ask", intake)
    return saved(one, intake, "asked")


def turn_away(one: Person, comer: SamplePerson, procedure: str) -> str:
    """Refuse what does not belong here, with reason and ground."""
    intake = fill(one, comer, procedure)
    one.click("refuse_intake", intake)
    one.write("refusal", "Nơi cư trú không thuộc xã; hướng dẫn nộp tại nơi cư trú.", intake)
    one.write("refusal_ground", "Quy định về thẩm quyền theo nơi cư trú (DỮ LIỆU MẪU)", intake)
    one.shoot("refuse")
    one.click("save_refuse", intake)
    return saved(one, intake)


def give_at_once(one: Person, number: str) -> None:
    """Go on from the saved dossier: number, signer, the receiver's digits and signature, handed over ("trả ngay")."""
    intake = one.screen("intake")
    one.click("return_now", intake)
    one.type("once_number", number, intake)
    if not one.text("once_signer", intake):
        one.type("once_signer", SIGNER, intake)
    one.click("identity_confirm", intake)
    one.sign(intake)
    one.shoot("at-once")
    one.click("give_at_once", intake)
    one.wait(lambda: not one.part("give_at_once", QWidget, intake).isVisible(), "the result is handed over")
    one.shoot("at-once-done")


def solve(one: Person, code: str) -> QWidget:
    """Look a dossier up by its code and write its signed result down."""
    lookup = one.go("lookup")
    one.type("lookup_search", code, lookup)
    one.wait(lambda: len(one.rows("lookup_table", lookup)) == 1, f"{code} alone is found")
    one.choose_row("lookup_table", code[-4:], lookup)
    page = one.screen("dossier")
    one.click("act_result", page)
    one.type("result_number", f"{code[-4:]}/KQ", page)
    if not one.text("signer", page):
        one.type("signer", SIGNER, page)
    one.click("save_result", page)
    one.wait(lambda: one.part("act_shelve", QWidget, page).isVisible(), "the result is written down")
    return page


def attach(one: Person, code: str, paper: Path) -> None:
    """Attach a file to a dossier; a picture is looked at too."""
    lookup = one.go("lookup")
    one.type("lookup_search", code, lookup)
    one.wait(lambda: len(one.rows("lookup_table", lookup)) == 1, f"{code} alone is found")
    one.choose_row("lookup_table", code[-4:], lookup)
    page = one.screen("dossier")
    one.wait(lambda: one.reads("files_name", page).endswith(")"), "the files are listed")
    before = len(one.rows("files", page))
    one.click("attach_file", page)
    chooser = one.part("choose_attachment", QFileDialog, page)
    chooser.fileSelected.emit(str(paper))
    chooser.close()
    one.wait(lambda: len(one.rows("files", page)) == before + 1, "the file is attached")
    if paper.suffix == ".jpg":
        one.part("files", RecordTable, page).go_to(one.rows("files", page)[-1].key)
        one.click("view_file", page)
        one.wait(lambda: isinstance(QApplication.activeModalWidget(), PictureBox), "the picture is shown")
        box = QApplication.activeModalWidget()
        assert isinstance(box, PictureBox)
        one.key(box, Qt.Key.Key_Escape)


def shelve(one: Person, page: QWidget, shelf: str) -> None:
    """Put the result of the open dossier on the shelf."""
    one.click("act_shelve", page)
    one.type("shelf", shelf, page)
    one.click("save_shelf", page)
    one.wait(lambda: one.part("act_hand_over", QWidget, page).isVisible(), "the result lies on the shelf")


def hand_over_with_slip(one: Person, comer: SamplePerson) -> None:
    """Hand a result over at the counter against the signed slip."""
    counter = one.go("counter")
    one.type("counter_search", comer.name, counter)
    one.wait(lambda: any(comer.name in row.cells[0] for row in one.rows("counter_table", counter)), "it is found")
    one.choose_row("counter_table", comer.name, counter)
    one.click("identity_confirm", counter)
    one.click("on_slip", counter)
    one.shoot("counter")
    one.click("hand_over", counter)
    one.wait(lambda: one.part("counter_said", QWidget, counter).isVisible(), "the hand-over is said to be saved")
    one.shoot("counter-done")
