"""What befalls whole machines: disks put back to an old copy, copied and revoked laptops, rows that rot, late mail."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec
import sqlalchemy as sa

from desktop_app.storage.tables import RECORD
from sync.central.backup import back_up
from sync.central.devices import DeviceStatus
from sync.central.store import writing
from sync.central.tables import DEVICE
from sync.records.record import decode_record, encode_record
from sync.records.rules import KINDS
from sync.records.seams import no_step
from tests.simulation.lending import change_pack, lend_codes
from tests.simulation.meeting import meet_another
from tests.simulation.places import Image, Place
from tests.simulation.shores import Laptop
from tests.simulation.sticks import carry_stick, pack_stick, unpack_stick
from tests.simulation.template import NOTEBOOK

CLONED: Final = "goes on twice"


def copy_laptop(place: Place, laptop: Laptop) -> str:
    """Somebody copies a laptop's disk."""
    path = place.shelf.folder / f"{laptop.name}.db"
    laptop.image(path)
    laptop.open()
    place.shelf.laptops[laptop.name] = Image(path, frozenset(laptop.said))
    return "copied"


def restore_laptop(place: Place, laptop: Laptop) -> str:
    """A laptop's disk is put back to an old copy."""
    image = place.shelf.laptops.get(laptop.name)
    if image is None:
        return copy_laptop(place, laptop)
    laptop.put_back(image.path)
    laptop.said = set(image.said)
    laptop.counts_anew = True
    laptop.has_twin |= laptop.machine in place.shelf.elsewhere
    place.doubt(laptop)
    place.recount()
    laptop.spent_in = laptop.own() if laptop.shows_a_spent_token() else b""
    return "put back to an old copy"


def clone_laptop(place: Place, laptop: Laptop) -> str:
    """A laptop's disk is copied into another machine, and both go on."""
    if "'" in laptop.name or any(each.name == f"{laptop.name}'" for each in place.laptops) or laptop.is_revoked:
        return "no copy"
    folder = laptop.folder.with_name(f"{laptop.folder.name}-copy")
    laptop.image(folder / NOTEBOOK)
    laptop.open()
    place.add_copy(laptop, folder)
    return CLONED


def copy_to_listen(place: Place, laptop: Laptop) -> str:
    """A laptop's disk is copied, and nobody writes on either: only its token can tell the centre of the other one."""
    if laptop.only_listens or "'" in laptop.name:
        return "no copy"
    laptop.road.storm = 0.0
    laptop.sync()  # nothing waits: what waits would be sent by both, and give them away
    said = clone_laptop(place, laptop)
    for each in place.laptops:
        each.only_listens |= each.machine == laptop.machine and said == CLONED
    return f"{said}, and only listens"


def upgrade_centre(place: Place, _laptop: Laptop) -> str:
    """The centre is brought to the version that its laptops have already."""
    if place.centre.kinds is KINDS:
        return "is of today already"
    place.centre.upgrade(place.rng.randrange(4))
    return "the centre learns new kinds"


def revoke_laptop(place: Place, laptop: Laptop) -> str:
    """The centre listens to a laptop no more."""
    if sum(not each.is_revoked for each in place.laptops) < 3:
        return "stays"
    with writing(place.centre.centre.store.engine) as connection:
        here = DEVICE.c.id == laptop.notebook.origin.device.bytes
        connection.execute(sa.update(DEVICE).where(here).values(status=DeviceStatus.REVOKED))
    for each in place.laptops:
        each.is_revoked |= each.machine == laptop.machine
    return "revoked"


def back_up_centre(place: Place, _laptop: Laptop) -> str:
    """The centre makes a backup, and what is in it is durable."""
    centre = place.centre.centre
    made = back_up(centre.store, centre.folder, place.centre.clock, no_step)
    place.shelf.backups.append(made.path)
    return "backed up"


