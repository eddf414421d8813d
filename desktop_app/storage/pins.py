"""Which key the centre's server showed, and whether a change of it is still to be told to the centre."""

import sqlalchemy as sa

from desktop_app.storage.notebook import Notebook
from desktop_app.storage.tables import META

_PINS = sa.select(META.c.tls_pin, META.c.tls_pin_seen)


def note_pin(notebook: Notebook, seen: str) -> bool:
    """Keep the pin under which the centre has just proven itself; True where it is another than the one before.

    A change is told to the centre with the next Hello, and is the usual pin after that one has come back.
    """
    with notebook.transaction(write=False) as connection:
        kept = connection.execute(_PINS).one()
    if not kept.tls_pin or seen in (kept.tls_pin, kept.tls_pin_seen):
        if (kept.tls_pin, kept.tls_pin_seen) != (seen, ""):
            _write(notebook, tls_pin=seen, tls_pin_seen="")
        return bool(kept.tls_pin) and seen != kept.tls_pin
    _write(notebook, tls_pin_seen=seen)
    return True


def _write(notebook: Notebook, **values: str) -> None:
    with notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values(**values))
