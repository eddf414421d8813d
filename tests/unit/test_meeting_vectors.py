"""The frozen meeting of two laptops comes out the same, byte for byte, on either side."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from sync.client import membership
from sync.client.membership import Channel
from sync.client.relay import Inventory, Wanted
from sync.protocol.keys import SealingPrivateKey
from sync.protocol.messages import decode, encode
from sync.records.seams import Random

MEETING: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "meeting-v1.json").read_text(encoding="utf-8")
)
GROUP: Final = SealingPrivateKey.from_bytes(bytes.fromhex(MEETING["group_private"]))


class Tape:
    """A connection whose other end said it all before."""

    def __init__(self, heard: bytes) -> None:
        self._heard = heard
        self.said = b""

    def recv(self, size: int, /) -> bytes:
        piece, self._heard = self._heard[:size], self._heard[size:]
        return piece

    def sendall(self, data: bytes, /) -> None:
        self.said += data


def of(side: str, name: str) -> bytes:
    return bytes.fromhex(MEETING[side][name])


def all_of(side: str) -> bytes:
    return of(side, "hello") + of(side, "proof") + b"".join(map(bytes.fromhex, MEETING[side]["frames"]))


@pytest.mark.parametrize(
    ("ours", "theirs", "meets"),
    [("caller", "listener", membership.call), ("listener", "caller", membership.listen)],
    ids=["caller", "listener"],
)
def test_each_side_says_what_the_file_says(
    ours: str, theirs: str, meets: Callable[[Tape, SealingPrivateKey, Random], Channel]
) -> None:
    drawn = iter([of(ours, "secret"), of(ours, "nonce")])
    tape = Tape(all_of(theirs))
    channel = meets(tape, GROUP, lambda _size: next(drawn))
    for plain in MEETING[ours]["plain"]:
        channel.send(bytes.fromhex(plain))
    assert tape.said == all_of(ours)
    assert [channel.receive().hex() for _ in MEETING[theirs]["frames"]] == MEETING[theirs]["plain"]


@pytest.mark.parametrize(("at", "kind"), [(0, Inventory), (1, Wanted)])
@pytest.mark.parametrize("side", ["caller", "listener"])
def test_what_they_say_is_read_and_comes_out_the_same(side: str, at: int, kind: Any) -> None:
    plain = bytes.fromhex(MEETING[side]["plain"][at])
    assert encode(decode(plain, kind)) == plain
