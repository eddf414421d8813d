"""The centre's no: what a request did not get, as the code that the laptop acts on."""

from collections.abc import Mapping
from typing import Final

from sync.protocol.messages import ProblemCode
from sync.records.errors import ExpectedError

STATUS: Final[Mapping[ProblemCode, int]] = {
    ProblemCode.FORK: 409,
    ProblemCode.CLIENT_BEHIND: 409,
    ProblemCode.GAP: 409,
    ProblemCode.FROZEN: 409,
    ProblemCode.UNKNOWN_DEVICE: 401,
    ProblemCode.REVOKED: 403,
    ProblemCode.SAMPLE_INTO_REAL: 422,
    ProblemCode.REAL_INTO_SAMPLE: 422,
    ProblemCode.BROKEN: 400,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.WRONG_COMMUNE: 403,
    ProblemCode.UNKNOWN_FORMAT: 422,
    ProblemCode.UPGRADE_REQUIRED: 426,
    ProblemCode.KEY_RETIRED: 410,
    ProblemCode.STALE: 409,
    ProblemCode.TOKEN_REFUSED: 403,
    ProblemCode.NOT_READY: 503,
    ProblemCode.NOT_FOUND: 404,
    ProblemCode.TOO_MANY: 429,
    ProblemCode.QUOTA: 507,
    ProblemCode.FILE_UNKNOWN: 404,
    ProblemCode.TOO_MANY: 429,
    ProblemCode.QUOTA: 507,
    ProblemCode.FILE_UNKNOWN: 404,
}


class RefusalError(ExpectedError):
    """A request that the centre does not fulfil; nothing of it was kept. `detail` names a fact, never a person."""

    def __init__(self, problem: ProblemCode, detail: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.detail = detail


def refuse_sample_mix(*, theirs: bool, ours: bool) -> None:
    """Keep made-up data and real data apart for ever. Raises: RefusalError."""
    if theirs and not ours:
        raise RefusalError(ProblemCode.SAMPLE_INTO_REAL)
    if ours and not theirs:
        raise RefusalError(ProblemCode.REAL_INTO_SAMPLE)
