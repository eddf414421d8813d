"""A centre served by its own process, with limits that a test can reach; one JSON object says how.

`{"folder": …, "limits": {…}}` and whatever else `Service` takes.
"""

import json
import sys
from functools import partial
from pathlib import Path

from sync.central.app import open_centre
from sync.central.limiting import Limits
from sync.central.service import Service
from sync.central.serving import serve


def main(text: str) -> None:
    """Serve until told to stop."""
    settings = json.loads(text)
    folder = Path(settings.pop("folder"))
    limits = Limits(**settings.pop("limits", {}))
    paths = {name: Path(settings.pop(name)) for name in ("log", "tls_cert", "tls_key") if name in settings}
    service = Service(limits=limits, **(settings | paths))
    serve(partial(open_centre, folder), service, say=lambda name, value: print(f"{name}\t{value}", flush=True))


if __name__ == "__main__":
    main(sys.argv[1])
