"""What has to be true of a run: nothing missing, doubled or wrong, edits merged, clashes kept. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.bench.sync.workload import Document

Stand = tuple[Document, list[Document]]
"""A document, and the values that conflicts keep beside it."""

_NOTHING: Final[Stand] = ({}, [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One laptop's documents by id; `doubled` counts those that it gave more than once."""

    documents: Mapping[str, Stand]
    doubled: int

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> "Seen":
        """Read a dump."""
        documents = {row["doc"]["id"]: (row["doc"], row["conflicts"]) for row in rows}
        return cls(documents=documents, doubled=len(rows) - len(documents))


def after_a_pull(final: Mapping[str, Document], laptop: Seen) -> dict[str, int]:
    """Count what a fresh laptop lacks, has too much, twice, or otherwise than it was recorded."""
    there = laptop.documents
    return {
        "missing": len(final.keys() - there.keys()),
        "extra": len(there.keys() - final.keys()),
        "doubled": laptop.doubled,
        "wrong": sum(there[each][0] != final[each] for each in final.keys() & there.keys()),
    }


def after_both_edited(
    final: Mapping[str, Document], edits: Mapping[str, Sequence[Document]], laptops: Mapping[str, Seen]
) -> dict[str, int]:
    """Count the same over all laptops, and how the edits of both came out; the last laptop stands for the centre.

    `merged`: of the other-field edits, those where both stand. `kept`: of the same-field edits, those where one
    laptop's values stand whole and the other's are kept whole in a conflict that every laptop shows.
    """
    mine, theirs = ({each["id"]: each for each in edits[name]} for name in "AB")
    centre = laptops["C"].documents
    merged = sum(_is_merged(centre.get(each, _NOTHING)[0], mine[each], theirs[each]) for each in _of("apart", mine))
    kept = sum(
        all(_is_kept(seen.documents.get(each, _NOTHING), mine[each], theirs[each]) for seen in laptops.values())
        for each in _of("same", mine)
    )
    untouched = {each: document for each, document in final.items() if each not in mine}
    return {
        "missing": sum(len(final.keys() - seen.documents.keys()) for seen in laptops.values()),
        "extra": sum(len(seen.documents.keys() - final.keys()) for seen in laptops.values()),
        "doubled": sum(seen.doubled for seen in laptops.values()),
        "wrong": sum(centre.get(each, _NOTHING)[0] != untouched[each] for each in untouched),
        "differing": sum(
            seen.documents.get(each, _NOTHING)[0] != document
            for seen in laptops.values()
            for each, (document, _) in centre.items()
        ),
        "other_field_edits": len(_of("apart", mine)),
        "merged": merged,
        "same_field_edits": len(_of("same", mine)),
        "kept": kept,
    }


def _of(kind: str, edits: Mapping[str, Document]) -> list[str]:
    return [each for each, edit in edits.items() if edit["kind"] == kind]


def _has(document: Document, edit: Document) -> bool:
    return all(document.get(name) == value for name, value in edit["set"].items())


def _is_merged(document: Document, mine: Document, theirs: Document) -> bool:
    return _has(document, mine) and _has(document, theirs)


def _is_kept(stand: Stand, mine: Document, theirs: Document) -> bool:
    document, beside = stand
    for standing, other in ((mine, theirs), (theirs, mine)):
        if _has(document, standing):
            return any(_has(kept, other) for kept in beside)
    return False
