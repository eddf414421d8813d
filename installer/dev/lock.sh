#!/usr/bin/env bash
# Writes installer/requirements.lock anew from installer/requirements.in: exact versions and hashes for Linux and Windows.
# Nothing of the machine it runs on may enter the lock: no address of an index, no local folder, no setting of pip or uv.
set -euo pipefail
cd "$(dirname "$0")/../.."

env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u UV_FIND_LINKS -u UV_INDEX -u UV_EXTRA_INDEX_URL \
    .venv/bin/uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
    --no-annotate --no-header installer/requirements.in --output-file installer/requirements.lock "$@"

if grep -nE '://|--find-links|--index|--extra-index' installer/requirements.lock; then
    echo "installer/requirements.lock names a place; it may only name packages and hashes." >&2
    exit 1
fi
