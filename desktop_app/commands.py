"""The commands of `haiphucvu` that need no window. Same services, one fact per line, exit codes in `Code`."""

from __future__ import annotations

import os
from enum import IntEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from desktop_app import wording
from desktop_app.app import SystemClock, data_folder, new_id
from desktop_app.services.first_day import World, check_first, set_up
from desktop_app.vault.keyslots import NewOfficial
from desktop_app.vault.passphrases import USUAL_COST
from sync.records.errors import ExpectedError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


class Code(IntEnum):
    """Exit codes."""

    OK = 0
    REFUSED = 2


@app.callback()
def commands() -> None:
    """Hai Phục Vụ: lệnh cho người phụ trách máy (commands for IT staff)."""


@app.command()
def setup(
    enrolment: Annotated[Path, typer.Argument(help="tệp ghi danh của trung tâm / the centre's enrolment file")],
    official: Annotated[
        list[str], typer.Option(help='"Họ tên|Chức danh", mỗi công chức một lần / once for each official')
    ],
    folder: Annotated[Path | None, typer.Option(help="nơi giữ sổ / where the notebook will lie")] = None,
    place: Annotated[str, typer.Option(help="tên điểm phục vụ / name of the service point")] = "",
) -> None:
    """Cài máy này lần đầu: tạo khóa và sổ trống (make keys and an empty notebook on this machine)."""
    where = folder or data_folder()
    try:
        raw = enrolment.read_bytes()
    except OSError as error:
        _refuse(f"Không đọc được tệp ghi danh: {error.strerror}. / Cannot read the enrolment file.")
    world = World(clock=SystemClock(), new_id=new_id, random=os.urandom)
    try:
        check_first(where, raw, clock=world.clock)  # before anybody thinks of a passphrase
        officials = [_with_passphrase(each) for each in official]
        set_up(where, raw, officials, place=place, cost=USUAL_COST, world=world)
    except ExpectedError as error:
        _refuse(wording.problem(error) or type(error).__name__)
    except OSError as error:
        _refuse(f"Không ghi được vào {where}: {error.strerror}. / Cannot write there.")
    typer.echo(f"folder\t{where}")
    typer.echo(f"officials\t{len(officials)}")


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(Code.REFUSED)


def _with_passphrase(described: str) -> NewOfficial:
    name, _, role = (part.strip() for part in described.partition("|"))
    passphrase = typer.prompt(
        f"Cụm mật khẩu của {name} / passphrase", hide_input=True, confirmation_prompt=True, err=True
    )
    return NewOfficial(id=str(new_id()), name=name, role=role or "Công chức một cửa", passphrase=passphrase)
