"""Says where somebody lives as a list of this commune needs it: house and hamlet; knows no widget."""

from __future__ import annotations

from desktop_app.services.desk import Desk
from sync.records.text import fold
from sync.records.units import Unit


def house(desk: Desk, address: str) -> str:
    """Return the address without its end from the desk's own commune on; an address elsewhere stays whole."""
    own = desk.catalogue.units.unit(desk.commune)
    commune = fold(own.title) if isinstance(own, Unit) else ""
    parts = [part.strip() for part in address.split(",")]
    for at, part in enumerate(parts):
        if at and commune and fold(part) == commune:
            return ", ".join(parts[:at])
    return address
