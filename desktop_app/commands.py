"""The commands of `haiphucvu` that need no window. Same services, one fact per line, exit codes in `Code`."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from desktop_app import wording
from desktop_app.app import RESOURCES, SystemClock, data_folder, new_id
from desktop_app.screens.people_import.words import reasons
from desktop_app.services import importing
from desktop_app.services.desk import Desk, local_time
from desktop_app.services.first_day import World, check_first, read_officials, set_up
from desktop_app.services.importing import DryRun
from desktop_app.services.opening import open_desk
from desktop_app.vault.keyslots import NewOfficial
from desktop_app.vault.passphrases import USUAL_COST, refuse_weak
from desktop_app.vault.roster import list_officials
from desktop_app.vault.single import hold_folder
from sync.records.errors import ExpectedError
from sync.records.sample_commune import PROFILES, sample_commune
from sync.records.sample_noise import with_noise

USUAL_ROLE: Final = "Công chức một cửa"
SAMPLE_SEED: Final = 2026

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


class Code(IntEnum):
    """Exit codes: done; refused, and nothing was written; done, but some rows of the list were not taken."""

    OK = 0
    REFUSED = 2
    SOME_LEFT_OUT = 3


@app.callback()
def commands() -> None:
    """Hai Phục Vụ: lệnh cho người phụ trách máy (commands for IT staff)."""


@app.command()
def setup(
    enrolment: Annotated[Path, typer.Argument(help="tệp ghi danh của trung tâm / the centre's enrolment file")],
    official: Annotated[
        list[str] | None, typer.Option(help='"Họ tên|Chức danh", mỗi công chức một lần / once for each official')
    ] = None,
    officials: Annotated[
        Path | None, typer.Option(help="danh sách CSV: Họ tên, Chức danh / a CSV list of officials")
    ] = None,
    folder: Annotated[Path | None, typer.Option(help="nơi giữ sổ / where the notebook will lie")] = None,
    place: Annotated[str, typer.Option(help="tên điểm phục vụ / name of the service point")] = "",
) -> None:
    """Cài máy này lần đầu: tạo khóa và sổ trống (make keys and an empty notebook on this machine)."""
    where = folder or data_folder()
    raw = _read(enrolment, "tệp ghi danh")
    world = World(clock=SystemClock(), new_id=new_id, random=os.urandom)
    with _refusals(where):
        enrolment_read = check_first(where, raw, clock=world.clock)  # before anybody thinks of a passphrase
        described = [_name_and_role(each) for each in official or []]
        described += read_officials(_read(officials, "danh sách công chức")) if officials else []
        if not described:
            _refuse("Xin ghi công chức bằng --official hoặc --officials. / Name the officials.")
        people = [_with_passphrase(name, role) for name, role in described]
        set_up(where, raw, people, place=place, cost=USUAL_COST, world=world)
    typer.echo(f"commune\t{enrolment_read.commune}\t{enrolment_read.commune_name}")
    typer.echo(f"machine\t{enrolment_read.machine}")
    typer.echo(f"folder\t{where}")
    typer.echo(f"officials\t{len(people)}")


@app.command(name="import-residents")
def import_residents(
    file: Annotated[Path, typer.Argument(help="danh sách người dân dạng CSV / a CSV list of residents")],
    check: Annotated[bool, typer.Option("--check", help="chỉ xem thử, không ghi / only look, write nothing")] = False,
    only_fine: Annotated[
        bool, typer.Option("--only-fine", help="bỏ các dòng cần xem lại / leave doubtful rows out")
    ] = False,
    left_out: Annotated[
        Path | None, typer.Option(help="ghi các dòng không nhập vào tệp này / write rows not taken to this file")
    ] = None,
    official: Annotated[str, typer.Option(help="họ tên công chức đăng nhập / who signs in; else the first")] = "",
    folder: Annotated[Path | None, typer.Option(help="nơi giữ sổ / where the notebook lies")] = None,
) -> None:
    """Nhập danh sách người dân vào sổ (import residents); mã thoát / exit: 0 đủ, 2 từ chối, 3 còn dòng chưa nhập."""
    where = folder or data_folder()
    raw = _read(file, "danh sách")
    with _refusals(where), _signed_in(where, official) as desk:
        run = importing.dry_run(desk, raw)
        _say(run)
        if left_out is not None:
            left_out.write_bytes(importing.left_out(desk, run.listed, reasons, with_doubtful=not only_fine))
        if not check:
            done = importing.import_residents(desk, run, with_doubtful=not only_fine, progress=_say_progress)
            typer.echo(f"added\t{done.added}")
    if run.refused or (only_fine and run.doubtful):
        raise typer.Exit(Code.SOME_LEFT_OUT)


@app.command(name="sample-residents")
def sample_residents(
    file: Annotated[Path, typer.Argument(help="tệp CSV sẽ ghi / the CSV file to write")],
    profile: Annotated[str, typer.Option(help="minhchau, hadong")] = "minhchau",
    scale: Annotated[float, typer.Option(min=0.001, max=1.0, help="phần dân số / share of the people")] = 1.0,
    seed: Annotated[int, typer.Option(help="số gieo / the seed")] = SAMPLE_SEED,
) -> None:
    """Ghi danh sách người mẫu để tập huấn (write made-up residents for training; every row says DỮ LIỆU MẪU)."""
    if profile not in PROFILES:
        _refuse(f"Chỉ có: {', '.join(PROFILES)}. / There are only these.")
    today = local_time(SystemClock().now_ms()).date()
    drawn = sample_commune(random.Random(seed), PROFILES[profile], today=today, scale=scale)  # noqa: S311  sample data
    people = tuple(with_noise(random.Random(seed), drawn))  # noqa: S311  sample data
    try:
        file.write_bytes(importing.sample_list(people))
    except OSError as error:
        _refuse(f"Không ghi được vào {file}: {error.strerror}. / Cannot write there.")
    typer.echo(f"people\t{len(people)}")


@contextmanager
def _refusals(where: Path) -> Iterator[None]:
    """Turn what an official can act on into one sentence and the exit code for it."""
    try:
        yield
    except ExpectedError as error:
        _refuse(wording.problem(error) or type(error).__name__)
    except OSError as error:
        _refuse(f"Không ghi được vào {error.filename or where}: {error.strerror}. / Cannot write there.")


@contextmanager
def _signed_in(folder: Path, name: str) -> Iterator[Desk]:
    """Ask for the passphrase of one official and open the notebook, while no window has it."""
    cards = list_officials(folder)
    card = next((each for each in cards if not name or each.name == name), None)
    if card is None:
        _refuse(f"Máy này không có công chức {name}. / No such official here.")
    passphrase = typer.prompt(f"Cụm mật khẩu của {card.name} / passphrase", hide_input=True, err=True)
    world = World(clock=SystemClock(), new_id=new_id, random=os.urandom)
    with hold_folder(folder):
        opened = open_desk(folder, card.id, passphrase, resources=RESOURCES, world=world)
        try:
            yield opened.desk
        finally:
            opened.close()


def _say(run: DryRun) -> None:
    for name in ("rows", "fine", "doubtful", "refused", "known"):
        typer.echo(f"{name}\t{getattr(run, name)}")
    if unused := run.listed.unused():
        typer.echo(f"unused\t{', '.join(unused)}")
    for each in run.notable:
        typer.echo(f"{each.verdict}\t{each.row.number}\t{reasons(each)}")


def _say_progress(done: int, total: int) -> None:
    typer.echo(f"progress\t{done}\t{total}", err=True)


def _read(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _refuse(f"Không đọc được {what}: {error.strerror}. / Cannot read the file.")


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(Code.REFUSED)


def _name_and_role(described: str) -> tuple[str, str]:
    name, _, role = (part.strip() for part in described.partition("|"))
    return name, role


def _with_passphrase(name: str, role: str) -> NewOfficial:
    passphrase = typer.prompt(
        f"Cụm mật khẩu của {name} / passphrase", hide_input=True, confirmation_prompt=True, err=True
    )
    refuse_weak(passphrase)  # before the next official is asked for one
    return NewOfficial(id=str(new_id()), name=name, role=role or USUAL_ROLE, passphrase=passphrase)
