"""What the centre sends to the desks meanwhile: blocks of official codes, and another version of the catalogue."""

from datetime import date
from typing import Final

from sync.central.errors import LeaseOverlapError, MachineUnknownError
from sync.central.leases import Loan, lend
from sync.central.store import writing
from tests.simulation.places import Place
from tests.simulation.shores import Laptop
from tests.simulation.template import COMMUNE

_BLOCKS: Final = 12
_BLOCK: Final = 3


def lend_codes(place: Place, laptop: Laptop) -> str:
    """The centre lends a laptop a small block of official codes, of few that there are."""
    first = place.rng.randrange(_BLOCKS) * _BLOCK + 1
    loan = Loan(
        commune=COMMUNE,
        machine=laptop.machine,
        prefix="H26.15",
        first=first,
        last=first + place.rng.randrange(_BLOCK),
        valid_from=date(2000, 1, 1),
        valid_to=date(2099, 12, 31),
    )
    with writing(place.centre.centre.store.engine) as connection:
        try:
            lend(connection, loan, random=place.rng.randbytes)
        except (LeaseOverlapError, MachineUnknownError) as error:
            return f"no codes lent: {type(error).__name__}"
    return f"lends codes {loan.first} to {loan.last}"


def change_pack(place: Place, laptop: Laptop) -> str:
    """Another version of the catalogue is put on a laptop, an older one at times."""
    laptop.pack = f"2025.{place.rng.randrange(1, 9)}"
    return f"works with catalogue {laptop.pack}"
