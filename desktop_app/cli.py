"""The command `haiphucvu`: without a command it opens the window; typer is loaded only for the commands."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse

COMMANDS: Final = ("setup", "import-residents", "sample-residents")


def main(*, on_first_paint: Callable[[], object] | None = None) -> None:
    """Open the window, or run the command named first."""
    os.umask(0o077)  # whatever this program writes is its user's alone
    gc.disable()  # the window's own collector takes over, and the imports up to it are quicker
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:
        from desktop_app.commands import app

        app()
        return
    from desktop_app import app as desktop

    if not sys.argv[1:]:  # as officials start it: no command line has to be understood first
        sys.exit(desktop.run(desktop.Options(folder=desktop.data_folder()), on_first_paint=on_first_paint))
    options = _window_options(sys.argv[1:])
    if options.demo:
        from desktop_app.demo import run_demo

        folder = Path(options.folder) if options.folder else Path("build") / "demo"
        desk_options = ["--lock-after", str(options.lock_after), *(["--dark"] if options.dark else [])]
        desk_options += ["--language", options.language] if options.language else []
        sys.exit(run_demo(folder, desk_options))
    chosen = desktop.Options(
        folder=(Path(options.folder) if options.folder else desktop.data_folder()).resolve(),
        language=options.language,
        centre_url=options.centre,
        is_dark=options.dark,
        lock_after_s=options.lock_after,
    )
    sys.exit(desktop.run(chosen, on_first_paint=on_first_paint))


def _window_options(arguments: list[str]) -> argparse.Namespace:
    import argparse

    parser = argparse.ArgumentParser(
        prog="haiphucvu",
        description="Hai Phục Vụ: mở cửa sổ làm việc (open the desk). Lệnh khác / also: "
        + ", ".join(f"haiphucvu {command} --help" for command in COMMANDS),
    )
    parser.add_argument("--folder", help="nơi giữ sổ mã hóa của máy này / where this laptop's notebook lies")
    parser.add_argument("--language", choices=("vi", "en"), help="ngôn ngữ màn hình / language of the screens")
    parser.add_argument("--centre", default="", help="địa chỉ trung tâm thay cho địa chỉ đã cài / another address")
    parser.add_argument("--dark", action="store_true", help="nền tối / dark")
    parser.add_argument(
        "--lock-after", type=int, default=300, metavar="S", help="tự khóa sau S giây / lock after S seconds"
    )
    parser.add_argument("--demo", action="store_true", help="xã mẫu và trung tâm mẫu / sample commune and centre")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
