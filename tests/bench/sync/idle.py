"""`python -m tests.bench.sync.idle`: what an idle hello costs on an open connection, HTTP headers included.

A laptop that has nothing to send and nothing to fetch asks again and again over one connection; the bytes of both ways
are counted on the link. The first crossings, which have to say more, are told apart. Last line: JSON.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from tests.bench.sync.crossing import Crossing, crossing
from tests.bench.sync.laptop import make_laptop, open_laptop
from tests.bench.sync.peer import SERVER
from tests.bench.sync.workload import workload

GATE_BYTES: Final = 400
TIMES: Final = 20


def measure(folder: Path, *, times: int = TIMES) -> dict[str, Any]:
    """Let a laptop with a few dossiers agree with the centre, then ask so many times more over the same connection."""
    with crossing(folder, folder) as run:
        make_laptop(folder / "A", (folder / SERVER / "A.enrol").read_bytes())
        return _idle(run, times)


def _idle(run: Crossing, times: int) -> dict[str, Any]:
    laptop = open_laptop(run.folder / "A")
    laptop.write(workload(4).acts)
    engine, road = laptop.engine(f"http://127.0.0.1:{run.link.port}")
    try:
        agreed = [engine.sync().agreed for _ in range(3)]  # the last one may still bring news of the first ones
        sizes = []
        for _ in range(times):
            run.link.forget()
            agreed.append(engine.sync().agreed)
            carried = run.link.carried()
            sizes.append((carried.up, carried.down, carried.connections))
    finally:
        road.close()
        laptop.close()
    up, down, _ = max(sizes)
    return {
        "idle_bytes": max(size[0] + size[1] for size in sizes),
        "up": up,
        "down": down,
        "new_connections": sum(size[2] for size in sizes),
        "times": times,
        "agreed": all(agreed),
        "gate": GATE_BYTES,
    }


def main() -> int:
    """Measure and print; 1 where an idle hello is over its gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-idle-") as temporary:
        figures = measure(Path(temporary) / "run", times=options.times)
    print(json.dumps(figures))
    return 0 if figures["agreed"] and figures["idle_bytes"] <= GATE_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
