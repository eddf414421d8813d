"""The centre over HTTP: reads a bounded body, asks `Centre.answer` in a worker thread, sends what it says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.requests import ClientDisconnect

from sync.central.answering import Centre, Reply, body_limit

WORKERS: Final = 8
"""Threads that ask the centre; its store has a connection for each."""

GAP_S: Final = 60
"""How long a sender may be silent in the middle of a body."""

_METHODS: Final = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]
_READ_AND_DROPPED: Final = 4
"""Of a body that is too large, this many times the limit is read and dropped, so that its sender hears the answer."""


def create_app(centre: Centre, *, on_ready: Callable[[], None]) -> FastAPI:
    """Return the web application; `on_ready` is called once it listens."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="centre") as pool:
            app.state.pool = pool
            on_ready()
            yield

    app = FastAPI(title="Hai Phục Vụ", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_api_route("/{path:path}", _route(centre), methods=_METHODS, include_in_schema=False)
    return app


def _route(centre: Centre) -> Callable[[Request], Awaitable[Response]]:
    async def converse(request: Request) -> Response:
        pool: ThreadPoolExecutor = request.app.state.pool
        method, path, headers = request.method, _path_as_sent(request), dict(request.headers)
        try:
            body = await _read_at_most(request, body_limit(method))
        except (ClientDisconnect, TimeoutError):
            return Response(status_code=408)  # nobody listens any more
        loop = asyncio.get_running_loop()
        if body is None:
            reply = await loop.run_in_executor(pool, centre.refuse_unread, method, path, headers)
        else:
            reply = await loop.run_in_executor(pool, centre.answer, method, path, headers, body)
        return _response(reply)

    return converse


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, media_type=reply.content_type, headers={"Cache-Control": "no-store"})


def _path_as_sent(request: Request) -> str:
    """Return the path before any decoding, with its query: what the sender signed."""
    path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return (path + (b"?" + query if query else b"")).decode("latin-1")


async def _read_at_most(request: Request, limit: int) -> bytes | None:
    """Return the body, None for one over the limit: never more than the limit is held in memory.

    Raises: ClientDisconnect, TimeoutError.
    """
    chunks: list[bytes] = []
    size = 0
    stream = aiter(request.stream())
    while True:
        async with asyncio.timeout(GAP_S):
            chunk = await anext(stream, None)
        if chunk is None:
            break
        size += len(chunk)
        if size > limit * _READ_AND_DROPPED:
            break
        if size > limit:
            chunks.clear()
        else:
            chunks.append(chunk)
    return b"".join(chunks) if size <= limit else None
