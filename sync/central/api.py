"""The centre over HTTP: who may ask how much, bodies read as they come, `Centre` asked in a thread, its answer sent."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any, Final, TypeVar

from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from sync.central.answering import Centre, Reply, Upload, body_limit
from sync.central.connecting import CROWDED_STATE, LIMITS_STATE
from sync.central.describing import description
from sync.central.figures import FIGURES, Told, may_see_figures
from sync.central.greeting import idle_digest
from sync.central.limiting import Turnstile, address_of
from sync.central.measuring import Meters
from sync.central.reading import BROKEN_OFF, chunks_of, read_at_most
from sync.central.refusal import RefusalError
from sync.central.request import NO_NONCE, digest_of, header_of, read_digest
from sync.central.routes import NOWHERE, Route, routes_at
from sync.central.telling import CUT, FAULT, Fault, Line, Log, frames_of, outcome_of, short_hash
from sync.protocol.answers import DEVICE_BYTES, FROM_HEADER, IDLE_PATH, PROOF_HEADER, AnswerKind, read_proof
from sync.protocol.errors import MessageBrokenError
from sync.protocol.messages import ProblemCode

WORKERS: Final = 8
"""Threads that ask the centre; its store has a connection for each."""

DESCRIPTION_PATH: Final = "/openapi.json"

_BARE: Final = frozenset((AnswerKind.HELLO, AnswerKind.HELLO_SAME, AnswerKind.IDLE_SAME, AnswerKind.HELLO_WANTED))
"""Answers so frequent that they carry no header that HTTP can do without; nobody stores an answer to a POST."""

_PROVEN: Final = frozenset((200, 409))
"""Statuses that only a laptop hears whose signature was right."""

_SMALL_BYTES: Final = 64 * 1024
"""A body of at most this size is read even of a request that is refused, so that the refusal is tied to it."""

_NO_STORE: Final = (b"cache-control", b"no-store")
_UNPROVEN: Final = 401
_WRONG_METHOD: Final = 405
Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """All that one worker answers with. `figures_port`: where health and metrics are asked, None for this machine."""

    centre: Centre
    turnstile: Turnstile
    meters: Meters
    log: Log
    figures_port: int | None = None


@dataclass(slots=True, kw_only=True)
class _Asked:
    """One request under way, and what became of it."""

    request: Request
    method: str
    path: str
    headers: Mapping[str, str]
    address: str
    device: bytes
    route: Route | None
    allowed: str
    begun_s: float
    request_id: str = ""
    outcome: str = CUT
    bytes_in: int = 0
    bytes_out: int = 0
    more_headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    @property
    def is_streamed(self) -> bool:
        """Tell whether the body is taken as it comes, so that the request is signed over an empty one."""
        return self.route is not None and self.route.is_streamed

    @property
    def route_name(self) -> str:
        """Return what log and metrics call the address."""
        return self.route.name if self.route is not None else NOWHERE


def create_app(face: Face, *, on_ready: Callable[[], None]) -> FastAPI:
    """Return the web application; `on_ready` is called once it listens."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="centre") as pool:
            on_ready()
            yield {"pool": pool, LIMITS_STATE: face.turnstile.limits}

    app = FastAPI(title="Hai Phục Vụ", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.router.default = _conversation(face)  # a route's pattern would miss a path with a line break in it
    return app


def _conversation(face: Face) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    described = json.dumps(description(), ensure_ascii=False).encode()

    async def converse(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        about = await _about_the_centre(face, request, described)
        if about is not None:
            await _send(send, about.status, _headers(about.content_type, about.body, _NO_STORE), about.body)
            return
        asked = _read_head(request)
        reply: Reply | None = None
        try:
            reply = await _answer(face, asked)
            asked.outcome, request_id = outcome_of(reply)
            asked.request_id = request_id or asked.request_id
        except BROKEN_OFF:
            asked.outcome = CUT
        except Exception as error:  # noqa: BLE001  whatever it was, the laptop hears that later may be better
            face.log.tell(_fault(face, asked, error))
            reply = face.centre.refuse(RefusalError(ProblemCode.NOT_READY), _digest_unread(asked))
            asked.outcome = FAULT
        finally:
            _note(face, asked, reply)
        await (_send_cut(send) if reply is None else _send_reply(send, asked, reply))

    return converse


async def _about_the_centre(face: Face, request: Request, described: bytes) -> Told | None:
    """Return the answer to a question that is no laptop's, None for any other."""
    if request.method not in ("GET", "HEAD"):
        return None
    path = request.scope["path"]
    if path == DESCRIPTION_PATH:
        return Told(status=200, content_type="application/json", body=described)
    if path in FIGURES and may_see_figures(request, face.figures_port):
        pool: ThreadPoolExecutor = request.scope["state"]["pool"]
        return await asyncio.get_running_loop().run_in_executor(pool, FIGURES[path], face.centre, face.meters)
    return None


async def _answer(face: Face, asked: _Asked) -> Reply:
    """Raises: BROKEN_OFF."""
    state = asked.request.scope["state"]
    if state[CROWDED_STATE]:
        return await _refused(face, asked, ProblemCode.NOT_READY, is_last=True)
    if asked.allowed:
        asked.more_headers.append((b"allow", asked.allowed.encode()))
        return await _refused(face, asked, ProblemCode.NOT_FOUND, status=_WRONG_METHOD)
    if asked.route is not None and not asked.device and not asked.route.is_proven_by_body:
        return await _refused(face, asked, ProblemCode.BROKEN, detail="proof", status=_UNPROVEN)
    now_s = asyncio.get_running_loop().time()
    wait_s = face.turnstile.wait_s(asked.address, asked.device, now_s)
    if wait_s > 0:
        asked.more_headers.append((b"retry-after", str(ceil(wait_s)).encode()))
        return await _refused(face, asked, ProblemCode.TOO_MANY)
    with face.turnstile.seats.seat(asked.address, asked.device) as has_seat:
        if not has_seat:
            asked.more_headers.append((b"retry-after", b"5"))
            return await _refused(face, asked, ProblemCode.NOT_READY)
        reply = await _take_body(face, asked)
    if reply.status in _PROVEN:
        face.turnstile.paid_by(asked.device, now_s)
    return reply


async def _take_body(face: Face, asked: _Asked) -> Reply:
    """Raises: BROKEN_OFF."""
    centre = face.centre
    if asked.is_streamed:
        begun = await _in_thread(asked, centre.begin_upload, asked.method, asked.path, asked.headers)
        if isinstance(begun, Upload):
            asked.request_id = begun.digest[:6].hex()
            return await _take_upload(face, asked, begun)
        return begun or centre.refuse(RefusalError(ProblemCode.NOT_FOUND), _digest_unread(asked))
    body = await read_at_most(asked.request, face.turnstile.limits, body_limit(asked.method))
    if body is None:
        return centre.refuse_unread(asked.method, asked.path, asked.headers)
    asked.bytes_in = len(body)
    if asked.route is not None and asked.route.is_proven_by_body:
        asked.device = body[:DEVICE_BYTES]
        wait_s = face.turnstile.devices.wait_s(asked.device, asyncio.get_running_loop().time())
        if wait_s > 0:
            asked.more_headers.append((b"retry-after", str(ceil(wait_s)).encode()))
            return centre.refuse(RefusalError(ProblemCode.TOO_MANY), _digest(asked, body))
    asked.request_id = _digest(asked, body)[:6].hex()
    return await _in_thread(asked, centre.answer, asked.method, asked.path, asked.headers, body)


async def _take_upload(face: Face, asked: _Asked, upload: Upload) -> Reply:
    """Hand a body on as it comes; whatever ends it before its end, what came is kept. Raises: BROKEN_OFF."""
    is_ended = False
    try:
        async for chunk in chunks_of(asked.request, face.turnstile.limits):
            asked.bytes_in += len(chunk)
            refusal = await _in_thread(asked, upload.take, chunk)
            if refusal is not None:
                is_ended = True
                return refusal
        is_ended = True
        return await _in_thread(asked, upload.finish)
    finally:
        if not is_ended:
            await _in_thread(asked, upload.break_off)


async def _refused(
    face: Face, asked: _Asked, problem: ProblemCode, *, detail: str = "", status: int = 0, is_last: bool = False
) -> Reply:
    """Return a no that costs next to nothing; `status` where HTTP has a better one. Raises: BROKEN_OFF."""
    body = b"" if asked.is_streamed else await read_at_most(asked.request, face.turnstile.limits, _SMALL_BYTES)
    if is_last:
        asked.more_headers.append((b"connection", b"close"))
    digest = _digest_unread(asked) if body is None else _digest(asked, body)
    reply = face.centre.refuse(RefusalError(problem, detail), digest)
    return replace(reply, status=status) if status else reply


def _read_head(request: Request) -> _Asked:
    path, headers, method = _path_as_sent(request), dict(request.headers), request.method
    routes = routes_at(path)
    route = next((each for each in routes if each.method == method), None)
    return _Asked(
        request=request,
        method=method,
        path=path,
        headers=headers,
        address=address_of(request.client),
        device=_claimed_device(headers),
        route=route,
        allowed="" if route is not None else ", ".join(each.method for each in routes),
        begun_s=asyncio.get_running_loop().time(),
    )


def _claimed_device(headers: Mapping[str, str]) -> bytes:
    try:
        return read_proof(header_of(headers, PROOF_HEADER)).device
    except MessageBrokenError:
        return b""


def _digest(asked: _Asked, body: bytes) -> bytes:
    if asked.method == "POST" and asked.path == IDLE_PATH:
        return idle_digest(asked.path, body) or digest_of(asked.method, asked.path, NO_NONCE, b"")
    try:
        nonce = read_proof(header_of(asked.headers, PROOF_HEADER)).nonce
    except MessageBrokenError:
        nonce, body = NO_NONCE, b""
    return digest_of(asked.method, asked.path, nonce, body)


def _digest_unread(asked: _Asked) -> bytes:
    return read_digest(asked.method, asked.path, asked.headers)


def _path_as_sent(request: Request) -> str:
    """Return the path before any decoding, with its query: what the sender signed."""
    path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return (path + (b"?" + query if query else b"")).decode("latin-1")


async def _in_thread(asked: _Asked, ask: Callable[..., Answered], *arguments: object) -> Answered:
    pool: ThreadPoolExecutor = asked.request.scope["state"]["pool"]
    return await asyncio.get_running_loop().run_in_executor(pool, ask, *arguments)


def _note(face: Face, asked: _Asked, reply: Reply | None) -> None:
    """Write the request's line and count it."""
    seconds = asyncio.get_running_loop().time() - asked.begun_s
    asked.bytes_out = 0 if reply is None else len(reply.body)
    line = Line(
        at_ms=face.centre.clock.now_ms(),
        request=asked.request_id,
        route=asked.route_name,
        outcome=asked.outcome,
        ms=round(seconds * 1000),
        bytes_in=asked.bytes_in,
        bytes_out=asked.bytes_out,
        device=short_hash(asked.device),
    )
    face.log.tell(line)
    face.meters.count(
        route=asked.route_name,
        outcome=asked.outcome,
        seconds=seconds,
        bytes_in=asked.bytes_in,
        bytes_out=asked.bytes_out,
    )


def _fault(face: Face, asked: _Asked, error: Exception) -> Fault:
    return Fault(
        at_ms=face.centre.clock.now_ms(),
        route=asked.route_name,
        fault=type(error).__name__,
        frames=frames_of(error.__traceback__),
    )


async def _send_reply(send: Send, asked: _Asked, reply: Reply) -> None:
    headers = _headers(reply.content_type, reply.body, *asked.more_headers)
    if reply.status == _UNPROVEN:
        headers.append((b"www-authenticate", PROOF_HEADER.encode()))
    if reply.start:
        headers.append((FROM_HEADER.lower().encode(), str(reply.start).encode()))
    if reply.start or reply.body[0] not in _BARE:
        headers.append(_NO_STORE)
    await _send(send, reply.status, headers, reply.body)


async def _send_cut(send: Send) -> None:
    """Say so to a sender who was too slow; whoever is gone hears nothing."""
    await _send(send, 408, [(b"content-length", b"0"), (b"connection", b"close")], b"")


def _headers(content_type: str, body: bytes, *more: tuple[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    return [(b"content-type", content_type.encode()), (b"content-length", str(len(body)).encode()), *more]


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
