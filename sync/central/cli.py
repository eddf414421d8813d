"""The centre's command: init, serve, enrol, lease, status, waiting, backup, restore. Facts a line, advice to stderr."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

import msgspec
import typer
from sqlalchemy.exc import OperationalError

from sync.central.answering import Centre
from sync.central.app import (
    DEFAULT_URL,
    NewCentre,
    create_centre,
    is_shareable,
    open_centre,
    restore_centre,
    step_in_service,
)
from sync.central.enrolment import Invitation
from sync.central.errors import (
    AlreadyInitialisedError,
    BackupDamagedError,
    BackupForeignError,
    BackupUnprovenError,
    BundlesNotWholeError,
    CentreRunningError,
    CertificateUnusableError,
    CommuneCodeError,
    DatabaseAddressError,
    DatabaseFileOpenToOthersError,
    DatabaseMissingError,
    DatabaseRightError,
    DatabaseTakenError,
    DatabaseToolsMissingError,
    DatabaseUnreachableError,
    DatabaseUnsafeError,
    FileNotWrittenError,
    KeyFileBrokenError,
    KeyFileMissingError,
    KeyFileOpenToOthersError,
    LeaseOverlapError,
    LeaseShapeError,
    MachineCodeError,
    MachineTakenError,
    MachineUnknownError,
    NoBundlesError,
    NotInitialisedError,
    PortTakenError,
    SeveralWorkersError,
    StickUnreadableError,
    StoreBusyError,
    StoreNewerError,
    StoreNotEncryptedError,
    StoreUnreadableError,
    UrlError,
    WorkersNotStartedError,
)
from sync.central.leases import Loan
from sync.central.status import Status
from sync.central.waits import lines_of, waits_of
from sync.central.words import sentence_for
from sync.protocol.enrolment_file import read_enrolment
from sync.records.errors import ExpectedError


class Code(IntEnum):
    """What the command's end tells a script. OVERDUE: all is well but for what has waited a day: call a person."""

    OK = 0
    OUR_FAULT = 1
    USAGE = 2
    NOT_INITIALISED = 3
    ALREADY_INITIALISED = 4
    KEY_FILE = 5
    STORE = 6
    PORT_TAKEN = 7
    REFUSED = 8
    NOT_WRITTEN = 9
    OVERDUE = 10


CODES: Final[dict[type[ExpectedError], Code]] = {
    NotInitialisedError: Code.NOT_INITIALISED,
    AlreadyInitialisedError: Code.ALREADY_INITIALISED,
    KeyFileMissingError: Code.KEY_FILE,
    KeyFileOpenToOthersError: Code.KEY_FILE,
    KeyFileBrokenError: Code.KEY_FILE,
    StoreUnreadableError: Code.STORE,
    StoreNotEncryptedError: Code.STORE,
    StoreNewerError: Code.STORE,
    BackupDamagedError: Code.STORE,
    StoreBusyError: Code.STORE,
    BackupUnprovenError: Code.STORE,
    BackupForeignError: Code.STORE,
    CentreRunningError: Code.STORE,
    DatabaseMissingError: Code.STORE,
    DatabaseUnreachableError: Code.STORE,
    DatabaseUnsafeError: Code.STORE,
    DatabaseToolsMissingError: Code.STORE,
    DatabaseRightError: Code.REFUSED,
    DatabaseAddressError: Code.REFUSED,
    DatabaseFileOpenToOthersError: Code.KEY_FILE,
    DatabaseTakenError: Code.ALREADY_INITIALISED,
    SeveralWorkersError: Code.REFUSED,
    PortTakenError: Code.PORT_TAKEN,
    CertificateUnusableError: Code.KEY_FILE,
    WorkersNotStartedError: Code.STORE,
    CommuneCodeError: Code.REFUSED,
    UrlError: Code.REFUSED,
    MachineCodeError: Code.REFUSED,
    MachineTakenError: Code.REFUSED,
    MachineUnknownError: Code.REFUSED,
    LeaseShapeError: Code.REFUSED,
    LeaseOverlapError: Code.REFUSED,
    FileNotWrittenError: Code.NOT_WRITTEN,
    StickUnreadableError: Code.REFUSED,
    NoBundlesError: Code.REFUSED,
    BundlesNotWholeError: Code.REFUSED,
}

Folder = Annotated[Path, typer.Option(help="Thư mục của trung tâm · The centre's folder")]
app = typer.Typer(no_args_is_help=True, add_completion=False, help="Hai Phục Vụ: trung tâm · the centre")


