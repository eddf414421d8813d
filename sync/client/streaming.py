"""A sealed segment goes to the centre from the byte where it broke off: what arrived is not sent again."""

from collections.abc import Callable
from typing import Final

from sync.client.asking import FRUITLESS_MAX, HAVE, Asking, Proven, told
from sync.client.ports import BrokenOffError
from sync.protocol.answers import SEGMENT_CONTENT_TYPE, AnswerKind, CentreRefusedError
from sync.protocol.errors import AnswerBrokenError
from sync.protocol.limits import KIB
from sync.protocol.messages import Have, HaveAnswer, ProblemCode, encode
from sync.protocol.segment import segment_hash
from sync.records.seams import Rest

STREAMED_FROM_BYTES: Final = 16 * KIB
"""A smaller segment is sent again whole: to ask how much of it came would cost as much."""

_PAUSES_MS: Final = (50, 200, 800)


def stream(
    asking: Asking, path: str, sealed: bytes, *, start: int, rest: Rest, begins: Callable[[int], None] | None = None
) -> Proven:
    """Send a segment from a byte on; after a break ask how much came, and go on there.

    `start` at its end asks for the receipt of one that is there, and sends it where it is not. `begins` is told the
    byte of each try. Raises: UnreachableError, NotTheCentreError, AnswerBrokenError, CentreRefusedError.
    """
    digest = segment_hash(sealed)
    fruitless = 0
    while True:
        if begins is not None:
            begins(start)
        try:
            return asking.ask(
                "PUT",
                f"{path}/{digest.hex()}/{len(sealed)}?from={start}",
                sealed[start:],
                AnswerKind.RECEIVED,
                content_type=SEGMENT_CONTENT_TYPE,
                is_streamed=True,
            )
        except BrokenOffError as cut:
            there = _arrived_after(asking, sealed, digest, start, cut, rest)
            fruitless = 0 if there > start else fruitless + 1
            if fruitless >= FRUITLESS_MAX:
                raise
        except CentreRefusedError as error:
            there = arrived(asking, sealed, digest) if start and error.problem.code == ProblemCode.GAP else start
            fruitless += 1
            if there == start or fruitless >= FRUITLESS_MAX:  # it is the chain that has the gap
                raise
        start = there


def arrived(asking: Asking, sealed: bytes, digest: bytes) -> int:
    """Return how many bytes of a segment that was sent from here the centre has."""
    proven = asking.ask("POST", HAVE, encode(Have("segment", [digest])), AnswerKind.HAVE)
    answer = told(proven.payload, HaveAnswer)
    if len(answer.bytes) != 1 or answer.bytes[0] > len(sealed):
        raise AnswerBrokenError
    return answer.bytes[0]


def _arrived_after(asking: Asking, sealed: bytes, digest: bytes, start: int, cut: BrokenOffError, rest: Rest) -> int:
    """Return how much has arrived; a centre that has not noticed the break yet is given some time."""
    there = arrived(asking, sealed, digest)
    for pause_ms in _PAUSES_MS:
        if there > start or not cut.sent:
            break
        rest(pause_ms)
        there = arrived(asking, sealed, digest)
    return there
