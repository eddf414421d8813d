"""What every screen shows to the frame around it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget


class Screen(Protocol):
    """One screen as the frame sees it."""

    @property
    def title(self) -> str:
        """Return the screen's name in the navigation."""
        ...

    @property
    def widget(self) -> QWidget:
        """Return what is put into the frame."""
        ...

    def shown(self) -> None:
        """Called each time the screen comes to the front: read anew, put the cursor where the work begins."""
        ...