@app.command()
def init(
    folder: Folder,
    name: Annotated[str, typer.Option(help="Tên trung tâm · The centre's name")],
    sample: Annotated[bool, typer.Option("--sample", help="Chỉ nhận DỮ LIỆU MẪU · Takes sample data only")] = False,
    url: Annotated[str, typer.Option(help="Địa chỉ máy trạm sẽ gọi · Where laptops will find it")] = DEFAULT_URL,
    database: Annotated[
        str, typer.Option(help="Cơ sở dữ liệu PostgreSQL · postgresql://user@host/db; left out: SQLite in the folder")
    ] = "",
) -> None:
    """Tạo trung tâm mới · Make a new centre."""
    with _advice(folder):
        _check_url(url)
        create_centre(folder, NewCentre(name=name, url=url, is_sample=sample, database=database))
    _say("created", folder)
    _say("sample", "yes" if sample else "no")


@app.command(name="serve")
def serve_command(
    folder: Folder,
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe · Address to listen at")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Cổng, 0: cổng trống bất kỳ · Port, 0: any free one")
    ] = 8765,
    backup_every_min: Annotated[float, typer.Option(help="Sao lưu mỗi … phút · Minutes between backups")] = 0,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Số tiến trình (PostgreSQL) · Worker processes")] = 1,
    metrics_to: Annotated[
        str, typer.Option(help="Địa chỉ riêng cho /healthz, /metrics: [máy:]cổng · Their own address: [host:]port")
    ] = "",
    log: Annotated[Path | None, typer.Option(help="Tệp nhật ký · Log file; left out: stderr")] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="Chứng thư TLS (PEM) · TLS certificate, with its chain")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Khóa TLS (PEM) · Its key")] = None,
) -> None:
    """Chạy trung tâm · Run the centre."""
    from sync.central.service import Service
    from sync.central.serving import serve  # the other commands do not wait for a web server

    service = Service(
        host=host,
        port=port,
        workers=workers,
        metrics_to=metrics_to,
        log=log,
        tls_cert=tls_cert,
        tls_key=tls_key,
        backup_every_s=backup_every_min * 60,
    )
    with _advice(folder, at=f"{host}:{port}"):
        if workers > 1 and not is_shareable(folder):
            raise SeveralWorkersError
        serve(partial(_open, folder), service, say=_say)


@app.command()
def enrol(
    folder: Folder,
    commune: Annotated[str, typer.Option(help="Mã xã, 5 chữ số · The commune's code, five digits")],
    machine: Annotated[str, typer.Option(help="Mã máy, ví dụ M07 · Machine code; left out: the next free one")] = "",
    out: Annotated[Path | None, typer.Option(help="Tệp ghi ra · File to write")] = None,
    url: Annotated[str, typer.Option(help="Địa chỉ khác cho máy này · Another address for this laptop")] = "",
    commune_name: Annotated[str, typer.Option(help="Tên xã · The commune's name")] = "",
) -> None:
    """Mời một máy tham gia · Write the enrolment file of one laptop (good for 30 days, once)."""
    with _advice(folder):
        if url:
            _check_url(url)
        with _opened(folder) as centre:
            raw = centre.invite(Invitation(commune=commune, commune_name=commune_name, machine=machine), url=url)
        enrolment = read_enrolment(raw)
        path = out or Path(f"{commune}-{enrolment.machine}.enrol")
        _write_private(path, raw)
    _say("machine", enrolment.machine)
    _say("expires_at_ms", enrolment.expires_at_ms)
    _say("file", path)


@app.command()
def lease(
    folder: Folder,
    commune: Annotated[str, typer.Option(help="Mã xã, 5 chữ số · The commune's code, five digits")],
    machine: Annotated[str, typer.Option(help="Mã máy, ví dụ M07 · Machine code")],
    prefix: Annotated[str, typer.Option(help="Phần đầu mã, ví dụ H26.15 · The unit's part of the code")],
    first: Annotated[int, typer.Option(help="Số đầu của mỗi ngày · First number of each day")],
    last: Annotated[int, typer.Option(help="Số cuối của mỗi ngày · Last number of each day")],
    valid_from: Annotated[str, typer.Option("--from", help="Từ ngày (2026-11-22) · From day")],
    valid_to: Annotated[str, typer.Option("--to", help="Đến hết ngày · To day, included")],
) -> None:
    """Cấp cho một máy một dải mã hồ sơ chính thức · Lend a laptop a block of official codes."""
    with _advice(folder):
        try:
            days = date.fromisoformat(valid_from), date.fromisoformat(valid_to)
        except ValueError:
            raise LeaseShapeError from None
        loan = Loan(
            commune=commune,
            machine=machine,
            prefix=prefix,
            first=first,
            last=last,
            valid_from=days[0],
            valid_to=days[1],
        )
        with _opened(folder) as centre:
            lent = centre.lend(loan)
    _say("lease", lent.id)
    _say("codes_a_day", lent.size)


