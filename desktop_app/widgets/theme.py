"""Puts the look on the application: fonts, palette, and the style sheet made from the tokens."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.widgets.tokens import (
    BODY_PT,
    BUTTON_PX,
    DARK,
    DENSE_PX,
    DOOR_PT,
    DOOR_TARGET_PX,
    HEADING_PT,
    LIGHT,
    RADIUS_PX,
    TARGET_PX,
    TITLE_PT,
    Palette,
    Tone,
    TonePair,
)

FAMILY: Final = "Noto Sans"
TONES: Final[tuple[Tone, ...]] = ("plain", "good", "warn", "danger", "accent")


def apply_theme(app: QApplication, palette: Palette, *, resources: Path) -> None:
    """Give `app` the look of `palette`; fonts and icons come from the folder `resources`.

    Raises:
        FileNotFoundError: a font is missing: without it Vietnamese would be drawn with whatever the machine has.
    """
    load_fonts(resources / "fonts")
    font = QFont(FAMILY)
    font.setPointSize(BODY_PT)
    app.setStyle("Fusion")
    app.setFont(font)
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(style_sheet(palette, icons=resources / "icons"))


def load_fonts(folder: Path) -> None:
    """Load the shipped fonts.

    Raises:
        FileNotFoundError: one cannot be loaded.
    """
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise FileNotFoundError(folder / name)


def palette_of(widget: QWidget) -> Palette:
    """Return the tokens of the look that `widget` has now: for widgets that paint themselves."""
    return DARK if widget.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def qt_palette(tokens: Palette) -> QPalette:
    """Return Qt's palette for what the style sheet does not reach (menus, selections, placeholders)."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.surface,
        role.WindowText: tokens.ink,
        role.Base: tokens.card,
        role.AlternateBase: tokens.card_sunken,
        role.Text: tokens.ink,
        role.PlaceholderText: tokens.ink_soft,
        role.Button: tokens.card,
        role.ButtonText: tokens.ink,
        role.ToolTipBase: tokens.card,
        role.ToolTipText: tokens.ink,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.Mid: tokens.line,
    }
    palette = QPalette()
    for place, colour in colours.items():
        palette.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(tokens.disabled_ink))
    return palette


def style_sheet(tokens: Palette, *, icons: Path) -> str:
    """Return the whole style sheet of a look; the tick of a check box and the arrow of a list come from `icons`."""
    values: dict[str, object] = tokens._asdict()
    values |= {
        "body_pt": BODY_PT,
        "door_pt": DOOR_PT,
        "heading_pt": HEADING_PT,
        "title_pt": TITLE_PT,
        "radius": RADIUS_PX,
        # A style sheet's min-height leaves out padding (2 × 4) and the 3 px ring that focus needs.
        "button_inner": BUTTON_PX - 14,
        "nav_inner": TARGET_PX + 2 - 14,
        "field_inner": TARGET_PX - 14,
        "door_inner": DOOR_TARGET_PX - 14,
        "dense_inner": DENSE_PX - 8,
        "open": (icons / ("open_on_dark.svg" if tokens.is_dark else "open_on_light.svg")).as_posix(),
        "tick": (icons / ("check_on_dark.svg" if tokens.is_dark else "check_on_light.svg")).as_posix(),
        "plain_fill": tokens.plain.fill,
        "plain_text": tokens.plain.text,
        "danger_text": tokens.danger.text,
        "danger_fill": tokens.danger.fill,
        "sample_fill": tokens.sample.fill,
        "sample_text": tokens.sample.text,
    }
    return Template(_SHEET).substitute(values) + "".join(_tone_rules(tokens, tone) for tone in TONES)


def _tone_rules(tokens: Palette, tone: Tone) -> str:
    pair = tokens.pair(tone)
    return (
        f'QLabel[role="badge"][tone="{tone}"], QFrame[role="banner"][tone="{tone}"]'
        f" {{ background: {pair.fill}; color: {pair.text}; }}\n"
        f'QFrame[role="banner"][tone="{tone}"] QLabel {{ color: {pair.text}; background: transparent; }}\n'
        f'QFrame[role="banner"][tone="{tone}"] {{ border-left: 4px solid {pair.text}; }}\n'
    ) + ("" if tone == "plain" else _task_rules(pair, tone))


