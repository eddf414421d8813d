"""One side of a meeting in a process of its own: `python -m tests.unit.relay_side FOLDER call|listen`."""

import secrets
import sys
import threading
import time
from pathlib import Path
from typing import Final

from desktop_app.storage.peers import PeerPier
from sync.client.ports import UnreachableError
from sync.client.relay import PORT, Listener, Met, meet
from tests.unit.notebook_room import Hands, reopened

LISTENER: Final = "10.77.0.2"
TRIES: Final = 100


def main() -> None:
    """Meet once and say what came of it: segments taken, segments given."""
    folder, side = Path(sys.argv[1]), sys.argv[2]
    notebook = reopened(folder, Hands())
    store = PeerPier(notebook)
    met = _heard(store) if side == "listen" else _called(store)
    print(side, met.taken, met.given)
    notebook.close()


def _heard(store: PeerPier) -> Met:
    came: list[Met] = []
    done = threading.Event()

    def tell(met: Met) -> None:
        came.append(met)
        done.set()

    listener = Listener(store, secrets.token_bytes, host=LISTENER, tell=tell)
    done.wait(60)
    listener.close()
    return came[0]


def _called(store: PeerPier) -> Met:
    for _ in range(TRIES):
        try:
            return meet(store, LISTENER, PORT, secrets.token_bytes)
        except UnreachableError:
            time.sleep(0.1)
    raise AssertionError("nobody listens")


if __name__ == "__main__":
    main()
