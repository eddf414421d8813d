"""What schemathesis needs to speak for a laptop: it signs each request as an enrolled one, with bodies that are true.

Loaded by `schemathesis run` through SCHEMATHESIS_HOOKS; `schema_run` says where the centre is. A body that was drawn
as valid is only bytes to the description, so a true message takes its place, made from those very bytes; a body that
was drawn as wrong is sent as it is.
"""

import hashlib
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import requests
import schemathesis
from schemathesis import Case, HookContext, SerializationContext
from schemathesis.generation import GenerationMode
from schemathesis.transport.serialization import Binary

from sync.central.describing import FILE_CONTENT_TYPE
from sync.protocol.answers import (
    NONCE_BYTES,
    PROOF_HEADER,
    REQUEST_CONTENT_TYPE,
    SEGMENT_CONTENT_TYPE,
    RequestProof,
    sign_request,
    write_idle,
    write_proof,
)
from sync.protocol.enrolment_file import read_enrolment
from sync.protocol.messages import (
    BucketsRequest,
    FeedRequest,
    FileRead,
    Have,
    HealRequest,
    Recover,
    encode,
)
from tests.central.central_room import Laptop
from tests.central.face_room import Road, signed
from tests.central.schema_run import CENTRE_URL, ENROLMENT

_TYPES: Final = ("person", "dossier", "run", "conflict", "lease", "unknown")


_FILE: Final = "DỮ LIỆU MẪU".encode()
_FILE_HASH: Final = hashlib.sha256(_FILE).hexdigest()


def _enrolled() -> Laptop:
    enrolment = read_enrolment(Path(os.environ[ENROLMENT]).read_bytes())
    laptop = Laptop(Road(os.environ[CENTRE_URL]), enrolment)
    laptop.enrol()
    laptop.hello()
    path = f"/v1/files/{_FILE_HASH}/{len(_FILE)}?from=0"
    laptop.ask("PUT", path, signed(laptop, "PUT", path, b"")[0], _FILE)
    laptop.note("person.register", UUID(bytes=bytes(16)), {"name": "DỮ LIỆU MẪU"})
    return laptop


LAPTOP: Final = _enrolled()


