"""A field for a date that is typed, not picked: dd/MM/yyyy, or MM/yyyy or yyyy where the papers say no more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sync.records.partial_date import PartialDate, PartialDateError


def read_date(text: str) -> PartialDate:
    """Read what was typed; eight digits in a row are dd, MM and yyyy. Raises: PartialDateError."""
    typed = "".join(text.split())
    if len(typed) == 8 and typed.isascii() and typed.isdigit():
        typed = f"{typed[:2]}/{typed[2:4]}/{typed[4:]}"
    return PartialDate.parse(typed)


class DateField(QLineEdit):
    """Tidies what was typed when the field is left: 01021990 becomes 01/02/1990. Wrong text stays as it is."""

    date_changed = Signal()

    def __init__(self, *, is_partial_allowed: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_partial_allowed = is_partial_allowed
        self.setPlaceholderText(
            self.tr("ngày/tháng/năm, hoặc chỉ năm") if is_partial_allowed else self.tr("ngày/tháng/năm")
        )
        self.setMaxLength(14)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(lambda _text: self.date_changed.emit())

    def date(self) -> PartialDate | None:
        """Return the date typed, None when the field is empty or wrong (see `is_wrong`)."""
        try:
            found = read_date(self.text())
        except PartialDateError:
            return None
        return found if self._is_partial_allowed or found.day is not None else None

    def set_date(self, value: PartialDate | None) -> None:
        """Write a date into the field, or empty it."""
        self.setText("" if value is None else str(value))

    def is_wrong(self) -> bool:
        """Say whether something was typed that is not a date that may stand here."""
        return bool(self.text().strip()) and self.date() is None

    def _tidy(self) -> None:
        found = self.date()
        if found is not None and self.text() != str(found):
            self.setText(str(found))
