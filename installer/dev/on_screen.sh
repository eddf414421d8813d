#!/usr/bin/env bash
# Runs a program that opens windows.
#
#   installer/dev/on_screen.sh PROGRAM...            on the screen at hand, or on a virtual one if there is none
#   installer/dev/on_screen.sh --virtual PROGRAM...  on a virtual one always: same size everywhere, nothing flashes up
#
# HPV_SCREEN gives the virtual one another size than an office's smallest (1366x768x24).
# Ends with the program's own exit code and prints nothing of its own.
set -euo pipefail

if [ "${1:-}" = --virtual ]; then
    shift
elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$@"
fi

# Qt wants a run-time folder of its own and says so aloud when it finds none.
XDG_RUNTIME_DIR=$(mktemp -d)
export XDG_RUNTIME_DIR
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb

xvfb-run --auto-servernum --server-args='-screen 0 '"${HPV_SCREEN:-1366x768x24}"' -nolisten tcp' "$@"
