"""Dossiers and papers with every field filled, and a desk to print them at; nothing here opens a window."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from desktop_app.services import papers
from desktop_app.services.bundles import Docket, docket_paper
from desktop_app.services.desk import Desk
from desktop_app.services.papers import Paper
from sync.records.dossier import ASKED, Dossier, PaperTaken
from sync.records.run import DeliveryRun
from tests.unit.notebook_room import Hands
from tests.unit.service_room import MORNING_MS, new_desk

HOUR_MS = 3_600_000
PROVISIONAL = "TAM-09661-M07-251104-0003"
OFFICIAL = "H26.12.5-251104-0012"
NUMBER = "001190990001"
DIGEST = "0123456789abcdef" * 4
DOCKET = Docket(
    id=UUID(hex=DIGEST[:32]),
    number=7,
    name="hpv-09661-M07-7.pha",
    hash=DIGEST,
    operations=212,
    first=3,
    last=5,
    made_at_ms=MORNING_MS,
)
ALPHABET = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


def paper_desk(folder: Path) -> Desk:
    """Return a desk whose commune has a name to print."""
    desk = new_desk(folder, Hands(seed=1, at_ms=MORNING_MS))
    return replace(desk, commune_name="Xã Minh Châu", place="Điểm phục vụ hành chính công Minh Châu")


def full_dossier(desk: Desk, *, papers_taken: int = 3) -> Dossier:
    """Return a dossier with every field that a paper shows."""
    names = ("Bản chính giấy tờ, văn bản", "Bản sao cần chứng thực", "Tờ khai theo mẫu")
    kinds = ("original", "copy", "certified")
    taken = tuple(
        PaperTaken(id=str(place), name=f"{names[place % 3]} {place + 1}", kind=kinds[place % 3], count=place % 4 + 1)
        for place in range(papers_taken)
    )
    return Dossier(
        id=desk.new_id(),
        provisional_code=PROVISIONAL,
        received_at_ms=MORNING_MS,
        place_received=desk.place,
        procedure="2.000815",
        procedure_name="Chứng thực bản sao từ bản chính giấy tờ, văn bản",
        person=desk.new_id().hex,
        person_name="Phùng Thị Nguyệt Ánh",
        personal_number=NUMBER,
        birth="01/02/1990",
        address="Xóm 2, thôn Chu Chàng",
        cluster="Khu dân cư 3",
        phone="0600000001",
        request="Sao y học bạ, bằng tốt nghiệp",
        papers=taken,
        pages=3,
        copies=2,
        fee_vnd=10_000,
        fee_paid=True,
        fee_receipt="0000123",
        due_at_ms=MORNING_MS + 8 * HOUR_MS,
        result_number="1234/2025",
        signer="Đỗ Văn Mẫu",
        signed_on="04/11/2025",
        receiver="Phùng Văn Mẫu",
        relation="authorised",
        kinship="con",
        authorisation="kin",
        identity_kind="cccd",
        identity_last4="0002",
        means="signature",
        delivered_at_ms=MORNING_MS + 10 * HOUR_MS,
        refusal="Hồ sơ thuộc thẩm quyền giải quyết của cơ quan khác.",
        refusal_ground="Điều 5 Nghị định 23/2015/NĐ-CP",
        supplements=(
            {
                "what": ASKED,
                "papers": ["Giấy chứng sinh", "Tờ khai theo mẫu 3"],
                "reason": "Thiếu giấy tờ theo quy định của thủ tục.",
                "again": "",
                "at_ms": MORNING_MS,
            },
        ),
    )


def full_run(desk: Desk, *, doors: int = 15) -> tuple[DeliveryRun, tuple[Dossier, ...]]:
    """Return an evening's run and its dossiers, each of somebody else."""
    first = full_dossier(desk)
    taken = tuple(
        replace(
            first,
            id=desk.new_id(),
            provisional_code=f"TAM-09661-M07-251104-{door:04}",
            person_name=f"Nguyễn Thị Mẫu {door}",
            receiver="",
            attempts=({"outcome": "absent", "at_ms": MORNING_MS + 11 * HOUR_MS},) if door == 1 else (),
            next_visit="06/11/2025" if door == 1 else "",
        )
        for door in range(1, doors + 1)
    )
    run = DeliveryRun(
        id=desk.new_id(),
        code="C-M07-251104-1",
        cluster="Khu dân cư 3",
        officer=desk.author.id.hex,
        dossiers=tuple(each.id.hex for each in taken),
        manifest="ab12" * 16,
        opened_at_ms=MORNING_MS + 9 * HOUR_MS,
    )
    return run, taken


def one_of_each(desk: Desk) -> dict[str, Paper]:
    """Return every kind of paper, by its kind."""
    dossier = full_dossier(desk)
    numbered = replace(dossier, official_code=OFFICIAL)
    run, taken = full_run(desk)
    made = (
        papers.receipt(desk, dossier),
        papers.supplement_request(desk, dossier),
        papers.refusal(desk, numbered),
        papers.absence_notes(desk, taken[:4], run=run),
        papers.manifest(desk, run, taken),
        papers.envelope_labels(desk, taken, run=run),
        papers.hand_over_slip(desk, numbered),
        docket_paper(desk, DOCKET),
    )
    return {paper.kind: paper for paper in made}
