"""A road whose weather comes from a seed: it loses, doubles, cuts, flips bits and lets strangers answer."""

import random
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final, Protocol

from sync.client.ports import Reply, UnreachableError

PORTAL: Final = b"<!doctype html><title>Wi-Fi</title><form>Dang nhap</form>"


class Crash(BaseException):
    """The program ended here. No code of ours may catch it."""


class Weather(Enum):
    """What becomes of one exchange."""

    GOOD = "good"
    LOSES_REQUEST = "loses_request"
    LOSES_ANSWER = "loses_answer"
    DOUBLES = "doubles"
    CUTS_ANSWER = "cuts_answer"
    FLIPS_ANSWER = "flips_answer"
    FLIPS_REQUEST = "flips_request"
    CUTS_REQUEST = "cuts_request"
    PORTAL = "portal"
    GATEWAY = "gateway"
    REPLAYS_OLD = "replays_old"
    EMPTY = "empty"


class Shore(Protocol):
    """The centre, as the road reaches it."""

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer one request. Raises: UnreachableError while it is down."""
        ...


class StormyRoad:
    """One laptop's road. `storm` is how often an exchange goes wrong (0: never)."""

    def __init__(self, shore: Shore, rng: random.Random, meanwhile: Callable[[], None]) -> None:
        self.storm = 0.0
        self.exchanges = 0
        self._shore = shore
        self._rng = rng
        self._meanwhile = meanwhile
        self._old: list[Reply] = []

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Carry one request, in whatever weather it is."""
        self.exchanges += 1
        weather = Weather.GOOD
        if self._rng.random() < self.storm:
            weather = self._rng.choice(list(Weather))
        self._meanwhile()
        if weather is Weather.LOSES_REQUEST:
            raise UnreachableError("request lost")
        if weather is Weather.PORTAL:
            return Reply(status=200, content_type="text/html; charset=utf-8", body=PORTAL)
        if weather is Weather.GATEWAY:
            return Reply(status=502, content_type="text/html", body=PORTAL)
        sent = self._hurt_request(weather, body)
        reply = self._shore.answer(method, path, headers, sent)
        if weather is Weather.DOUBLES:
            reply = self._rng.choice([reply, self._shore.answer(method, path, headers, sent)])
        self._meanwhile()
        return self._hurt_answer(weather, reply)

    def _hurt_request(self, weather: Weather, body: bytes) -> bytes:
        if weather is Weather.CUTS_REQUEST:
            return body[: self._rng.randrange(len(body))]
        return self._flipped(body) if weather is Weather.FLIPS_REQUEST else body

    def _hurt_answer(self, weather: Weather, reply: Reply) -> Reply:
        self._old = [*self._old[-20:], reply]
        if weather is Weather.LOSES_ANSWER:
            raise UnreachableError("answer lost")
        if weather is Weather.REPLAYS_OLD:
            return self._rng.choice(self._old)
        body = reply.body
        if weather is Weather.CUTS_ANSWER:
            body = body[: self._rng.randrange(len(body))]
        elif weather is Weather.FLIPS_ANSWER:
            body = self._flipped(body)
        elif weather is Weather.EMPTY:
            body = b""
        return Reply(status=reply.status, content_type=reply.content_type, body=body)

    def _flipped(self, body: bytes) -> bytes:
        hurt = bytearray(body)
        hurt[self._rng.randrange(len(hurt))] ^= 1 << self._rng.randrange(8)
        return bytes(hurt)
