"""Unlocking: passphrase to session, session to notebook, notebook to desk. Imported only behind the first paint."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from desktop_app.services.desk import Desk
from desktop_app.services.first_day import NOTEBOOK_FILE, World
from desktop_app.storage.create import Identity, open_notebook, read_identity
from desktop_app.storage.engine import make_engine
from desktop_app.storage.errors import DatabaseUnreachableError
from desktop_app.storage.notebook import Author, Notebook
from desktop_app.vault.keyslots import open_vault
from desktop_app.vault.session import Session
from sync.protocol.signed_pack import PackFileMissingError, check_files, open_manifest, read_public_key
from sync.records.catalogue import Catalogue
from sync.records.pack import load_catalogue
from sync.records.seams import Step, no_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An unlocked laptop, in `folder`. `close` before the process is replaced."""

    folder: Path
    desk: Desk
    identity: Identity
    session: Session = field(repr=False)

    def close(self) -> None:
        """Give connections back and drop the keys."""
        self.desk.notebook.close()
        self.session.close()


def open_desk(
    folder: Path, official_id: str, passphrase: str, *, resources: Path, world: World, step: Step = no_step
) -> Opened:
    """Unlock `folder` for one official.

    Raises: DatabaseUnreachableError where the notebook's file is gone (a new one is never made in its place),
    WrongPassphraseError, TooManyTriesError and the other errors of vault and storage.
    """
    now = datetime.fromtimestamp(world.clock.now_ms() / 1000, UTC)
    session = open_vault(folder, official_id, passphrase, now=now)
    engine = make_engine(folder / NOTEBOOK_FILE, session.raw_key_literal)
    try:
        if not (folder / NOTEBOOK_FILE).is_file():
            raise DatabaseUnreachableError(NOTEBOOK_FILE)
        notebook: Notebook = open_notebook(engine, clock=world.clock, step=step)
        identity = read_identity(engine)
        desk = Desk(
            notebook=notebook,
            author=Author(id=UUID(session.official.id), name=session.official.name, sign=session.sign),
            clock=world.clock,
            new_id=world.new_id,
            random=world.random,
            catalogue=read_catalogue(resources),
            commune=identity.commune,
            machine=identity.machine,
            place=identity.place,
            is_sample=identity.is_sample,
            commune_name=identity.commune_name,
        )
        return Opened(folder=folder, desk=desk, identity=identity, session=session)
    except BaseException:
        engine.dispose()
        session.close()
        raise


def read_catalogue(resources: Path) -> Catalogue:
    """Verify the shipped catalogue pack, then read it; nothing in it is parsed before its signature holds.

    Raises: PackKeyUnknownError, PackSignatureError, PackFileChangedError, PackFileMissingError, BadCatalogueError,
    BadCalendarError.
    """
    pack = resources / "catalogue"
    trusted = [read_public_key(file.read_bytes()) for file in sorted((resources / "trust").glob("*.pub"))]
    manifest = open_manifest(_bytes(pack, "manifest.json"), _bytes(pack, "manifest.sig"), trusted)
    files = {file.path: _bytes(pack, file.path) for file in manifest.files}
    check_files(manifest, files)
    return load_catalogue(manifest, files)


def _bytes(pack: Path, name: str) -> bytes:
    try:
        return (pack / name).read_bytes()
    except OSError:
        raise PackFileMissingError(name) from None
