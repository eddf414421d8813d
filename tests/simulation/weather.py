"""A road whose weather comes from a seed: it loses, doubles, cuts, flips bits, replays and lets strangers answer."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Protocol

from sync.client.filing import FILES
from sync.client.ports import BrokenOffError, Reply, UnreachableError

PORTAL: Final = b"<!doctype html><title>Wi-Fi</title><form>Dang nhap</form>"
_KEPT: Final = 20


class Crash(BaseException):
    """The program ended here. No code of ours may catch it."""


class Weather(Enum):
    """What becomes of one exchange."""

    GOOD = "good"
    LOSES_REQUEST = "loses_request"
    LOSES_ANSWER = "loses_answer"
    BREAKS_REQUEST = "breaks_request"
    BREAKS_ANSWER = "breaks_answer"
    DOUBLES = "doubles"
    CUTS_ANSWER = "cuts_answer"
    FLIPS_ANSWER = "flips_answer"
    FLIPS_REQUEST = "flips_request"
    CUTS_REQUEST = "cuts_request"
    PORTAL = "portal"
    GATEWAY = "gateway"
    REPLAYS_OLD = "replays_old"
    EMPTY = "empty"


HARD_ON_LONG_BODIES: Final = (
    Weather.LOSES_ANSWER,
    Weather.BREAKS_REQUEST,
    Weather.BREAKS_REQUEST,
    Weather.BREAKS_ANSWER,
    Weather.FLIPS_REQUEST,
    Weather.CUTS_REQUEST,
)
"""What befalls a body that is taken as it comes: long ones are rare, and break more often."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it left the laptop."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Shore(Protocol):
    """The centre, as the road reaches it."""

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer one request. Raises: UnreachableError while it is down."""
        ...

    def hear_part(self, method: str, path: str, headers: Mapping[str, str], part: bytes) -> None:
        """Hear the beginning of a request whose sender is gone. Raises: UnreachableError while it is down."""
        ...


class StormyRoad:
    """One laptop's road. `storm` is how often an exchange goes wrong (0: never), `storm_on_files` one of a file.

    Files travel after the facts, and so where those got through: without a storm of their own they would see none.
    """

    def __init__(self, shore: Shore, rng: random.Random, meanwhile: Callable[[], None]) -> None:
        self.storm = 0.0
        self.storm_on_files = 0.0
        self.exchanges = 0
        self._shore = shore
        self._rng = rng
        self._meanwhile = meanwhile
        self._old_answers: list[Reply] = []
        self._old_requests: list[Asked] = []

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Carry one request, in whatever weather it is."""
        self.exchanges += 1
        weather = Weather.GOOD
        is_long = "?from=" in path
        storm = max(self.storm, 0.6) if is_long and self.storm else self.storm
        if path.startswith(FILES):
            storm = max(storm, self.storm_on_files)
        if self._rng.random() < storm:
            weather = self._rng.choice(HARD_ON_LONG_BODIES if is_long else list(Weather))
        self._meanwhile()
        self._old_requests = [*self._old_requests[-_KEPT:], Asked(method, path, headers, body)]
        if weather is Weather.LOSES_REQUEST:
            raise UnreachableError("request lost")
        if weather is Weather.PORTAL:
            return Reply(status=200, content_type="text/html; charset=utf-8", body=PORTAL)
        if weather is Weather.GATEWAY:
            return Reply(status=502, content_type="text/html", body=PORTAL)
        if weather is Weather.BREAKS_REQUEST:
            part = self._beginning(body)
            self._shore.hear_part(method, path, headers, part)
            raise BrokenOffError("request broken off", sent=len(part))
        sent = self._hurt_request(weather, body)
        reply = self._shore.answer(method, path, headers, sent)
        if weather is Weather.DOUBLES:
            reply = self._rng.choice([reply, self._shore.answer(method, path, headers, sent)])
        self._meanwhile()
        return self._hurt_answer(weather, reply)

    def arrive_late(self) -> None:
        """Let a request of earlier arrive once more, long after; nobody hears the answer."""
        self.exchanges += 1
        if not self._old_requests:
            return
        asked = self._rng.choice(self._old_requests)
        try:
            self._shore.answer(asked.method, asked.path, asked.headers, asked.body)
        except UnreachableError:
            return

    def _hurt_request(self, weather: Weather, body: bytes) -> bytes:
        if weather is Weather.CUTS_REQUEST:
            return self._beginning(body)
        return self._flipped(body) if weather is Weather.FLIPS_REQUEST else body

    def _hurt_answer(self, weather: Weather, reply: Reply) -> Reply:
        self._old_answers = [*self._old_answers[-_KEPT:], reply]
        if weather is Weather.LOSES_ANSWER:
            raise UnreachableError("answer lost")
        if weather is Weather.BREAKS_ANSWER:
            raise BrokenOffError("answer broken off", received=self._beginning(reply.body), start=reply.start)
        if weather is Weather.REPLAYS_OLD:
            return self._rng.choice(self._old_answers)
        body = reply.body
        if weather is Weather.CUTS_ANSWER:
            body = self._beginning(body)
        elif weather is Weather.FLIPS_ANSWER:
            body = self._flipped(body)
        elif weather is Weather.EMPTY:
            body = b""
        return replace(reply, body=body)

    def _beginning(self, body: bytes) -> bytes:
        return body[: self._rng.randrange(len(body) or 1)]

    def _flipped(self, body: bytes) -> bytes:
        hurt = bytearray(body)
        if hurt:
            hurt[self._rng.randrange(len(hurt))] ^= 1 << self._rng.randrange(8)
        return bytes(hurt)
