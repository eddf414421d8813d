"""What the people at this laptop switched about its roads: whether it waits, what bytes cost, whom it lets in."""

import sqlalchemy as sa

from desktop_app.storage.notebook import Notebook
from desktop_app.storage.tables import META


def set_paused(notebook: Notebook, *, is_paused: bool) -> None:
    """Let the ferry wait from now on, or go on; it stays so over a restart."""
    _write(notebook, "is_paused", int(is_paused))


def set_metered(notebook: Notebook, *, is_metered: bool) -> None:
    """Spare the road from now on: acts travel, files wait; or let all travel again."""
    _write(notebook, "is_metered", int(is_metered))


def set_listening(notebook: Notebook, *, is_listening: bool) -> None:
    """Let the commune's other laptops in from now on, or no more; it stays so over a restart."""
    _write(notebook, "is_listening", int(is_listening))


def set_relay_address(notebook: Notebook, address: str) -> None:
    """Keep where the other laptop was, so that it is typed once."""
    _write(notebook, "relay_address", address)


def relay_switches(notebook: Notebook) -> tuple[bool, str]:
    """Return whether other laptops are let in, and where the other one was."""
    with notebook.transaction(write=False) as connection:
        meta = connection.execute(sa.select(META.c.is_listening, META.c.relay_address)).one()
    return bool(meta.is_listening), meta.relay_address


def _write(notebook: Notebook, name: str, value: int | str) -> None:
    with notebook.transaction(write=True) as connection:
        connection.execute(sa.update(META).values({name: value}))