@app.command()
def status(
    folder: Folder, json: Annotated[bool, typer.Option("--json", help="In một dòng JSON · One line of JSON")] = False
) -> None:
    """Xem trung tâm đang có gì · Say what the centre holds, in figures."""
    with _advice(folder), _opened(folder) as centre:
        found = centre.status()
    if json:
        typer.echo(msgspec.json.encode(found).decode())
        return
    for name, value in _lines(found):
        _say(name, value)


@app.command()
def waiting(
    folder: Folder, json: Annotated[bool, typer.Option("--json", help="In một dòng JSON · One line of JSON")] = False
) -> None:
    """Xem việc nào đang chờ và vì sao; quá một ngày: mã 10 · Say what waits, why and since when; 10: over a day."""
    with _advice(folder), _opened(folder) as centre, centre.engine.connect() as connection:
        found = waits_of(connection, centre.clock.now_ms())
    for line in [msgspec.json.encode(found).decode()] if json else lines_of(found):
        typer.echo(line)
    if found.over_a_day:
        raise typer.Exit(Code.OVERDUE)


@app.command()
def backup(folder: Folder) -> None:
    """Sao lưu và kiểm tra bản sao · Make a verified backup."""
    with _advice(folder), _opened(folder) as centre:
        made = centre.back_up()
    _say("backup", made.path)
    _say("size_bytes", made.size_bytes)
    _say("rows", made.rows)
    _say("proven", made.is_proven)
    if not made.is_proven:
        _advise(BackupUnprovenError(), folder, at=str(made.path))


@app.command()
def restore(folder: Folder, backup: Annotated[Path, typer.Argument(help="Tệp sao lưu · The backup's file")]) -> None:
    """Khôi phục trung tâm từ bản sao lưu · Put a backup in the store's place; the old store is moved aside."""
    with _advice(folder):
        done = restore_centre(folder, backup, step=step_in_service())
    _say("epoch", done.epoch.hex())
    _say("aside", done.aside or "-")


@app.command(name="import")
def import_command(
    folder: Folder, stick: Annotated[Path, typer.Argument(help="USB hoặc thư mục có các gói · Stick or folder")]
) -> None:
    """Nhận các gói trên USB và ghi tệp trả lời · Take the bundles on a stick, write their replies beside them."""
    from sync.central.bundle_words import HEADING, row_of
    from sync.central.bundles import Taken, take_all

    with _advice(folder, at=str(stick)):
        with _opened(folder) as centre:
            rows: list[Taken] = []
            for taken in take_all(centre, stick):
                if not rows:
                    typer.echo("\t".join(HEADING))
                typer.echo("\t".join(row_of(taken)))
                rows.append(taken)
        if not rows:
            raise NoBundlesError
        if not all(each.is_whole for each in rows):
            raise BundlesNotWholeError


def main() -> None:
    """Run the command."""
    os.umask(0o077)  # whatever the centre writes is its own user's alone
    app()


def _open(folder: Path) -> Centre:
    """Open the centre of this folder; each worker does so for itself."""
    return open_centre(folder, step=step_in_service())


@contextmanager
def _opened(folder: Path) -> Iterator[Centre]:
    centre = _open(folder)
    try:
        yield centre
    finally:
        centre.close()


@contextmanager
def _advice(folder: Path, at: str = "") -> Iterator[None]:
    """Turn an error that somebody can act on into its sentence and its code."""
    try:
        yield
    except OSError as error:
        _advise(FileNotWrittenError(), folder, at=str(error.filename or folder))
    except OperationalError:
        _advise(StoreBusyError(), folder, at=at)
    except ExpectedError as error:
        _advise(error, folder, at=at or str(folder))


def _advise(error: ExpectedError, folder: Path, *, at: str) -> None:
    sentence = sentence_for(error)
    for words in sentence:
        typer.echo(words.format(folder=folder, at=at), err=True)
    raise typer.Exit(CODES[type(error)])


def _check_url(url: str) -> None:
    """Raises: UrlError."""
    try:
        parts = urlsplit(url)
        is_callable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_callable = False
    if not is_callable or any(letter.isspace() for letter in url):
        raise UrlError


def _write_private(path: Path, raw: bytes) -> None:
    """The token in the file lets a laptop in: nobody else on this machine may read it."""
    at = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(at, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _lines(found: Status) -> Iterator[tuple[str, object]]:
    plain = msgspec.to_builtins(found)
    for name, value in plain.items():
        if name == "communes":
            for code, stamps in value.items():
                yield from ((f"commune.{code}.{key}", each) for key, each in stamps.items())
        elif isinstance(value, dict):
            yield from ((f"{name}.{key}", each) for key, each in value.items())
        else:
            yield name, value


def _say(name: str, value: object) -> None:
    text = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    typer.echo(f"{name}\t{text}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
