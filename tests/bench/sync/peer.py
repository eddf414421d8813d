"""One laptop or the centre as a process with seven commands: server, record, push, pull, edit, sync, dump.

    python -m tests.bench.sync.peer push --dir B/A --data FOLDER --url http://127.0.0.1:PORT --who A [--bad]

Folders of one run lie side by side: `server` makes the centre and an enrolment file for each laptop in its own, the
laptops look for theirs there. What was measured within is the last line, `RESULT {...}`: `secs` from opening the
notebook to everything being acknowledged and saved, without the interpreter's start.
"""

import argparse
import gc
import json
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

_COMMANDS: Final = ("server", "record", "push", "pull", "edit", "sync", "dump")
LAPTOPS: Final = ("A", "B", "C")
SERVER: Final = "server"
CENTRE: Final = "centre"
"""The centre's folder within the server's."""

_PAUSE_S: Final = 0.1
_TRIES: Final = 1_000


def main() -> None:
    """Do one command."""
    options = _options()
    if options.command == "server":
        make_centre(options.dir)
        if not options.make_only:
            serve(options.dir, options.port)
        return
    gc.disable()  # as the program does until its window's own collector takes over
    from tests.bench.sync.laptop import Laptop, make_laptop, open_laptop
    from tests.bench.sync.workload import read_lines, write_lines

    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()
    folder: Path = options.dir
    if not folder.exists() or not any(folder.iterdir()):
        make_laptop(folder, (folder.parent / SERVER / f"{folder.name}.enrol").read_bytes())
    begun = time.monotonic()
    laptop = open_laptop(folder)
    more: dict[str, Any] = {}

    def dump(laptop: Laptop) -> None:
        write_lines(options.out, ({"doc": doc, "conflicts": beside} for doc, beside in laptop.documents()))

    def cross(laptop: Laptop) -> None:
        more.update(_cross(laptop, options.url, is_bad=options.bad))

    acts: dict[str, Callable[[Laptop], None]] = {
        "record": lambda one: one.write(read_lines(options.data / "ops.jsonl")),
        "edit": lambda one: one.write(read_lines(options.data / f"conf_{options.who}.jsonl")),
        "dump": dump,
    }
    acts.get(options.command, cross)(laptop)
    laptop.close()
    _tell(begun, more)


def _cross(laptop: Any, url: str, *, is_bad: bool) -> dict[str, Any]:
    """Cross until both notebooks were found equal; on a good link once has to be enough."""
    engine, road = laptop.engine(url)
    sent = 0
    try:
        for tried in range(1, _TRIES + 1):
            report = engine.sync()
            sent += report.sent
            if report.agreed:
                return {"attempts": tried, "sent": sent, "agreed": True}
            if not is_bad:
                return {"attempts": tried, "sent": sent, "agreed": False, "trouble": report.trouble}
            time.sleep(_PAUSE_S)
    finally:
        road.close()
    return {"attempts": _TRIES, "sent": sent, "agreed": False}


def make_centre(folder: Path) -> None:
    """Make the centre, and an enrolment file for each laptop, where they are not there yet."""
    from tests.e2e.centre_process import enrolment_file, new_centre

    if (folder / CENTRE).exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    new_centre(folder / CENTRE)
    for number, name in enumerate(LAPTOPS, 1):
        enrolment_file(folder / CENTRE, folder / f"{name}.enrol", machine=f"M{number:02d}")


def serve(folder: Path, port: int) -> None:
    """Become `haiphucvu-central serve`."""
    from tests.e2e.centre_process import CENTRAL

    served = [*CENTRAL, "serve", "--folder", str(folder / CENTRE), "--host", "127.0.0.1", "--port", str(port)]
    os.execv(CENTRAL[0], served)  # noqa: S606  our own program in place of this one


def _tell(begun: float, more: dict[str, Any]) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak_kb = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    said = {
        **more,
        "secs": round(time.monotonic() - begun, 4),
        "rss_mb": round(peak_kb / 1024, 1),
        "cpu": round(used.ru_utime + used.ru_stime, 3),
    }
    print("RESULT " + json.dumps(said), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=_COMMANDS)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--url", default="")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--who", default="A")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--bad", action="store_true")
    parser.add_argument("--make-only", action="store_true", help="server: make the centre, serve nothing")
    return parser.parse_args()


if __name__ == "__main__":
    main()
