"""What the desk prints, as plain values: fields worded, dated and counted for the templates; knows no layout, no Qt.

Papers are Vietnamese whatever the screen speaks. The personal number stands on the receipt alone, because the form
demands it; never in a QR code, on a label or on what is left at a door.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from desktop_app.services.desk import Desk, local_time
from sync.records.catalogue import UnknownProcedureError
from sync.records.codes import MalformedCodeError, envelope_code
from sync.records.dossier import ASKED, Dossier, PaperTaken
from sync.records.fees import UNKNOWN_FEE, fee_text, money_in_words
from sync.records.run import DeliveryRun
from sync.records.states import Business
from sync.records.text import repair

RECEIPT: Final = "mau-01"
SUPPLEMENT_REQUEST: Final = "mau-02"
REFUSAL: Final = "mau-03"
ABSENCE_NOTE: Final = "phieu-bao-vang"
MANIFEST: Final = "bang-ke"
ENVELOPE_LABEL: Final = "nhan-phong-bi"
HAND_OVER_SLIP: Final = "bien-nhan-trao"
DOCKET: Final = "phieu-giao-goi"
KINDS: Final = (RECEIPT, SUPPLEMENT_REQUEST, REFUSAL, ABSENCE_NOTE, MANIFEST, ENVELOPE_LABEL, HAND_OVER_SLIP, DOCKET)

NO_DUE: Final = "chưa xác định"
_PAPER_KINDS: Final[Mapping[str, str]] = {
    "original": "Bản chính",
    "copy": "Bản sao",
    "certified": "Bản chứng thực",
    "electronic": "Bản điện tử",
}
_RELATIONS: Final[Mapping[str, str]] = {
    "owner": "Chủ hồ sơ",
    "household": "Người trong hộ",
    "authorised": "Người được ủy quyền",
    "both": "Hai bên cùng có mặt",
}
_IDENTITIES: Final[Mapping[str, str]] = {"cccd": "Thẻ căn cước (CCCD)", "passport": "Hộ chiếu"}
_AUTHORISATIONS: Final[Mapping[str, str]] = {
    "certified": "Văn bản ủy quyền có chứng thực",
    "kin": "Văn bản ủy quyền không cần chứng thực (người thân)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper ready for its template. `sheets`: the values of each sheet or label, in order.

    `subject` is the record whose prints are counted together, `about` all records that stand on it; `code` is what the
    paper is called by on the screen and in a file's name. `void` is the reason where the paper is no longer good.
    """

    kind: str
    subject: UUID
    code: str
    sheets: tuple[Mapping[str, Any], ...]
    about: tuple[UUID, ...] = ()
    void: str = ""


def receipt(desk: Desk, dossier: Dossier, *, return_at: str = "") -> Paper:
    """Return Mẫu 01: what was taken in, and when its result is due. `return_at`: where it is fetched or brought to."""
    copies = dossier.copies if _counts_pages(desk, dossier) else 0
    values = {
        "personal_number": dossier.personal_number,
        "papers": [_paper_line(each) for each in dossier.papers if each.is_present],
        "pages": dossier.pages if copies else 0,
        "copies": copies,
        "received": moment(dossier.received_at_ms),
        "due": NO_DUE if dossier.due_at_ms is None else moment(dossier.due_at_ms),
        "return_at": return_at or dossier.place_received or desk.place,
        **_fee(dossier),
    }
    return _of_dossier(desk, RECEIPT, dossier, values, at_ms=dossier.received_at_ms)


def supplement_request(desk: Desk, dossier: Dossier) -> Paper:
    """Return Mẫu 02 for the latest request: everything that is missing, once."""
    asked: Mapping[str, Any] = next((each for each in reversed(dossier.supplements) if each.get("what") == ASKED), {})
    kinds = {each.name: _PAPER_KINDS.get(each.kind, each.kind) for each in dossier.papers}
    names = asked.get("papers") or [each.name for each in dossier.missing]
    values = {
        "papers": [{"name": name, "kind": kinds.get(name, "")} for name in names],
        "reason": asked.get("reason", ""),
        "again": asked.get("again", ""),
        "times_asked": dossier.times_asked,
    }
    return _of_dossier(desk, SUPPLEMENT_REQUEST, dossier, values, at_ms=asked.get("at_ms") or desk.clock.now_ms())