def _task_rules(pair: TonePair, tone: Tone) -> str:
    # The labels carry the tone too: Qt does not look again at a child when only its parent's property has changed.
    return (
        f'QPushButton[role="task"][tone="{tone}"], QPushButton[role="task"][tone="{tone}"]:hover'
        f" {{ background: {pair.fill}; }}\n"
        f'QPushButton[role="task"] QLabel[tone="{tone}"] {{ color: {pair.text}; }}\n'
    )


# Capitals with two marks (Ế, Ỗ) rise above the font's own line by a ninth of it: labels have room for them at the top.
#
# The focus ring takes the place of a margin that is otherwise see-through, so that nothing moves when it comes, and it
# stands against the surface behind the widget, not against the widget's own fill.
_SHEET: Final = """
QWidget { color: $ink; font-size: ${body_pt}pt; }
QMainWindow, QDialog, QMessageBox, QWidget[role="surface"] { background: $surface; }
QToolTip { background: $card; color: $ink; border: 1px solid $control_line; padding: 6px; }

QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 10px; }
QFrame[role="choice"] { background: $card; border: 3px solid $line; border-radius: 10px; }
QFrame[role="choice"]:focus { border-color: $focus; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; padding-top: 3px; padding-bottom: 1px; }
QLabel[role="title"] { font-size: ${title_pt}pt; font-weight: 700; color: $ink; padding-top: 5px; }
QLabel[role="heading"] { font-size: ${heading_pt}pt; font-weight: 700; color: $ink; padding-top: 4px; }
QLabel[role="strong"], QLabel[role="field"] { font-weight: 700; }
QLabel[role="hint"] { color: $ink_soft; }
QLabel[role="error"] { color: $danger_text; font-weight: 700; }
QLabel[role="badge"] { border-radius: ${radius}px; padding: 3px 10px; font-weight: 700; }
QLabel[role="sample"] { background: $sample_fill; color: $sample_text; font-weight: 700;
    border-radius: ${radius}px; padding: 3px 12px; }
QFrame[role="banner"] { border: none; border-top-right-radius: ${radius}px;
    border-bottom-right-radius: ${radius}px; }

QPushButton { background: $card; color: $ink; border: 3px solid transparent; background-clip: padding;
    border-radius: ${radius}px; padding: 4px 16px; min-height: ${button_inner}px; font-weight: 700; outline: none; }
QPushButton[tone="plain"] { background: $plain_fill; color: $plain_text; }
QPushButton[tone="plain"]:hover { background: $line; }
QPushButton[tone="plain"]:pressed { background: $accent_soft; }
QPushButton[tone="primary"] { background: $accent; color: $on_accent; }
QPushButton[tone="primary"]:hover, QPushButton[tone="primary"]:pressed { background: $accent_strong; }
QPushButton[tone="danger"] { background: $danger_fill; color: $danger_text; }
QPushButton[tone="danger"]:hover { background: $danger_text; color: $danger_fill; }
QPushButton[tone="quiet"] { background: transparent; color: $accent; padding: 4px 10px; }
QPushButton[tone="quiet"]:hover { background: $accent_soft; color: $accent_strong; }
QPushButton[role="task"] { background: $card; border-color: $line; background-clip: border; text-align: left; }
QPushButton[role="task"]:hover { background: $card_sunken; }
QPushButton:checked { background: $accent_soft; color: $accent_strong; }
QPushButton:focus { border-color: $focus; }
QPushButton:disabled { background: $disabled_fill; color: $disabled_ink; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QAbstractSpinBox { background: $card; color: $ink;
    border: 1px solid $control_line; border-radius: ${radius}px; padding: 6px 10px; min-height: ${field_inner}px;
    placeholder-text-color: $ink_soft;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QAbstractSpinBox:focus {
    border: 3px solid $focus; padding: 4px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $disabled_fill; color: $disabled_ink;
    border-color: $line; }
QLineEdit:read-only { background: $card_sunken; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $danger_text;
    padding: 5px 9px; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus {
    border: 3px solid $focus; padding: 4px 8px; }
QComboBox::drop-down { border: none; width: 32px; }
QComboBox::down-arrow { image: url("$open"); width: 18px; height: 18px; }
QComboBox QAbstractItemView { background: $card; color: $ink; border: 1px solid $control_line;
    selection-background-color: $accent; selection-color: $on_accent; outline: none; }

QCheckBox, QRadioButton { spacing: 10px; min-height: 34px; padding: 0 6px 0 0; border: 3px solid transparent;
    border-radius: ${radius}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: 20px; height: 20px; background: $card;
    border: 2px solid $control_line; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 12px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
    fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.55 $accent, stop: 0.65 $card); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $disabled_fill; border-color: $line; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled_ink; }

QTableView, QListView, QListWidget, QTreeView { background: $card; color: $ink; border: 3px solid $line;
    border-radius: ${radius}px; gridline-color: $line; outline: none; alternate-background-color: $surface;
    selection-background-color: $accent_soft; selection-color: $ink; }
QTableView:focus, QListView:focus, QListWidget:focus, QTreeView:focus { border-color: $focus; }
QTableView::item { padding: 4px 10px; border: none; }
QListView::item, QListWidget::item { padding: 9px 12px; border: none; border-bottom: 1px solid $line; }
QListWidget[role="rows"]::item { padding: 0; }
QTableView::item:selected, QListView::item:selected, QListWidget::item:selected { background: $accent_soft;
    color: $accent_strong; }
QHeaderView, QTableCornerButton::section { background: $card; border: none; }
QHeaderView::section { background: $card_sunken; color: $ink; font-weight: 700; border: none;
    border-bottom: 2px solid $line; padding: 8px 13px; }

QScrollArea, QScrollArea > QWidget > QWidget[role="surface"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle { background: $control_line; border-radius: 5px; margin: 2px; min-height: 36px; min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTextBrowser { background: $card; color: $ink; border: 3px solid $line; border-radius: ${radius}px; padding: 8px 14px; }
QTextBrowser:focus { border-color: $focus; }

QProgressBar { background: $card_sunken; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenu { background: $card; color: $ink; border: 1px solid $control_line; padding: 4px; }
QMenu::item { padding: 8px 20px; }
QMenu::item:selected { background: $accent_soft; color: $accent_strong; }
QTabBar::tab { background: transparent; color: $ink; padding: 8px 16px; border: 3px solid transparent; }
QTabBar::tab:selected { color: $accent_strong; border-bottom: 3px solid $accent; font-weight: 700; }
QTabBar::tab:focus { border-color: $focus; }

QFrame[role="nav"] { background: $nav; border: none; }
QWidget[role="nav_lines"] { background: $nav; }
QFrame[role="nav"] QLabel { color: $nav_ink; }
QFrame[role="nav"] QLabel[role="sample"] { color: $sample_text; }
QFrame[role="nav"] QLabel[role="hint"] { color: $nav_ink_soft; }
QFrame[role="nav"] QPushButton { background: transparent; color: $nav_ink; font-weight: 400; text-align: left;
    padding: 4px 6px; border: 3px solid transparent; background-clip: padding; min-height: ${nav_inner}px; }
QFrame[role="nav"] QPushButton:hover { background: $nav_chosen; }
QFrame[role="nav"] QPushButton:checked { background: $nav_chosen; color: $nav_ink; }
QFrame[role="nav"] QPushButton:focus { border-color: $nav_focus; }
QFrame[role="strip"] { background: $card; border: none; border-top: 1px solid $line; }

QWidget[scale="dense"] QLineEdit, QWidget[scale="dense"] QComboBox { min-height: ${dense_inner}px;
    padding: 3px 10px; }
QWidget[scale="dense"] QLineEdit[wrong="true"], QWidget[scale="dense"] QComboBox[wrong="true"] { padding: 2px 9px; }
QWidget[scale="dense"] QLineEdit:focus, QWidget[scale="dense"] QComboBox:focus,
QWidget[scale="dense"] QLineEdit[wrong="true"]:focus, QWidget[scale="dense"] QComboBox[wrong="true"]:focus {
    padding: 1px 8px; }

QWidget[scale="door"] QWidget { font-size: ${door_pt}pt; }
QWidget[scale="door"] QLabel[role="title"] { font-size: ${title_pt}pt; }
QWidget[scale="door"] QPushButton, QWidget[scale="door"] QLineEdit, QWidget[scale="door"] QComboBox {
    min-height: ${door_inner}px; }
QWidget[scale="door"] QPushButton { padding: 4px 11px; }
QWidget[scale="door"] QCheckBox, QWidget[scale="door"] QRadioButton { min-height: ${door_inner}px; }
"""
