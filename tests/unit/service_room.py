"""A desk without windows for tests of services: a real notebook, the shipped catalogue, a clock moved by hand."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from desktop_app.services import evening, intake, results
from desktop_app.services.desk import VIETNAM_TIME, Desk, to_ms
from desktop_app.services.evening import RunSheet
from desktop_app.services.intake import IntakeDraft
from desktop_app.services.opening import read_catalogue
from desktop_app.services.rules_of_receipt import rule_of
from desktop_app.storage.notebook import Notebook
from sync.records import receiving
from sync.records.delivery import Receiver
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER
from tests.unit.notebook_room import Hands, author, new_notebook

RESOURCES = Path(__file__).parents[2] / "resources"
MORNING_MS = to_ms(datetime(2025, 11, 4, 8, 30, tzinfo=VIETNAM_TIME))
BIRTH, MARITAL = "1.001193", "1.004873"
STROKES = (((10, 10, 0), (60, 30, 40)),)
RECEIVER = Receiver(name="Nguyễn Mẫu", identity_last4="0001")


def new_desk(folder: Path, hands: Hands) -> Desk:
    """Return a signed-in desk on a new notebook."""
    return desk_on(new_notebook(folder, hands), hands)


def desk_on(notebook: Notebook, hands: Hands) -> Desk:
    """Return a signed-in desk on a notebook."""
    return Desk(
        notebook=notebook,
        author=author(hands),
        clock=hands,
        new_id=hands.new_id,
        random=hands.random,
        catalogue=read_catalogue(RESOURCES),
        commune="09661",
        machine="M07",
        place="Điểm phục vụ mẫu",
        is_sample=True,
    )


def draft(name: str = "Nguyễn Mẫu", *, number: str = "001190990001") -> IntakeDraft:
    """Return a filled form for somebody new."""
    return IntakeDraft(
        name=name,
        birth="01/02/1990",
        sex="female",
        personal_number=number,
        phone="0600000001",
        cluster="Khu dân cư 1",
        procedure=BIRTH,
        fee_vnd=0,
        pages=3,
    )


def solved(desk: Desk, name: str = "Nguyễn Mẫu") -> Dossier:
    """Take a dossier in and write its result down."""
    taken = intake.register(desk, draft(name))
    return results.record_result(desk, taken.id, number="12/TP", signer="Đỗ Văn Mẫu", signed_on="04/11/2025")


def packed(desk: Desk, *dossier_ids: UUID) -> RunSheet:
    """Take results out on a run as the packing does: counted right, and what they ask for promised."""
    with desk.notebook.reading() as reader:
        taken = [Dossier.of(reader.get(DOSSIER, each)) for each in dossier_ids]
    promised = {each.id: receiving.terms_of_travel(rule_of(desk, each)) for each in taken}
    return evening.open_run(desk, dossier_ids, cluster="Khu dân cư 1", counted=len(taken), promised=promised)


def shelved(desk: Desk, name: str = "Nguyễn Mẫu") -> Dossier:
    """Bring a dossier as far as the shelf."""
    return results.shelve(desk, solved(desk, name).id, shelf="A1")
