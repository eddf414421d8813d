"""The addresses of the centre: one row each, from which the face, the log, the metrics and the description take it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sync.protocol.answers import IDLE_PATH, AnswerKind
from sync.protocol.messages import ProblemCode

_HASH: Final = "[0-9a-f]{64}"
_ID: Final = "[0-9a-f]{32}"
_NUMBER: Final = "[1-9][0-9]{0,18}"
PLACEHOLDERS: Final[Mapping[str, tuple[str, str]]] = {
    "device": (_ID, "The laptop that wrote the segment: 32 hexadecimal digits"),
    "incarnation": (_ID, "Under which the laptop writes: 32 hexadecimal digits"),
    "number": (_NUMBER, "The segment's, counted from 1"),
    "hash": (_HASH, "SHA-256 of the whole, 64 hexadecimal digits"),
    "size": ("[1-9][0-9]{0,9}", "Bytes of the whole; 4 MiB for a segment at most"),
}
"""What may stand in an address, as pattern and meaning."""

_ANY: Final = (ProblemCode.BROKEN, ProblemCode.TOO_MANY, ProblemCode.NOT_READY, ProblemCode.TOO_LARGE)
_KNOWN: Final = (*_ANY, ProblemCode.UNKNOWN_DEVICE, ProblemCode.REVOKED)
_SAMPLE: Final = (ProblemCode.SAMPLE_INTO_REAL, ProblemCode.REAL_INTO_SAMPLE)
_CHAIN: Final = (ProblemCode.FORK, ProblemCode.FROZEN)
_SEGMENT: Final = (
    *_KNOWN,
    *_SAMPLE,
    *_CHAIN,
    ProblemCode.GAP,
    ProblemCode.WRONG_COMMUNE,
    ProblemCode.UNKNOWN_FORMAT,
    ProblemCode.KEY_RETIRED,
    ProblemCode.NOT_FOUND,
    ProblemCode.QUOTA,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method at one address. `message`: what the body holds (protocol.md, section 6), empty for nothing."""

    name: str
    method: str
    template: str
    summary: str
    message: str
    kinds: tuple[AnswerKind, ...]
    problems: tuple[ProblemCode, ...] = _KNOWN
    is_streamed: bool = False
    is_proven_by_body: bool = False


ROUTES: Final = (
    Route(
        name="enrol",
        method="POST",
        template="/v1/enrol",
        summary="Become known, with the token of an enrolment file",
        message="Enrol",
        kinds=(AnswerKind.ENROL,),
        problems=(*_ANY, *_SAMPLE, ProblemCode.TOKEN_REFUSED, ProblemCode.UNKNOWN_DEVICE),
    ),
    Route(
        name="hello",
        method="POST",
        template="/v1/hello",
        summary="Say what the laptop has, hear what the centre has",
        message="Hello",
        kinds=(AnswerKind.HELLO, AnswerKind.HELLO_SAME),
        problems=(*_KNOWN, *_SAMPLE, *_CHAIN),
    ),
    Route(
        name="idle",
        method="POST",
        template=IDLE_PATH,
        summary="Ask in as few bytes as there are whether anything changed",
        message="IdleQuestion",
        kinds=(AnswerKind.IDLE_SAME, AnswerKind.HELLO_WANTED),
        is_proven_by_body=True,
    ),
    Route(
        name="segment",
        method="PUT",
        template="/v1/segments/{incarnation}/{number}",
        summary="Hand over a sealed segment in one go",
        message="Segment",
        kinds=(AnswerKind.RECEIVED,),
        problems=_SEGMENT,
    ),
    Route(
        name="segment_stream",
        method="PUT",
        template="/v1/segments/{incarnation}/{number}/{hash}/{size}",
        summary="Hand over a sealed segment, going on where the last try broke off; a part is kept and counted",
        message="Segment",
        kinds=(AnswerKind.RECEIVED, AnswerKind.HAVE),
        problems=_SEGMENT,
        is_streamed=True,
    ),
    Route(
        name="peer_segment",
        method="PUT",
        template="/v1/peers/{device}/{incarnation}/{number}",
        summary="Hand over a sealed segment that another laptop of the commune wrote",
        message="Segment",
        kinds=(AnswerKind.RECEIVED,),
        problems=_SEGMENT,
    ),
    Route(
        name="peer_segment_stream",
        method="PUT",
        template="/v1/peers/{device}/{incarnation}/{number}/{hash}/{size}",
        summary="Hand over another laptop's segment, going on where the last try broke off",
        message="Segment",
        kinds=(AnswerKind.RECEIVED, AnswerKind.HAVE),
        problems=_SEGMENT,
        is_streamed=True,
    ),
    Route(
        name="file_stream",
        method="PUT",
        template="/v1/files/{hash}/{size}",
        summary="Hand over a file's ciphertext, going on where the last try broke off; a part is kept and counted",
        message="File",
        kinds=(AnswerKind.HAVE,),
        problems=(*_KNOWN, ProblemCode.QUOTA, ProblemCode.GAP, ProblemCode.NOT_FOUND),
        is_streamed=True,
    ),
    Route(
        name="file_read",
        method="POST",
        template="/v1/files/read",
        summary="Read a piece of a file's ciphertext",
        message="FileRead",
        kinds=(AnswerKind.FILE,),
        problems=(*_KNOWN, ProblemCode.FILE_UNKNOWN),
    ),
    Route(
        name="feed",
        method="POST",
        template="/v1/feed",
        summary="Read what was committed after a cursor",
        message="FeedRequest",
        kinds=(AnswerKind.FEED,),
    ),
    Route(
        name="have",
        method="POST",
        template="/v1/have",
        summary="Ask how many bytes of some uploads have arrived",
        message="Have",
        kinds=(AnswerKind.HAVE,),
    ),
    Route(
        name="recover",
        method="POST",
        template="/v1/recover",
        summary="Ask which operations of an earlier incarnation the centre has",
        message="Recover",
        kinds=(AnswerKind.RECOVER,),
    ),
    Route(
        name="buckets",
        method="POST",
        template="/v1/buckets",
        summary="Ask for the digests of some types of record, bucket by bucket",
        message="BucketsRequest",
        kinds=(AnswerKind.BUCKETS,),
    ),
    Route(
        name="heal",
        method="POST",
        template="/v1/heal",
        summary="Read every record of some buckets",
        message="HealRequest",
        kinds=(AnswerKind.HEAL,),
    ),
    Route(
        name="group",
        method="POST",
        template="/v1/group",
        summary="Read the commune's group keys",
        message="",
        kinds=(AnswerKind.GROUP,),
    ),
)
"""What laptops ask. Whatever stands in no row is answered `not_found`."""

NOWHERE: Final = "nowhere"
"""The name, in log and metrics, of every address that stands in no row: a stranger's path is never written down."""


def pattern_of(route: Route) -> re.Pattern[str]:
    """Return what an address of this row looks like, without its query."""
    parts = re.split(r"\{(\w+)\}", route.template)
    return re.compile("".join(PLACEHOLDERS[part][0] if at % 2 else re.escape(part) for at, part in enumerate(parts)))


_PATTERNS: Final = tuple((pattern_of(route), route) for route in ROUTES)


def routes_at(path: str) -> tuple[Route, ...]:
    """Return the rows whose address this is, whatever the method; only a streamed upload has a query."""
    bare, _, query = path.partition("?")
    return tuple(route for pattern, route in _PATTERNS if pattern.fullmatch(bare) and (route.is_streamed or not query))
