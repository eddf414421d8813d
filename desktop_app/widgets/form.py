"""Lays out a form: each field with its name above it and its error below it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.widgets.plain import error_line, hint, label, say_error, set_style


class FieldRow(QWidget):
    """One field with its name, its hint and its error."""

    def __init__(self, text: str, field: QWidget, *, hint_text: str = "", is_required: bool = False) -> None:
        super().__init__()
        self.field = field
        self.name = label(f"{text} *" if is_required else text, role="field")
        self.name.setBuddy(field)
        self._spoken_hint = hint_text
        field.setAccessibleName(text)
        field.setAccessibleDescription(hint_text)
        self._error = error_line()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.name)
        column.addWidget(field)
        if hint_text:
            column.addWidget(hint(hint_text))
        column.addWidget(self._error)
        column.addStretch(1)  # a taller neighbour in the same line must not push the field down

    def show_error(self, text: str) -> None:
        """Say what is wrong with this field; "" takes it back. Said to screen readers with the field too."""
        say_error(self._error, text)
        set_style(self.field, "wrong", "true" if text else "false")
        self.field.setAccessibleDescription(text or self._spoken_hint)

    def error(self) -> str:
        """Return the error shown now, "" when there is none."""
        return self._error.text()


class Form(QWidget):
    """Fields in reading order, in one or more columns; Tab follows the order of `add`."""

    def __init__(
        self, *, columns: int = 1, gap_px: int = 24, line_gap_px: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: dict[str, FieldRow] = {}
        self._parts: list[tuple[QWidget, int]] = []
        self._left_out: set[QWidget] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap_px)
        self._grid.setVerticalSpacing(line_gap_px)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(
        self, key: str, text: str, field: QWidget, *, hint_text: str = "", is_required: bool = False, span: int = 1
    ) -> FieldRow:
        """Add a field under `text`; `key` names it in `show_errors`, `span` is its width in columns."""
        row = FieldRow(text, field, hint_text=hint_text, is_required=is_required)
        field.setObjectName(field.objectName() or key)
        self._rows[key] = row
        self._parts.append((row, span))
        self._lay_out()
        return row

    def add_bare(self, widget: QWidget, *, span: int = 1) -> None:
        """Add a widget that says by itself what it is (tick boxes): no name above it, no error below it."""
        self._parts.append((widget, span))
        self._lay_out()

    def set_shown(self, key: str, is_shown: bool) -> None:
        """Show or hide a field; those after it move up, so that no gap is left."""
        row = self._rows[key]
        row.setVisible(is_shown)
        self._left_out = self._left_out - {row} if is_shown else self._left_out | {row}
        self._lay_out()

    def row(self, key: str) -> FieldRow:
        """Return the row that was added as `key`."""
        return self._rows[key]

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say each field's error by its key, clear all others, and put the cursor in the first wrong field."""
        for key, row in self._rows.items():
            row.show_error(errors.get(key, ""))
        for key, row in self._rows.items():
            if key in errors:
                row.field.setFocus()
                return

    def forget_error(self, key: str) -> None:
        """Take back what was said of a field, if there is one of this name here."""
        if key in self._rows:
            self._rows[key].show_error("")

    def _lay_out(self) -> None:
        line = column = 0
        for widget, span in self._parts:
            self._grid.removeWidget(widget)
            if widget in self._left_out:
                continue
            if column + span > self._columns:
                line, column = line + 1, 0
            self._grid.addWidget(widget, line, column, 1, span)
            column += span
