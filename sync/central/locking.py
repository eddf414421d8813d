"""Who waits for whom when several processes write: three locks, always taken in the order centre, commune, laptop.

A lock is a row, held to the end of the transaction; it must come before anything is read that it guards. SQLite needs
none of them: there one transaction writes at a time. FOR NO KEY UPDATE leaves room for rows that only point here.
"""

from sqlalchemy import Connection, select

from sync.central.tables import COMMUNE, DEVICE, META


def lock_centre(connection: Connection) -> None:
    """Wait until nobody else lets laptops in or lends numbers: these are unique over all communes."""
    connection.execute(select(META.c.value).where(META.c.name == "epoch").with_for_update(key_share=True)).all()


def lock_commune(connection: Connection, code: str) -> int | None:
    """Wait until nobody else stamps in this commune and return its newest stamp, None where there is no such commune.

    Stamps are given under this lock alone and are kept before it goes: whoever sees a stamp sees all below it.
    """
    here = select(COMMUNE.c.stamp).where(COMMUNE.c.code == code)
    return connection.execute(here.with_for_update(key_share=True)).scalar_one_or_none()


def lock_laptop(connection: Connection, device: bytes) -> None:
    """Wait until nobody else moves a chain of this laptop: its segments come in one after the other."""
    connection.execute(select(DEVICE.c.id).where(DEVICE.c.id == device).with_for_update(key_share=True)).all()