def refusal(desk: Desk, dossier: Dossier) -> Paper:
    """Return Mẫu 03: why a dossier is not taken in, and by which rule."""
    values = {"reason": dossier.refusal, "ground": dossier.refusal_ground}
    return _of_dossier(desk, REFUSAL, dossier, values, at_ms=desk.clock.now_ms())


def hand_over_slip(desk: Desk, dossier: Dossier) -> Paper:
    """Return the slip of a hand-over, once to keep and once to give."""
    values = {
        "result": dossier.result_number,
        "signer": dossier.signer,
        "signed_on": dossier.signed_on,
        "receiver": dossier.receiver,
        "second_receiver": dossier.second_receiver,
        "relation": _RELATIONS.get(dossier.relation, dossier.relation),
        "kinship": dossier.kinship,
        "authorisation": _AUTHORISATIONS.get(dossier.authorisation, dossier.authorisation),
        "identity": _IDENTITIES.get(dossier.identity_kind, "Giấy tờ khác có ảnh") if dossier.identity_last4 else "",
        "last4": dossier.identity_last4,
        "means": dossier.means,
        "slip": dossier.slip,
        "handed_over": moment(dossier.delivered_at_ms) if dossier.delivered_at_ms else "",
    }
    at_ms = dossier.delivered_at_ms or desk.clock.now_ms()
    copies = [{**values, "part": part} for part in ("Liên 1: Lưu", "Liên 2: Giao người nhận")]
    return _of_dossier(desk, HAND_OVER_SLIP, dossier, *copies, at_ms=at_ms)


def absence_notes(desk: Desk, dossiers: Sequence[Dossier], *, run: DeliveryRun | None = None) -> Paper:
    """Return the notes to be left at doors: code and telephone, nothing of what the envelope holds."""
    sheets = [
        {
            "code": code_of(each),
            "visited": _last_visit(each),
            "next_visit": each.next_visit,
        }
        for each in dossiers
    ]
    return _of_many(desk, ABSENCE_NOTE, dossiers, sheets, run)


def envelope_labels(desk: Desk, dossiers: Sequence[Dossier], *, run: DeliveryRun | None = None) -> Paper:
    """Return the labels of envelopes, numbered in the order of the doors where there is a run."""
    places = {} if run is None else {each: place for place, each in enumerate(run.dossiers, start=1)}
    sheets = [
        {"code": envelope_of(each), "cluster": each.cluster, "order": places.get(each.id.hex, 0)} for each in dossiers
    ]
    return _of_many(desk, ENVELOPE_LABEL, dossiers, sheets, run)


def manifest(desk: Desk, run: DeliveryRun, dossiers: Sequence[Dossier], *, officer: str = "") -> Paper:
    """Return the list of what a run takes out, a line for each envelope; `officer` is the name of who carries it."""
    if not officer and run.officer == desk.author.id.hex:
        officer = desk.author.name
    lines = [
        {
            "envelope": envelope_of(each),
            "code": code_of(each),
            "name": each.person_name,
            "address": _joined(each.address, each.cluster if each.cluster != run.cluster else ""),
            "result": each.result_number,
        }
        for each in dossiers
    ]
    sheet = {
        "code": run.code,
        "cluster": run.cluster,
        "officer": officer,
        "opened": moment(run.opened_at_ms),
        "lines": lines,
        "count": len(run.dossiers) or len(lines),
        "missing": max(0, len(run.dossiers) - len(lines)),
        "manifest": run.manifest,
    }
    return _of_many(desk, MANIFEST, dossiers, [sheet], run)


def docket(desk: Desk, *, subject: UUID, name: str, digest: str, made_at_ms: int, values: Mapping[str, int]) -> Paper:
    """Return what goes along with a bundle on a stick: its counts, and its hash to compare; the QR code is the hash."""
    groups = [digest[at : at + 4] for at in range(0, len(digest), 4)]
    sheet = {
        **_head(desk, local_time(made_at_ms)),
        **values,
        "code": digest,
        "name": name,
        "machine": desk.machine,
        "made": moment(made_at_ms),
        "digest_lines": [" ".join(groups[at : at + 8]) for at in range(0, len(groups), 8)],
    }
    return Paper(kind=DOCKET, subject=subject, code=name.removesuffix(".pha"), sheets=(_tidy(sheet),))


def code_of(dossier: Dossier) -> str:
    """Return the code that the paper carries: the centre's where there is one."""
    return dossier.official_code or dossier.provisional_code


