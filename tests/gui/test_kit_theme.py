"""The look: readable by its numbers, in both looks, with the shipped font."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.widgets.plain import button, label
from desktop_app.widgets.theme import FAMILY, apply_theme, load_fonts, style_sheet
from desktop_app.widgets.tokens import BODY_PT, DARK, LIGHT, Palette, Tone, contrast

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
TONES: tuple[Tone, ...] = ("plain", "good", "warn", "danger", "accent")


@LOOKS
def test_every_text_holds_aa_on_what_it_stands_on(look: Palette) -> None:
    pairs = {
        "ink on surface": (look.ink, look.surface),
        "ink on card": (look.ink, look.card),
        "ink on sunken": (look.ink, look.card_sunken),
        "soft ink on surface": (look.ink_soft, look.surface),
        "soft ink on card": (look.ink_soft, look.card),
        "soft ink on chosen": (look.ink_soft, look.accent_soft),
        "on accent": (look.on_accent, look.accent),
        "on accent, hovered": (look.on_accent, look.accent_strong),
        "quiet button": (look.accent, look.surface),
        "chosen row": (look.accent_strong, look.accent_soft),
        "disabled": (look.disabled_ink, look.disabled_fill),
        "navigation": (look.nav_ink, look.nav),
        "navigation, soft": (look.nav_ink_soft, look.nav),
        "navigation, soft on chosen": (look.nav_ink_soft, look.nav_chosen),
        "navigation, chosen": (look.nav_ink, look.nav_chosen),
        "error on card": (look.danger.text, look.card),
        "error on surface": (look.danger.text, look.surface),
        "sample mark": (look.sample.text, look.sample.fill),
        "ink in a chosen row": (look.ink, look.accent_soft),
    } | {f"tone {tone}": (look.pair(tone).text, look.pair(tone).fill) for tone in TONES}
    assert {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < 4.5} == {}


@LOOKS
def test_focus_and_the_edges_of_fields_stand_out_three_to_one(look: Palette) -> None:
    pairs = {
        "focus on surface": (look.focus, look.surface),
        "focus on card": (look.focus, look.card),
        "focus against an idle field's edge": (look.focus, look.card),
        "focus in the navigation": (look.nav_focus, look.nav),
        "edge of a field": (look.control_line, look.card),
        "edge of a field on the surface": (look.control_line, look.surface),
        "accent on card": (look.accent, look.card),
    }
    assert {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < 3.0} == {}


def test_the_contrast_formula_gives_the_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@LOOKS
def test_no_text_is_smaller_than_thirteen_points(look: Palette) -> None:
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)pt", style_sheet(look, icons=RESOURCES / "icons"))]
    assert sizes
    assert min(sizes) >= 13
    assert BODY_PT >= 13


@LOOKS
def test_the_sheet_has_no_open_placeholder_and_its_pictures_exist(look: Palette) -> None:
    sheet = style_sheet(look, icons=RESOURCES / "icons")
    assert "$" not in sheet
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert [Path(each).name.split("_")[0] for each in pictures] == ["open", "check"]
    assert [each for each in pictures if not Path(each).is_file()] == []


def test_the_shipped_font_has_every_vietnamese_letter(qtbot: QtBot) -> None:
    load_fonts(RESOURCES / "fonts")
    for is_bold in (False, True):
        font = QFont(FAMILY, BODY_PT)
        font.setBold(is_bold)
        assert QFontInfo(font).family() == FAMILY
        metrics = QFontMetrics(font)
        letters = "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲÝỶỸỴĐđắằẳẵặếềểễệốồổỗộớờởỡợứừửữự–·…«»₫"
        assert [letter for letter in letters if not metrics.inFontUcs4(ord(letter))] == []


@LOOKS
@pytest.mark.parametrize("role", ["body", "title", "heading", "strong", "hint", "error", "badge", "sample", "field"])
def test_no_label_cuts_off_the_marks_of_a_capital(qtbot: QtBot, qapp: QApplication, look: Palette, role: str) -> None:
    apply_theme(qapp, look, resources=RESOURCES)
    made = label("ẾỖẴỬ ỴỤỌĐg", role=role)
    qtbot.addWidget(made)
    made.setWordWrap(False)
    made.adjustSize()
    picture = made.grab().toImage()
    rounding = 8  # the corners of a badge
    for y in (0, picture.height() - 1):
        row = {picture.pixel(x, y) for x in range(rounding, picture.width() - rounding)}
        assert len(row) == 1, f"ink touches row {y} of {picture.height()}"
    assert len({picture.pixel(x, picture.height() // 2) for x in range(picture.width())}) > 1
    qapp.setStyleSheet("")


def test_a_missing_font_is_said_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_fonts(tmp_path)


@LOOKS
def test_targets_are_large_enough_for_a_tired_hand(qtbot: QtBot, qapp: QApplication, look: Palette) -> None:
    apply_theme(qapp, look, resources=RESOURCES)
    made = button("Ghi nhận Ế", tone="primary")
    words = label("ẾỆ")
    for widget in (made, words):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    assert made.sizeHint().height() >= 40
    assert words.sizeHint().height() >= QFontMetrics(words.font()).height()
    qapp.setStyleSheet("")
