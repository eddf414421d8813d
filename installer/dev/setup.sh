#!/usr/bin/env bash
# Makes this folder ready to work in, from nothing: system libraries, .venv, the hash-locked packages, the project itself.
#
#   installer/dev/setup.sh                  enough to open the program's windows on a screen
#   installer/dev/setup.sh --virtual-screen besides, a virtual screen (Xvfb), what reads papers back, PostgreSQL: for tests
#
# Works again and again on whatever it finds. What the system lacks it installs with apt when root; otherwise it prints
# the one line that does, and stops with code 3. Debian 12 or later, Ubuntu 24.04 or later.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly NEEDS_A_PERSON=3
readonly VENV=.venv
WITH_VIRTUAL_SCREEN=no
if [ "${1:-}" = --virtual-screen ]; then WITH_VIRTUAL_SCREEN=yes; fi

say() { printf '%s\n' "$*" >&2; }

# The libraries that Qt's xcb window and our wheels load, with Debian's package for each.
# After the wheels are here, missing_by_ldd asks the loader itself, so a gap in this table cannot pass unseen.
readonly LIBRARIES='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
'

# Debian 13 and Ubuntu 24.04 renamed some packages when time_t grew to 64 bits.
package_name() {
    local id='' version=0
    if [ -r /etc/os-release ]; then
        id=$(. /etc/os-release && echo "${ID:-}")
        version=$(. /etc/os-release && echo "${VERSION_ID:-0}")
    fi
    case "$1" in
    libglib2.0-0)
        if { [ "$id" = ubuntu ] && [ "${version%%.*}" -ge 24 ]; } || { [ "$id" = debian ] && [ "${version%%.*}" -ge 13 ]; }; then
            echo "${1}t64"
            return
        fi
        ;;
    esac
    echo "$1"
}

has_library() {
    local known
    known=$( (ldconfig -p || /sbin/ldconfig -p) 2>/dev/null)
    grep -qF "	$1 " <<<"$known"
}

# A font that has all Vietnamese letters, so that no screen and no screenshot shows boxes.
has_vietnamese_font() {
    [ -n "$(find resources/fonts /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        \( -name 'NotoSans-*.ttf' -o -name 'NotoSans\[*.ttf' -o -name 'DejaVuSans.ttf' -o -name 'LiberationSans-Regular.ttf' \) \
        -print -quit 2>/dev/null)" ]
}

# The first Python of 3.11 or later; a name of a version manager's that leads nowhere is passed over.
find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 /usr/bin/python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

missing_packages() {
    local library package
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        if [ "$PYTHON" = python3 ] || [ "$PYTHON" = /usr/bin/python3 ]; then echo python3-venv; else echo "$(basename "$PYTHON")-venv"; fi
    fi
    while read -r library package; do
        if [ -n "$library" ] && ! has_library "$library"; then package_name "$package"; fi
    done <<<"$LIBRARIES"
    if ! has_vietnamese_font; then echo fonts-dejavu-core; fi
    if [ "$WITH_VIRTUAL_SCREEN" = yes ]; then
        command -v Xvfb >/dev/null || echo xvfb
        command -v xauth >/dev/null || echo xauth
        # Other programs read back the papers that the tests print.
        command -v pdftotext >/dev/null || echo poppler-utils
        command -v zbarimg >/dev/null || echo zbar-tools
        # The centre is tried on PostgreSQL too; only its programs are used, on a folder of the tests' own.
        compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
    fi
}

# Installs the named packages when root, otherwise prints the one line that does and stops.
provide() {
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        say "Installing what the system lacks: $*"
        local log
        log=$(mktemp)
        export DEBIAN_FRONTEND=noninteractive
        # A stranger's package source that does not answer must not stop us: whether the install works is what counts.
        apt-get update >"$log" 2>&1 </dev/null || true
        if ! apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 </dev/null; then
            cat "$log" >&2
            rm -f "$log"
            say "apt could not install: $*"
            exit 1
        fi
        rm -f "$log"
    elif command -v apt-get >/dev/null; then
        say "This machine lacks a few packages. Run this one line, then the same command again:"
        say ""
        say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
        say ""
        exit $NEEDS_A_PERSON
    else
        say "This machine has no apt. Install what these Debian packages bring, then run the same command again: $*"
        exit $NEEDS_A_PERSON
    fi
}

missing_by_ldd() {
    local qt
    qt=$(echo "$VENV"/lib/python3.*/site-packages/PySide6/Qt)
    ldd "$qt/plugins/platforms/libqxcb.so" "$qt"/plugins/xcbglintegrations/*.so "$qt/lib/libQt6Widgets.so.6" \
        "$qt/lib/libQt6Network.so.6" 2>/dev/null | awk '/not found/ {print $1}' | sort -u
}

if ! PYTHON=$(find_python); then
    say "Python 3.11 or later is needed and was not found. Install it (on Debian 12: apt-get install python3), or name it: make PYTHON=/path/to/python3"
    exit $NEEDS_A_PERSON
fi

mapfile -t MISSING < <(missing_packages)
if [ "${#MISSING[@]}" -gt 0 ]; then
    provide "${MISSING[@]}"
    mapfile -t MISSING < <(missing_packages)
    if [ "${#MISSING[@]}" -gt 0 ]; then
        say "Still missing after the installation: ${MISSING[*]}"
        exit 1
    fi
fi

if ! "$VENV/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "Making the virtual environment $VENV with $("$PYTHON" --version)"
    "$PYTHON" -m venv --clear "$VENV"
fi

say "Installing the locked packages (the first time this loads about 150 MB)"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
    -r installer/requirements.lock
# The project's own folder is put on the path; its dependencies are already here, from the lock.
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

UNRESOLVED=$(missing_by_ldd)
if [ -n "$UNRESOLVED" ]; then
    say "Qt still lacks these libraries; install the packages that bring them: ${UNRESOLVED//$'\n'/ }"
    exit $NEEDS_A_PERSON
fi

touch "$VENV/.stamp"
if [ "$WITH_VIRTUAL_SCREEN" = yes ]; then touch "$VENV/.stamp-virtual-screen"; fi