def envelope_of(dossier: Dossier) -> str:
    """Return the code on the envelope; a dossier that came without a provisional code goes by its own."""
    try:
        return envelope_code(dossier.provisional_code)
    except MalformedCodeError:
        return code_of(dossier)


def moment(at_ms: int) -> str:
    """Return an instant as papers write it: dd/MM/yyyy HH:mm in Vietnam."""
    return f"{local_time(at_ms):%d/%m/%Y %H:%M}"


def _of_dossier(desk: Desk, kind: str, dossier: Dossier, *sheets: dict[str, Any], at_ms: int) -> Paper:
    common = {
        **_head(desk, local_time(at_ms)),
        "code": code_of(dossier),
        "provisional": dossier.provisional_code if dossier.official_code else "",
        "is_provisional": not dossier.official_code,
        "name": dossier.person_name,
        "address": _joined(dossier.address, dossier.cluster),
        "phone": dossier.phone,
        "email": "",
        "procedure": dossier.procedure_name,
        "procedure_code": dossier.procedure,
        "request": dossier.request,
    }
    return Paper(
        kind=kind,
        subject=dossier.id,
        code=code_of(dossier),
        sheets=tuple(_tidy({**common, **each}) for each in sheets),
        about=(dossier.id,),
        void="Hồ sơ này đã được hủy." if dossier.status == Business.VOIDED else "",
    )


def _of_many(
    desk: Desk, kind: str, dossiers: Sequence[Dossier], sheets: Sequence[dict[str, Any]], run: DeliveryRun | None
) -> Paper:
    head = _head(desk, desk.local_now())
    return Paper(
        kind=kind,
        subject=dossiers[0].id if run is None else run.id,
        code=str(sheets[0]["code"]) if run is None else run.code,
        sheets=tuple(_tidy({**head, **each}) for each in sheets),
        about=tuple(each.id for each in dossiers),
    )


def _head(desk: Desk, at: datetime) -> dict[str, Any]:
    """Return what the head of every paper says: the unit, the place, the day, and whether all this is sample data."""
    commune = next((each for each in desk.catalogue.communes if each.code == desk.commune), None)
    unit = desk.commune_name or ("" if commune is None else commune.name)
    return {
        "unit": unit,
        "town": unit.removeprefix("Xã ").removeprefix("Phường ").removeprefix("Đặc khu "),
        "office": desk.place,
        "day": f"ngày {at:%d} tháng {at:%m} năm {at:%Y}",
        "official": desk.author.name,
        "office_phone": "" if commune is None else commune.phone,
        "website": "" if commune is None else commune.website,
        "is_sample": desk.is_sample,
    }


def _fee(dossier: Dossier) -> dict[str, str]:
    """Return amount, words, ground and whether it was paid. Unknown stays unknown, never 0."""
    vnd = dossier.fee_vnd
    paid = ""
    if dossier.fee_paid:
        paid = f"đã thu, biên lai số {dossier.fee_receipt}" if dossier.fee_receipt else "đã thu"
    elif vnd:
        paid = "chưa thu"
    return {
        "fee": UNKNOWN_FEE if vnd is None else fee_text(vnd),
        "fee_words": money_in_words(vnd) if vnd else "",
        "fee_ground": dossier.fee_ground,
        "fee_paid": paid,
    }


def _paper_line(paper: PaperTaken) -> dict[str, Any]:
    return {"name": paper.name, "kind": _PAPER_KINDS.get(paper.kind, paper.kind), "count": paper.count}


def _counts_pages(desk: Desk, dossier: Dossier) -> bool:
    try:
        return desk.catalogue.procedure(dossier.procedure).counts_pages
    except UnknownProcedureError:
        return False


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _last_visit(dossier: Dossier) -> str:
    absent = [each for each in dossier.attempts if each.get("outcome") == "absent"]
    return moment(absent[-1]["at_ms"]) if absent else ""


def _tidy(value: Any) -> Any:
    """Return plain values with every text in NFC and free of signs that no printer shows."""
    if isinstance(value, str):
        return "\n".join(_line(line) for line in value.splitlines())
    if isinstance(value, Mapping):
        return {name: _tidy(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    return value


def _line(text: str) -> str:
    return "".join(sign for sign in repair(text) if unicodedata.category(sign)[0] != "C")