class Signing(requests.auth.AuthBase):
    """Signs what is about to be sent, to the byte; a streamed upload over an empty body.

    A valid case has become its true message only here, on the wire: what was drawn stays what schemathesis judges.
    """

    make: "Callable[[random.Random, Place], bytes] | None" = None

    def __call__(self, prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        """Put the true message in, where one is wanted, and add the header."""
        body = prepared.body or b""
        raw = body.encode() if isinstance(body, str) else bytes(body)
        if self.make is not None:
            parts = urlsplit(str(prepared.url))
            place = Place(path=parts.path, query=parts.query)
            raw = self.make(random.Random(hashlib.sha256(raw + parts.path.encode()).digest()), place)
            prepared.url = urlunsplit(parts._replace(path=place.path, query=place.query))
            prepared.body = raw
            prepared.headers["Content-Length"] = str(len(raw))
        method, path = str(prepared.method), prepared.path_url
        nonce = LAPTOP.random(NONCE_BYTES)
        signature = sign_request(method, path, nonce, b"" if "?from=" in path else raw, LAPTOP.signing)
        proof = RequestProof(device=LAPTOP.device, nonce=nonce, signature=signature)
        prepared.headers[PROOF_HEADER] = write_proof(proof)
        return prepared


@dataclass(slots=True)
class Place:
    """Where a request goes; a message may have to name itself there."""

    path: str
    query: str


SIGNING: Final = Signing()
schemathesis.auth.set_from_requests(SIGNING)  # type: ignore[attr-defined]  # set on the function by the library


@schemathesis.serializer(REQUEST_CONTENT_TYPE, SEGMENT_CONTENT_TYPE, FILE_CONTENT_TYPE)
def as_bytes(_context: SerializationContext, value: Any) -> bytes:
    """Send drawn bytes as they are, anything else as its text."""
    return value.data if isinstance(value, Binary) else str(value).encode()


@schemathesis.hook
def before_call(_context: HookContext, case: Case[Any], _kwargs: dict[str, Any]) -> None:
    """Say which true message takes the place of a valid one."""
    is_valid = case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE
    SIGNING.make = _MESSAGES.get(str(case.operation.definition.raw.get("operationId"))) if is_valid else None


def _enrol(_draw: random.Random, _place: Place) -> bytes:
    return LAPTOP.enrol_body()


def _hello(draw: random.Random, _place: Place) -> bytes:
    return LAPTOP.hello_body(
        cursor=draw.randrange(2**62), clock_ms=draw.randrange(-(2**62), 2**62), app_version=draw.choice(("", "9.9"))
    )


def _idle(draw: random.Random, _place: Place) -> bytes:
    return write_idle(LAPTOP.device, draw.randbytes(NONCE_BYTES), draw.randbytes(8), LAPTOP.signing)


def _segment(draw: random.Random, place: Place) -> bytes:
    number = draw.choice((1, 1, 2, 10**6))
    place.path = f"/v1/segments/{LAPTOP.incarnation.hex()}/{number}"
    return LAPTOP.seal(number=number)


def _peer_segment(draw: random.Random, place: Place) -> bytes:
    sealed = _segment(draw, place)
    place.path = place.path.replace("/segments/", f"/peers/{LAPTOP.device.hex()}/")
    return sealed


def _segment_stream(draw: random.Random, place: Place) -> bytes:
    return _streamed(draw, place, _segment(draw, place))


def _peer_segment_stream(draw: random.Random, place: Place) -> bytes:
    return _streamed(draw, place, _peer_segment(draw, place))


def _file_stream(draw: random.Random, place: Place) -> bytes:
    place.path = "/v1/files"
    return _streamed(draw, place, draw.randbytes(draw.randrange(1, 100_000)))


def _streamed(draw: random.Random, place: Place, whole: bytes) -> bytes:
    place.path += f"/{hashlib.sha256(whole).hexdigest()}/{len(whole)}"
    place.query = f"from={draw.choice((0, 0, 0, 1))}"
    return whole


def _feed(draw: random.Random, _place: Place) -> bytes:
    return encode(FeedRequest(draw.randrange(2**63), draw.randrange(1024, 2**24), draw.random() < 0.5))


def _have(draw: random.Random, _place: Place) -> bytes:
    hashes = [draw.randbytes(32) for _ in range(draw.randrange(1, 50))]
    return encode(Have(draw.choice(("segment", "file", "other")), hashes))


def _recover(draw: random.Random, _place: Place) -> bytes:
    hashes = [draw.randbytes(8) for _ in range(draw.randrange(50))]
    return encode(Recover(draw.choice((LAPTOP.incarnation, draw.randbytes(16))), draw.randrange(2**62), hashes))


def _buckets(draw: random.Random, _place: Place) -> bytes:
    return encode(BucketsRequest(draw.choices(_TYPES, k=draw.randrange(5))))


def _heal(draw: random.Random, _place: Place) -> bytes:
    buckets = sorted({draw.randrange(256) for _ in range(draw.randrange(1, 20))})
    after = draw.choice((b"", draw.randbytes(16)))
    return encode(HealRequest(draw.choice(_TYPES), buckets, after, draw.randrange(1024, 2**24)))


def _file_read(draw: random.Random, _place: Place) -> bytes:
    digest = draw.choice((bytes.fromhex(_FILE_HASH), bytes.fromhex(_FILE_HASH), draw.randbytes(32)))
    return encode(FileRead(digest, draw.choice((0, 5, 2**62)), draw.randrange(1, 2**19)))


_MESSAGES: Final[dict[str, Callable[[random.Random, Place], bytes]]] = {
    "enrol": _enrol,
    "hello": _hello,
    "idle": _idle,
    "segment": _segment,
    "segment_stream": _segment_stream,
    "peer_segment": _peer_segment,
    "peer_segment_stream": _peer_segment_stream,
    "file_stream": _file_stream,
    "file_read": _file_read,
    "feed": _feed,
    "have": _have,
    "recover": _recover,
    "buckets": _buckets,
    "heal": _heal,
}
