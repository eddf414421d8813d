"""A list of a whole ward into a real notebook: how long the dry run and the import take. By hand; JSON last.

`python -m tests.e2e.import_large --rows 200000 --taken 10000`: all rows are looked over, that many are written.
"""

import argparse
import itertools
import json
import random
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from desktop_app.services.importing import add, batches, dry_run, sample_list
from sync.records.sample_commune import HADONG, sample_commune
from sync.records.sample_noise import with_noise
from tests.unit.notebook_room import Hands
from tests.unit.service_room import MORNING_MS, new_desk


def measured(folder: Path, rows: int, taken: int) -> dict[str, object]:
    """Return the figures of one list."""
    started = time.monotonic()
    drawn = with_noise(random.Random(1), sample_commune(random.Random(1), HADONG, today=date(2025, 11, 4)))
    people = tuple(itertools.islice(drawn, rows))
    drawn_s = time.monotonic() - started
    raw = sample_list(people)
    desk = new_desk(folder, Hands(seed=1, at_ms=MORNING_MS))
    started = time.monotonic()
    run = dry_run(desk, raw)
    dry_s = time.monotonic() - started
    started, added = time.monotonic(), 0
    for batch in batches(desk, run.listed, with_doubtful=True):
        if added >= taken:
            break
        added += add(desk, batch)
    written_s = time.monotonic() - started
    again = dry_run(desk, raw)
    desk.notebook.close()
    return {
        "rows": run.rows,
        "megabytes": round(len(raw) / 1e6, 1),
        "drawn_s": round(drawn_s, 1),
        "dry_run_s": round(dry_s, 1),
        "fine": run.fine,
        "doubtful": run.doubtful,
        "refused": run.refused,
        "added": added,
        "added_per_s": round(added / written_s),
        "known_afterwards": again.known,
        "idempotent": again.known >= added,
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--taken", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(Path(folder), options.rows, options.taken)))


if __name__ == "__main__":
    main()
