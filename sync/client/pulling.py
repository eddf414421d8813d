"""Pull: the feed up to its head, page after page; then both notebooks are compared."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sync.client.asking import FEED, Proven
from sync.client.gear import Gear, Tally
from sync.client.healing import heal
from sync.client.ports import DIFFERS, BrokenOffError, CrossingStoppedError, Standing
from sync.client.questions import pulled
from sync.protocol.answers import AnswerKind
from sync.protocol.errors import AnswerBrokenError, NotForUsError
from sync.protocol.feed import open_page
from sync.protocol.messages import Digest, FeedPage, FeedRequest, HelloAnswer, encode

HEALED_AT_MOST = 3
"""So often in one crossing: what differs after that was written meanwhile, or is not to be healed by buckets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A page that was asked for: where this laptop stands before it, how much it may hold, and what waits for it."""

    standing: Standing
    wanted: int
    answer: Callable[[], tuple[Proven, FeedPage]]


def pull(gear: Gear, tally: Tally, answer: HelloAnswer, *, was_refused: bool) -> bool:
    """Take the feed in up to its head, then compare both notebooks and heal what differs.

    Return whether there was anything to ask for. Raises: CrossingStoppedError where they differ still.
    """
    standing = gear.store.standing()
    is_quiet = answer.feed_head == standing.cursor in (standing.agreed_cursor, gear.equal_at) and not tally.sent
    asked = None if is_quiet else _ask(gear, standing)
    if gear.store.check_bases():  # while the centre makes its answer, which may take it long after much was sent
        gear.equal_at, is_quiet = -1, False
    is_compared = is_quiet or _are_equal(gear, tally, asked)
    tally.is_agreed = is_compared and not was_refused and gear.store.is_all_applied()
    return not is_quiet


def _are_equal(gear: Gear, tally: Tally, asked: _Asked | None) -> bool:
    """Pull, and put equal what differs; False where the centre gave nothing to compare with."""
    gear.equal_at = -1
    for _ in range(HEALED_AT_MOST):
        digests = _take_in(gear, tally, asked or _ask(gear, gear.store.standing()))
        if digests is None:
            return False
        differing = _differing(gear, digests)
        if not differing:
            gear.equal_at = gear.store.standing().cursor
            return True
        tally.healed += heal(gear, sorted(differing))
        asked = None
    gear.step("sync.pull_anew")
    gear.store.pull_anew()
    raise CrossingStoppedError("disagree")


def _take_in(gear: Gear, tally: Tally, asked: _Asked) -> list[Digest] | None:
    """Take every page in, while the next one is asked for beside it; return the digests that came with the last one.

    Of what was asked for ahead nothing is kept before its turn: where this breaks off, it is asked for anew.
    """
    while True:
        asked, page = _come(gear, asked)
        page_read = pulled(page)
        if page.upto < page.head:
            asked = _ask(gear, replace(asked.standing, cursor=page.upto))
        gear.step("sync.integrate")
        taken = gear.store.integrate(page_read)
        gear.step("sync.integrated")
        tally.applied += taken.applied
        tally.parked += taken.parked
        tally.conflicts += taken.conflicts
        if page.upto == page.head:
            return page.digests


def _ask(gear: Gear, standing: Standing) -> _Asked:
    """Begin to ask for the page behind a cursor."""
    wanted = gear.page_bytes
    is_whole = standing.agreed_cursor == DIFFERS
    request = encode(FeedRequest(standing.cursor, wanted, is_whole, standing.incarnation))
    asking, key = gear.asking, gear.keys.device_sealing

    def answer() -> tuple[Proven, FeedPage]:  # perhaps on another thread: the store is not for it
        proven = asking.ask("POST", FEED, request, AnswerKind.FEED)
        return proven, open_page(proven.payload, request_digest=proven.digest, key=key)

    gear.meter.begin_page()
    return _Asked(standing=standing, wanted=wanted, answer=gear.beside(answer))


def _come(gear: Gear, asked: _Asked) -> tuple[_Asked, FeedPage]:
    """Return the page, once it is here, and the question that it answers."""
    cursor = asked.standing.cursor
    try:
        proven, page = asked.answer()
    except NotForUsError:
        raise AnswerBrokenError from None
    except BrokenOffError:
        gear.pages.broke()
        raise
    if page.head < cursor:  # a restored centre: what it does not know any more, it cannot tell
        gear.step("sync.step_back")
        gear.store.step_back(page.head)
        return _come(gear, _ask(gear, gear.store.standing()))
    is_forward = page.after == cursor <= page.upto <= page.head
    if not is_forward or (page.upto == cursor and page.upto != page.head):
        raise AnswerBrokenError
    size = asked.wanted if page.upto < page.head else 0
    gear.pages.went(size=size, took_ms=proven.took_ms, round_trip_ms=gear.asking.round_trip_ms)
    return asked, page


def _differing(gear: Gear, digests: list[Digest]) -> set[str]:
    """Return the types of record of which both notebooks do not have the same."""
    theirs = {each.type: (each.count, each.hash) for each in digests if each.count}
    ours = gear.store.digests()
    return {name for name in theirs.keys() | ours.keys() if theirs.get(name) != ours.get(name)}
