"""One paper of a dossier, a run or a bundle, by its kind: what a screen asks for to print it. No widgets."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final
from uuid import UUID

from desktop_app.services import papers
from desktop_app.services.bundles import docket_of, docket_paper
from desktop_app.services.desk import Desk
from desktop_app.services.papers import Paper
from desktop_app.storage.errors import MissingRecordError
from desktop_app.storage.reading import Reader
from sync.records.dossier import Dossier
from sync.records.rules import DOSSIER, RUN
from sync.records.run import DeliveryRun

_OF_DOSSIER: Final[Mapping[str, Callable[[Desk, Dossier], Paper]]] = {
    papers.RECEIPT: papers.receipt,
    papers.SUPPLEMENT_REQUEST: papers.supplement_request,
    papers.REFUSAL: papers.refusal,
    papers.HAND_OVER_SLIP: papers.hand_over_slip,
    papers.ABSENCE_NOTE: lambda desk, dossier: papers.absence_notes(desk, [dossier]),
}


def paper_of(desk: Desk, kind: str, record_id: UUID) -> Paper:
    """Return the paper with the values of its dossier, run or bundle as they stand. Raises: MissingRecordError."""
    if kind == papers.DOCKET:
        return docket_paper(desk, docket_of(desk, record_id))
    with desk.notebook.reading() as reader:
        if kind in _OF_DOSSIER:
            return _OF_DOSSIER[kind](desk, _dossier(reader, record_id))
        run = DeliveryRun.of(reader.get(RUN, record_id))
        dossiers: list[Dossier] = []
        for each in run.dossiers:
            with suppress(MissingRecordError):  # taken out at another laptop and not carried here yet: the list says so
                dossiers.append(_dossier(reader, UUID(hex=each)))
    if kind == papers.MANIFEST:
        return papers.manifest(desk, run, dossiers)
    return papers.envelope_labels(desk, dossiers, run=run)


def _dossier(reader: Reader, dossier_id: UUID) -> Dossier:
    return Dossier.of(reader.get(DOSSIER, dossier_id))
