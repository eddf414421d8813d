"""Pull: the feed up to its head, page after page; then both notebooks are compared."""

from sync.client.asking import FEED
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


def pull(gear: Gear, tally: Tally, answer: HelloAnswer, *, was_refused: bool) -> bool:
    """Take the feed in up to its head, then compare both notebooks and heal what differs.

    Return whether there was anything to ask for. Raises: CrossingStoppedError where they differ still.
    """
    standing = gear.store.standing()
    is_quiet = answer.feed_head == standing.cursor in (standing.agreed_cursor, gear.equal_at) and not tally.sent
    is_compared = is_quiet or _are_equal(gear, tally)
    tally.is_agreed = is_compared and not was_refused and gear.store.is_all_applied()
    return not is_quiet


def _are_equal(gear: Gear, tally: Tally) -> bool:
    """Pull, and put equal what differs; False where the centre gave nothing to compare with."""
    gear.equal_at = -1
    for _ in range(HEALED_AT_MOST):
        digests = _take_in(gear, tally)
        if digests is None:
            return False
        differing = _differing(gear, digests)
        if not differing:
            gear.equal_at = gear.store.standing().cursor
            return True
        tally.healed += heal(gear, sorted(differing))
    gear.step("sync.pull_anew")
    gear.store.pull_anew()
    raise CrossingStoppedError("disagree")


def _take_in(gear: Gear, tally: Tally) -> list[Digest] | None:
    """Take every page in; return the digests that came with the last one."""
    while True:
        page = _next_page(gear, gear.store.standing())
        page_read = pulled(page)
        gear.step("sync.integrate")
        taken = gear.store.integrate(page_read)
        gear.step("sync.integrated")
        tally.applied += taken.applied
        tally.parked += taken.parked
        tally.conflicts += taken.conflicts
        if page.upto == page.head:
            return page.digests


def _next_page(gear: Gear, standing: Standing) -> FeedPage:
    cursor = standing.cursor
    wanted = gear.page_bytes
    request = encode(FeedRequest(cursor, wanted, standing.agreed_cursor == DIFFERS, standing.incarnation))
    gear.meter.begin_page()
    try:
        proven = gear.asking.ask("POST", FEED, request, AnswerKind.FEED)
        page = open_page(proven.payload, request_digest=proven.digest, key=gear.keys.device_sealing)
    except NotForUsError:
        raise AnswerBrokenError from None
    except BrokenOffError:
        gear.pages.broke()
        raise
    if page.head < cursor:  # a restored centre: what it does not know any more, it cannot tell
        gear.step("sync.step_back")
        gear.store.step_back(page.head)
        return _next_page(gear, gear.store.standing())
    is_forward = page.after == cursor <= page.upto <= page.head
    if not is_forward or (page.upto == cursor and page.upto != page.head):
        raise AnswerBrokenError
    size = wanted if page.upto < page.head else 0
    gear.pages.went(size=size, took_ms=proven.took_ms, round_trip_ms=gear.asking.round_trip_ms)
    return page


def _differing(gear: Gear, digests: list[Digest]) -> set[str]:
    """Return the types of record of which both notebooks do not have the same."""
    theirs = {each.type: (each.count, each.hash) for each in digests if each.count}
    ours = gear.store.digests()
    return {name for name in theirs.keys() | ours.keys() if theirs.get(name) != ours.get(name)}
