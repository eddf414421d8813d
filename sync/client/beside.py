"""Work beside a crossing's own thread: in turn, on that very thread, or on one worker that ends with the crossing."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")


class Beside(Protocol):
    """Begins work and returns what waits for its result; what the work raised is raised there, and not before."""

    def __call__(self, work: Callable[[], T], /) -> Callable[[], T]:
        """Begin it."""
        ...


Besides = Callable[[], AbstractContextManager[Beside]]
"""Opens what a crossing works with; when it closes, nothing is under way any more."""


def at_once(work: Callable[[], T], /) -> Callable[[], T]:
    """Do all of it now, on the caller's thread."""
    done: Future[T] = Future()
    try:
        done.set_result(work())
    except Exception as error:  # noqa: BLE001  raised where the result is taken
        done.set_exception(error)
    return done.result


@contextmanager
def in_turn() -> Iterator[Beside]:
    """Work on one thread, always in the same order."""
    yield at_once


@contextmanager
def on_a_worker() -> Iterator[Beside]:
    """Work on one thread more, which begins with the first work; the block's end waits for what is under way."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ferry-beside") as worker:

        def begin(work: Callable[[], T], /) -> Callable[[], T]:
            return worker.submit(work).result

        yield begin
