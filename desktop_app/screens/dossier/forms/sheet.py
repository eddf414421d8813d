"""A short form in place: heading, what to know first, a few lines, the act and the way back. Widgets only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.widgets.banner import Banner
from desktop_app.widgets.date_field import DateField
from desktop_app.widgets.form import Form
from desktop_app.widgets.plain import ButtonTone, button, error_line, heading, hint, label, say_error
from desktop_app.widgets.tokens import Tone

AREA_PX = 76
Field = QLineEdit | QPlainTextEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field of the form. `missing` is said when it is empty; "" where it may be. An area takes several lines."""

    key: str
    text: str
    missing: str = ""
    hint: str = ""
    kind: Literal["line", "area", "date"] = "line"
    most: int = 300


class ActForm(QWidget):
    """Emits `given` with key -> text once every needed line is filled; `left` for the way back."""

    given = Signal(object)
    left = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        lines: Sequence[Line],
        *,
        act: str,
        tone: ButtonTone = "primary",
        body: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self.notice = Banner()
        self.notice.setObjectName(f"{name}_notice")
        self._listed = label()
        self._listed.setObjectName(f"{name}_listed")
        self._said = hint()
        self._error = error_line()
        self._error.setObjectName(f"{name}_error")
        self.fields = Form()
        self._parts: dict[str, Field] = {each.key: self._field(each) for each in self._lines}
        self.act = button(act, tone=tone, on_click=self._give)
        self.act.setObjectName(f"save_{name}")
        self._back = button(self.tr("Quay lại"), tone="quiet", on_click=self.left.emit)
        self._back.setObjectName(f"leave_{name}")
        for each in (self.act, self._back):
            each.setAutoDefault(True)  # Enter presses it too
        self._body = body
        self._lay_out(title)

    def open(
        self,
        *,
        values: Mapping[str, str] | None = None,
        notice: str = "",
        tone: Tone = "warn",
        listed: Sequence[str] = (),
        said: str = "",
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        """Start anew: `values` fill lines, `listed` stands as a list above them, `left_out` names lines not asked."""
        for key, field in self._parts.items():
            text = (values or {}).get(key, "")
            field.setPlainText(text) if isinstance(field, QPlainTextEdit) else field.setText(text)
            self.fields.set_shown(key, key not in left_out)
        self.fields.show_errors({})
        say_error(self._error, "")
        self.notice.show_text(notice, tone)
        self._listed.setText("\n".join(f"•  {each}" for each in listed))
        self._listed.setVisible(bool(listed))
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.go_to_gap()

    def go_to_gap(self) -> None:
        """Put the cursor into the first line that is empty, else onto the act."""
        empty = [self._parts[key] for key in self._shown() if not _text(self._parts[key])]
        (empty[0] if empty else self.act).setFocus()

    def part(self, key: str) -> Field:
        """Return the field of a line."""
        return self._parts[key]

    def say_refusal(self, sentence: str) -> None:
        """Say why the act was not done."""
        say_error(self._error, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _field(self, line: Line) -> Field:
        field: Field
        if line.kind == "area":
            field = QPlainTextEdit()
            field.setTabChangesFocus(True)
            field.setFixedHeight(AREA_PX)
        else:
            field = DateField(is_partial_allowed=False) if line.kind == "date" else QLineEdit()
            if line.kind != "date":
                field.setMaxLength(line.most)
            field.returnPressed.connect(lambda key=line.key: self._go_on(key))
        self.fields.add(line.key, line.text, field, hint_text=line.hint, is_required=bool(line.missing))
        return field

    def _lay_out(self, title: str) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.act)
        foot.addWidget(self._back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(title))
        column.addWidget(self.notice)
        column.addWidget(self._said)
        column.addWidget(self._listed)
        if self._body is not None:
            column.addWidget(self._body)
        column.addWidget(self.fields)
        column.addWidget(self._error)
        column.addLayout(foot)
        column.addStretch(1)

    def _go_on(self, key: str) -> None:
        """Enter leads to the next line; on the last it is the act."""
        shown = self._shown()
        after = shown[shown.index(key) + 1 :]
        if after:
            self._parts[after[0]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._give()

    def _shown(self) -> list[str]:
        return [each.key for each in self._lines if not self.fields.row(each.key).isHidden()]

    def _give(self) -> None:
        shown = [each for each in self._lines if each.key in self._shown()]
        errors = {each.key: each.missing for each in shown if each.missing and not self._is_filled(each)}
        self.fields.show_errors(errors)
        say_error(self._error, "")
        if not errors:
            self.given.emit({each.key: _text(self._parts[each.key]) for each in shown})

    def _is_filled(self, line: Line) -> bool:
        field = self._parts[line.key]
        return field.date() is not None if isinstance(field, DateField) else bool(_text(field))


def _text(field: Field) -> str:
    if isinstance(field, DateField):
        found = field.date()
        return field.text().strip() if found is None else str(found)
    return (field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()).strip()
