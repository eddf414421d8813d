"""The shared widgets, by keys and clicks."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.widgets.asking import Choice, message
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.date_field import DateField
from desktop_app.widgets.form import Form
from desktop_app.widgets.icons import line_icon
from desktop_app.widgets.money_field import MoneyField, read_dong
from desktop_app.widgets.plain import (
    badge,
    button,
    error_line,
    heading,
    hint,
    label,
    sample_mark,
    tooltip,
)
from desktop_app.widgets.qr_field import QrField
from desktop_app.widgets.search_box import SearchBox
from desktop_app.widgets.signature_pad import SignaturePad
from desktop_app.widgets.state_view import StateView
from desktop_app.widgets.table import Column, RecordTable, Row
from sync.records.partial_date import PartialDate

HOSTILE = '<img src="file:///etc/hostname"><a href="file:///etc">Nguyễn</a>'
ROOT = Path(__file__).resolve().parents[2]
CARD = "001190990001||NGUYEN VAN MAU|01021990|Nam|So 1, Dac khu Mau|01012021"


def test_no_maker_lets_a_name_become_rich_text(qtbot: QtBot) -> None:
    box = message(None, title="Hỏi", text=HOSTILE, choices=[Choice(key="ok", text="Đồng ý", is_default=True)])
    made = [make(HOSTILE) for make in (label, heading, hint, error_line, badge, sample_mark)]
    banner, state = Banner(HOSTILE, "warn"), StateView(QWidget())
    state.show_error(HOSTILE)
    for widget in (box, banner, state, *made):
        qtbot.addWidget(widget)
    labels = [*made, *(part for root in (box, banner, state) for part in root.findChildren(QLabel))]
    assert len(labels) > len(made) + 2
    wrong = [part.objectName() for part in labels if part.text() and part.textFormat() is not Qt.TextFormat.PlainText]
    assert wrong == []
    assert not any(part.openExternalLinks() for part in labels)


def test_a_tooltip_shows_what_was_written(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tooltip(widget, HOSTILE)
    assert "<img" not in widget.toolTip()
    assert "&lt;img" in widget.toolTip()


def test_a_message_gives_back_the_key_of_the_button(qtbot: QtBot) -> None:
    box = message(
        None,
        title="Đóng chuyến",
        text="Ông/bà có muốn đóng không?",
        choices=[
            Choice(key="close", text="Đóng & in", tone="primary"),
            Choice(key="back", text="Quay lại", is_escape=True, is_default=True),
        ],
    )
    qtbot.addWidget(box)
    keys = {made.objectName(): made.accessibleName() for made in box.findChildren(QPushButton)}
    assert keys == {"close": "Đóng & in", "back": "Quay lại"}
    default, escape = box.defaultButton(), box.escapeButton()
    assert isinstance(box, QMessageBox)
    assert (default.objectName(), escape.objectName()) == ("back", "back")


def test_a_button_takes_its_shortcut_and_its_name(qtbot: QtBot) -> None:
    pressed: list[str] = []
    window = QWidget()
    QVBoxLayout(window).addWidget(button("Lưu & in", shortcut="F7", on_click=lambda: pressed.append("x")))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: pressed == ["x"])  # a shortcut shows the button pressed for a moment first
    assert window.findChildren(QPushButton)[0].accessibleName() == "Lưu & in"


def test_search_waits_for_a_pause_and_says_the_last_text_once(qtbot: QtBot) -> None:
    box = SearchBox(placeholder="Mã hồ sơ", accessible_name="Tra cứu")
    qtbot.addWidget(box)
    said: list[str] = []
    box.searched.connect(said.append)
    with qtbot.waitSignal(box.searched, timeout=2000):
        QTest.keyClicks(box, "nguyen ")
    assert said == ["nguyen"]
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert said == ["nguyen", "nguyen"]


def test_search_leaves_what_is_being_composed_alone(qtbot: QtBot) -> None:
    box = SearchBox(placeholder="Mã hồ sơ", accessible_name="Tra cứu")
    qtbot.addWidget(box)
    said: list[str] = []
    box.searched.connect(said.append)
    box.setText("Ng")
    QApplication.sendEvent(box, QInputMethodEvent("uyê", []))
    with qtbot.waitSignal(box.searched, timeout=2000):
        pass
    assert said == ["Ng"]
    assert box.text() == "Ng"


def test_a_qr_reader_types_and_the_field_says_it_once_and_is_empty(qtbot: QtBot) -> None:
    field = QrField(placeholder="Quét thẻ", accessible_name="Mã QR")
    qtbot.addWidget(field)
    read: list[str] = []
    field.scanned.connect(read.append)
    QTest.keyClicks(field, CARD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert read == [CARD]
    assert field.text() == ""


def test_input_methods_stay_off_in_the_qr_field(qtbot: QtBot) -> None:
    field = QrField(placeholder="Quét thẻ", accessible_name="Mã QR")
    qtbot.addWidget(field)
    field.setReadOnly(True)
    field.setReadOnly(False)
    field.show()
    field.setFocus()
    field.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QApplication.sendEvent(field, QInputMethodEvent("ă", []))
    assert field.text() == ""


@pytest.mark.parametrize(
    ("typed", "shown", "date"),
    [
        ("01021990", "01/02/1990", PartialDate(year=1990, month=2, day=1)),
        ("1/2/1990", "01/02/1990", PartialDate(year=1990, month=2, day=1)),
        ("2-1990", "02/1990", PartialDate(year=1990, month=2)),
        ("1990", "1990", PartialDate(year=1990)),
        ("31/02/1990", "31/02/1990", None),
        ("90", "90", None),
    ],
)
def test_a_date_is_typed_and_tidied(qtbot: QtBot, typed: str, shown: str, date: PartialDate | None) -> None:
    field = DateField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == shown
    assert field.date() == date
    assert field.is_wrong() is (date is None)


def test_a_date_to_the_day_refuses_a_year_alone(qtbot: QtBot) -> None:
    field = DateField(is_partial_allowed=False)
    qtbot.addWidget(field)
    field.setText("1990")
    assert field.date() is None
    assert field.is_wrong()


def test_money_is_dotted_and_empty_is_not_zero(qtbot: QtBot) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    assert field.amount_dong() is None
    assert not field.is_wrong()
    QTest.keyClicks(field, "1250000")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.amount_dong()) == ("1.250.000", 1_250_000)
    assert read_dong("8.000 đ") == 8000
    for wrong in ("8,5", "1.25", "-3", "mười", "١٢"):
        with pytest.raises(ValueError, match="đồng"):
            read_dong(wrong)


def test_a_signature_is_kept_as_strokes_with_times_and_can_be_cleared_by_key(qtbot: QtBot) -> None:
    pad = SignaturePad(accessible_name="Chữ ký", placeholder="Ký ở đây")
    pad.resize(400, 200)
    qtbot.addWidget(pad)
    pad.show()
    assert pad.is_blank()
    for start in (QPoint(30, 60), QPoint(120, 60)):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            QTest.mouseMove(pad, start + QPoint(step * 10, step * 5), delay=2)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=start + QPoint(50, 25))
    strokes = pad.strokes()
    assert len(strokes) == 2
    assert not pad.is_blank()
    times = [point[2] for stroke in strokes for point in stroke]
    assert times[0] == 0
    assert all(before <= after for before, after in pairwise(times))
    assert strokes[0][0][:2] == (30.0, 60.0)
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes() == ()
    pad.set_strokes(strokes)
    assert pad.strokes() == strokes


def test_a_dot_is_no_signature(qtbot: QtBot) -> None:
    pad = SignaturePad(accessible_name="Chữ ký")
    qtbot.addWidget(pad)
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert len(pad.strokes()) == 1
    assert pad.is_blank()


COLUMNS = [Column(title="Mã", width_px=100), Column(title="Tên"), Column(title="Lệ phí", is_number=True)]


def rows(*keys: str) -> list[Row]:
    return [Row(key=key, cells=(key, HOSTILE, "8.000"), tones=((0, "good"),)) for key in keys]


def test_a_table_is_used_by_keys_and_keeps_its_place(qtbot: QtBot) -> None:
    table = RecordTable(COLUMNS, accessible_name="Hồ sơ", empty_text="Chưa có hồ sơ nào.")
    qtbot.addWidget(table)
    table.resize(500, 200)
    table.show()
    chosen: list[str] = []
    table.chosen.connect(chosen.append)
    table.show_rows(rows("a", "b", "c"))
    assert table.current_key() == "a"
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen == ["b"]
    table.show_rows(rows("z", "a", "b"))
    assert table.current_key() == "b"
    table.show_rows(rows("z"))
    assert table.current_key() == "z"
    table.show_rows([])
    assert table.current_key() == ""
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen == ["b"]
    assert not table.grab().isNull()


def test_a_form_says_errors_below_fields_and_goes_to_the_first(qtbot: QtBot) -> None:
    form = Form(columns=2)
    name, date = QLineEdit(), DateField()
    form.add("name", "Họ, chữ đệm và tên", name, is_required=True)
    form.add("date", "Ngày, tháng, năm sinh", date, hint_text="Chỉ năm cũng được")
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    form.show_errors({"date": "Ngày chưa đúng."})
    qtbot.waitUntil(date.hasFocus)
    assert form.row("date").error() == "Ngày chưa đúng."
    assert form.row("name").error() == ""
    assert (name.accessibleName(), date.accessibleDescription()) == ("Họ, chữ đệm và tên", "Ngày chưa đúng.")
    form.show_errors({})
    assert date.accessibleDescription() == "Chỉ năm cũng được"


def test_a_field_left_out_leaves_no_gap(qtbot: QtBot) -> None:
    form = Form(columns=2)
    qtbot.addWidget(form)
    for key in ("copies", "pages", "fee"):
        form.add(key, key, QLineEdit())
    form.show()
    spare = form.row("pages").pos()
    form.set_shown("pages", False)
    qtbot.waitUntil(lambda: form.row("fee").pos() == spare)
    form.set_shown("pages", True)
    qtbot.waitUntil(lambda: form.row("pages").pos() == spare)
    qtbot.waitUntil(lambda: form.row("fee").y() > spare.y())


def test_a_notice_of_several_lines_is_drawn_whole(qtbot: QtBot) -> None:
    state = StateView(QLineEdit())
    qtbot.addWidget(state)
    state.resize(500, 300)
    state.show()
    state.show_empty(
        "Không có chuyến nào đang đi hôm nay, ông/bà có thể xếp một chuyến mới.\nXếp chuyến từ Kệ kết quả."
    )
    (words,) = [each for each in state.findChildren(QLabel) if each.isVisible()]
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))


def test_a_state_takes_the_place_of_the_content_and_gives_it_back(qtbot: QtBot) -> None:
    pressed: list[str] = []
    state = StateView(QLineEdit())
    qtbot.addWidget(state)
    state.show()
    state.show_empty("Chưa có hồ sơ nào hôm nay.", action="Tiếp nhận", on_action=lambda: pressed.append("x"))
    assert not state.content.isVisible()
    (act,) = [made for made in state.findChildren(QPushButton) if made.isVisible()]
    act.click()
    assert pressed == ["x"]
    state.show_busy("Đang đọc…")
    assert state.notice_text() == "Đang đọc…"
    state.show_content()
    assert state.content.isVisible()
    assert state.notice_text() == ""


def test_every_icon_of_the_folder_can_be_drawn(qtbot: QtBot) -> None:
    names = sorted(path.stem for path in (ROOT / "resources/icons").glob("*.svg"))
    assert "lock" in names
    for name in names:
        assert not line_icon(ROOT / "resources/icons", name, "#112233").pixmap(24, 24).isNull()
