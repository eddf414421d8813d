"""A field for an amount in đồng: whole numbers, thousands set apart by dots; empty is "not known", never 0."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget


def read_dong(text: str) -> int | None:
    """Read an amount as typed ("8.000", "8000 đ"); None when empty.

    Raises:
        ValueError: it is not a whole amount of đồng.
    """
    typed = text.strip().removesuffix("₫").removesuffix("đồng").removesuffix("đ").strip()
    if not typed:
        return None
    parts = typed.replace(" ", ".").split(".")
    if not all(part.isascii() and part.isdigit() for part in parts) or any(len(part) != 3 for part in parts[1:]):
        raise ValueError("not an amount in đồng")
    return int("".join(parts))


def dong(amount: int) -> str:
    """Write an amount as it stands on papers: 1250000 becomes "1.250.000"."""
    return f"{amount:,}".replace(",", ".")


class MoneyField(QLineEdit):
    """Sets the dots when the field is left; wrong text stays as it is."""

    amount_changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("số tiền, đồng"))
        self.setMaxLength(18)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(lambda _text: self.amount_changed.emit())

    def amount_dong(self) -> int | None:
        """Return the amount, None when the field is empty or wrong (see `is_wrong`)."""
        try:
            return read_dong(self.text())
        except ValueError:
            return None

    def set_amount(self, amount_dong: int | None) -> None:
        """Write an amount into the field, or empty it."""
        self.setText("" if amount_dong is None else dong(amount_dong))

    def is_wrong(self) -> bool:
        """Say whether something was typed that is no amount."""
        return bool(self.text().strip()) and self.amount_dong() is None

    def _tidy(self) -> None:
        amount = self.amount_dong()
        if amount is not None:
            self.set_amount(amount)
