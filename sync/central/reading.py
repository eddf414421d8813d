"""The body of a request as it comes, from a sender who may be slow but not idle. Never unpacked, whatever it claims."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from starlette.requests import ClientDisconnect, Request

from sync.central.limiting import Limits

BROKEN_OFF: Final = (ClientDisconnect, TimeoutError)
"""What ends a body before its end: the sender is gone, or too slow."""


async def chunks_of(request: Request, limits: Limits) -> AsyncIterator[bytes]:
    """Give the body piece by piece. Only the time that the sender takes is counted. Raises: BROKEN_OFF."""
    loop = asyncio.get_running_loop()
    waited_s, came = 0.0, 0
    stream = aiter(request.stream())
    while True:
        begun_s = loop.time()
        async with asyncio.timeout(limits.gap_s):
            chunk = await anext(stream, None)
        waited_s += loop.time() - begun_s
        if chunk is None:
            return
        came += len(chunk)
        if came < waited_s // limits.minute_s * limits.minute_bytes:
            raise TimeoutError
        if chunk:
            yield chunk


async def read_at_most(request: Request, limits: Limits, most: int) -> bytes | None:
    """Return the body, None for one over the limit: never more than the limit is held in memory. Raises: BROKEN_OFF."""
    if _said_bytes(request) > most:
        return None
    chunks: list[bytes] = []
    size = 0
    async for chunk in chunks_of(request, limits):
        size += len(chunk)
        if size > most:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def _said_bytes(request: Request) -> int:
    """Return what Content-Length says; the server has checked that it is a number."""
    return int(request.headers.get("content-length", "0"))
