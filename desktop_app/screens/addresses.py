"""Says where somebody lives as a list of this commune needs it: the house and the hamlet; knows no widget."""

from __future__ import annotations

from sync.records.text import fold


def house(address: str, *, commune: str) -> str:
    """Return the address without its end where that names `commune` ("Xã Minh Châu"); one elsewhere stays whole."""
    wanted = fold(commune)
    parts = [part.strip() for part in address.split(",")]
    for at, part in enumerate(parts):
        if at and wanted and fold(part) == wanted:
            return ", ".join(parts[:at])
    return address