def restore_centre(place: Place, laptop: Laptop) -> str:
    """The centre begins another life from a backup."""
    if not place.shelf.backups:
        return back_up_centre(place, laptop)
    backup = place.rng.choice(place.shelf.backups[-3:])
    place.centre.restore(backup)
    place.doubt(*place.laptops)
    place.recount()
    return "restored from a backup"


def copy_centre(place: Place, _laptop: Laptop) -> str:
    """Somebody copies the centre's files."""
    path = place.shelf.folder / f"centre-{len(place.shelf.images)}.db"
    place.centre.image(path)
    place.shelf.images.append(path)
    return "copied"


def put_centre_back(place: Place, laptop: Laptop) -> str:
    """Somebody puts an old copy of the centre's files in place, and tells nobody."""
    if not place.shelf.images:
        return copy_centre(place, laptop)
    place.centre.put_back(place.rng.choice(place.shelf.images[-2:]))
    place.doubt(*place.laptops)
    place.recount()
    return "put back by hand"


def rot_row(place: Place, laptop: Laptop) -> str:
    """A row of what the centre said changes on a laptop's disk, and nobody writes the hash that would go with it."""
    with laptop.notebook.transaction(write=True) as connection:
        rows = connection.execute(sa.select(RECORD.c.number, RECORD.c.base).where(RECORD.c.base_rev > 0)).all()
        if not rows:
            return "nothing to rot"
        row = place.rng.choice(rows)
        record = decode_record(row.base)
        rotten = msgspec.structs.replace(record, fields=record.fields | {"note": f"{place.rng.random()}"})
        connection.execute(sa.update(RECORD).where(RECORD.c.number == row.number).values(base=encode_record(rotten)))
    place.doubt(laptop)
    return "a row rotted"


def late_mail(_place: Place, laptop: Laptop) -> str:
    """A request of earlier arrives once more."""
    laptop.road.arrive_late()
    return "late mail"


def turn_clock(place: Place, laptop: Laptop) -> str:
    """A clock jumps."""
    if place.rng.random() < 0.2:
        place.centre.clock.jump(place.rng)
        return "the centre's clock jumped"
    laptop.clock.jump(place.rng)
    return "clock jumped"


Disaster = Callable[[Place, Laptop], str]
DISASTERS: Final[Mapping[str, tuple[Disaster, int]]] = {
    "turn_clock": (turn_clock, 4),
    "lend_codes": (lend_codes, 3),
    "change_pack": (change_pack, 2),
    "late_mail": (late_mail, 4),
    "rot_row": (rot_row, 3),
    "restore_laptop": (restore_laptop, 5),
    "clone_laptop": (clone_laptop, 2),
    "copy_to_listen": (copy_to_listen, 3),
    "upgrade_centre": (upgrade_centre, 3),
    "revoke_laptop": (revoke_laptop, 1),
    "back_up_centre": (back_up_centre, 3),
    "restore_centre": (restore_centre, 4),
    "put_centre_back": (put_centre_back, 4),
    "pack_stick": (pack_stick, 8),
    "carry_stick": (carry_stick, 8),
    "unpack_stick": (unpack_stick, 8),
    "meet_another": (meet_another, 16),
}
UPGRADE: Final = "upgrade_centre"
"""Befalls those seeds alone whose centre is of an older version."""

CALM: Final = ("turn_clock", "late_mail", "back_up_centre", "lend_codes", "change_pack")
"""These befall every seed; of the others each seed has its own few."""

STICK: Final = frozenset({"pack_stick", "carry_stick", "unpack_stick"})
"""A seed that has one of these has all of them."""

MEET: Final = "meet_another"
"""Befalls those seeds alone whose laptops stand on one network."""

ROADS: Final = STICK | {MEET}
"""Roads beside the one to the centre: the power may go on them too, and who has them crosses less often."""

FORKS: Final = frozenset({"restore_laptop", "clone_laptop", "copy_to_listen", "restore_centre", "put_centre_back"})
"""After these alone a laptop may have to begin a new incarnation."""
