"""A cell of two lines: a text too long for one goes on below, one too long for two ends in dots, none is cut across."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.widgets.table import Column, RecordTable, Row
from desktop_app.widgets.theme import apply_theme
from desktop_app.widgets.tokens import LIGHT
from desktop_app.widgets.two_lines import TWO_LINES_PX, TwoLines
from tests.gui.desk_room import ROOT

TWO = "Chứng thực bản sao từ bản chính"
MANY = "Xác nhận điều kiện diện tích bình quân nhà ở; nhà ở, đất ở không có tranh chấp để đăng ký thường trú, tạm trú"


def test_a_name_that_the_scroll_bar_pushes_below_gets_its_room(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT, resources=ROOT / "resources")
    name = "Nguyễn Quang Đức Hải"
    bold = QFont(qapp.font())
    bold.setBold(True)
    table = RecordTable((Column(title="Họ và tên"),), accessible_name="Hồ sơ", empty_text="")
    table.setItemDelegate(TwoLines(table, strong_column=0, is_strong_wrapped=True))
    qtbot.addWidget(table)
    table.resize(QFontMetrics(bold).horizontalAdvance(name) + 34, 300)
    with qtbot.waitExposed(table):
        table.show()
    table.show_rows([Row(key="0", cells=(f"{name}\nXóm 1",))])
    qtbot.waitUntil(lambda: table.rowHeight(0) < TWO_LINES_PX + 10)
    table.show_rows([Row(key=str(at), cells=(f"{name}\nXóm 1",)) for at in range(20)])
    qtbot.waitUntil(lambda: table.rowHeight(0) > TWO_LINES_PX + 10)


@pytest.mark.parametrize("text", ["Sao y", TWO, MANY])
def test_a_long_text_stays_between_the_edges_of_its_cell(qtbot: QtBot, qapp: QApplication, text: str) -> None:
    apply_theme(qapp, LIGHT, resources=ROOT / "resources")
    table = RecordTable((Column(title="Thủ tục"),), accessible_name="Hồ sơ", empty_text="")
    table.setItemDelegate(TwoLines(table, strong_column=1))
    qtbot.addWidget(table)
    table.resize(260, 200)
    table.show_rows([Row(key="a", cells=(text,))])
    with qtbot.waitExposed(table):
        table.show()
    picture = table.viewport().grab().toImage()
    for y in (*range(6), *range(TWO_LINES_PX - 6, TWO_LINES_PX - 1)):  # the text is clipped 4 px from each edge
        colours = {picture.pixel(x, y) for x in range(4, 200)}
        assert len(colours) == 1, f"ink touches row {y} of {TWO_LINES_PX}"
    middle = {picture.pixel(x, y) for x in range(4, 200) for y in range(20, 44)}
    assert len(middle) > 1
