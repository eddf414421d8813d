"""The road by USB stick: bundles and their answers lie in a folder, and couriers lose, double, cut and mix them up."""

from pathlib import Path
from typing import Final

from sync.central.bundles import take
from sync.client.bundles import BundleUnknownError, pack, unpack
from sync.protocol.bundle import bundle_name, is_bundle_name, is_reply_name
from sync.protocol.errors import AnswerBrokenError, BundleBrokenError, BundleTooLargeError, UnknownFormatError
from tests.simulation.places import Place
from tests.simulation.shores import Laptop
from tests.simulation.template import COMMUNE
from tests.simulation.weather import Crash

_MANY: Final = 12
_SPOILT: Final = (BundleBrokenError, BundleTooLargeError, BundleUnknownError, UnknownFormatError, AnswerBrokenError)


def pack_stick(place: Place, laptop: Laptop) -> str:
    """A laptop writes a bundle."""
    made: list[Path] = []

    def write() -> None:
        number = laptop.pier.next_bundle_number()
        path = place.shelf.folder / "stick" / bundle_name(COMMUNE, laptop.machine, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        pieces = pack(
            laptop.pier, laptop.keys(), number=number, now_ms=laptop.clock.now_ms(), random=laptop.rng.randbytes
        )
        path.write_bytes(b"".join(pieces))
        made.append(path)
        place.shelf.elsewhere.add(laptop.machine)

    laptop.survive(write)
    return f"packs {len(made)} bundle"


def carry_stick(place: Place, _laptop: Laptop) -> str:
    """The centre takes a bundle that lies on the stick, new or old, and writes its answers beside it."""
    bundles = [path for path in _on_stick(place) if is_bundle_name(path.name)]
    if not bundles:
        return "nothing to bring"
    path = place.rng.choice(bundles[-_MANY:])
    is_hurt = _hurt(place, path)
    try:
        taken = take(place.centre.centre, path)
    except Crash:
        place.centre.come_up_again()
        return "the centre went down over a bundle"
    return f"{'hurt ' if is_hurt else ''}bundle taken: {taken.refused or taken.problems or taken.taken}"


def unpack_stick(place: Place, laptop: Laptop) -> str:
    """A laptop takes answers that lie on the stick: its own or another's, new or old."""
    replies = [path for path in _on_stick(place) if is_reply_name(path.name)]
    if not replies:
        return "no answers on the stick"
    path = place.rng.choice(replies[-_MANY:])
    is_hurt = _hurt(place, path)
    told: list[str] = []

    def read() -> None:
        try:
            with path.open("rb") as file:
                found = unpack(laptop.pier, laptop.keys(), file, now_ms=laptop.clock.now_ms())
            told.append(f"{found.received} received, {found.applied} applied {found.trouble}")
        except _SPOILT as error:
            told.append(type(error).__name__)

    laptop.survive(read)
    return f"{'hurt ' if is_hurt else ''}answers: {' '.join(told) or 'the power went'}"


def _on_stick(place: Place) -> list[Path]:
    return sorted((place.shelf.folder / "stick").glob("*"))


def _hurt(place: Place, path: Path) -> bool:
    """Now and then cut the file short or flip a bit of it."""
    chance, raw = place.rng.random(), bytearray(path.read_bytes())
    if not raw:
        return True
    if chance < 0.1:
        del raw[place.rng.randrange(len(raw)) :]
    elif chance < 0.2:
        raw[place.rng.randrange(len(raw))] ^= 1 << place.rng.randrange(8)
    else:
        return False
    path.write_bytes(raw)
    return True
