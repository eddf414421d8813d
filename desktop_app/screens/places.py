"""Where a screen may send the official next, and what every screen shows to the frame around it."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.widgets.screen import Screen

__all__ = ["Place", "Screen"]


class Place(StrEnum):
    """A part of the program that can be gone to; `go` signals carry one, with a record's id (hex) where it has one.

    RESULT is the dossier's screen with the form for its result open; AMEND the intake form filled with a dossier.
    """

    HOME = "home"
    INTAKE = "intake"
    AMEND = "amend"
    LOOKUP = "lookup"
    DOSSIER = "dossier"
    RESULT = "result"
    SHELF = "shelf"
    COUNTER = "counter"
    EVENING = "evening"
    SYNC = "sync"
    CONFLICTS = "conflicts"
    PEOPLE_IMPORT = "people_import"
