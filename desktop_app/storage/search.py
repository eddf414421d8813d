"""Finding dossiers and people by what was typed: candidates from the index, ranked by marks (promise G15)."""

import re
from typing import Final

import sqlalchemy as sa

from desktop_app.storage.derived import squeezed
from sync.records.rules import PERSON
from sync.records.text import fold, match_rank, name_sort_key, repair, tone_key

MAX_CANDIDATES: Final = 400
MAX_WORDS: Final = 12
_WORD: Final = re.compile(r"[^\W_]+")
_FIND: Final = (
    "SELECT record.number, record.name FROM search JOIN record ON record.number = search.rowid "
    "WHERE search MATCH ? AND record.type = ? ORDER BY search.rowid DESC LIMIT ?"
)


def find_rows(connection: sa.Connection, query: str, *, record_type: str, limit: int) -> list[int]:
    """Return row numbers of matching records, best first: exact marks, other tone place, without marks, other marks.

    Within one rank people come in the order of their names, dossiers newest first.
    """
    words = _WORD.findall(repair(query).lower())[:MAX_WORDS]
    if not words:
        return []
    found: dict[int, str] = {}
    for expression in (_exactly(words), _loosely(query)):
        rows = connection.exec_driver_sql(_FIND, (expression, record_type, max(limit, MAX_CANDIDATES)))
        found.update((row.number, row.name) for row in rows)

    def place(row: int) -> tuple[int, str, int]:
        name = found[row]
        return match_rank(query, name), name_sort_key(name) if record_type == PERSON else "", -row

    return sorted(found, key=place)[:limit]


def _exactly(words: list[str]) -> str:
    """Match the words with their marks as typed, or with the tone on the other vowel."""
    return " AND ".join(f'(exact : "{word}" * OR exact : "{tone_key(word)}")' for word in words)


def _loosely(query: str) -> str:
    """Match the words without marks, and codes and numbers however they are written."""
    each = " AND ".join(_chunk(chunk) for chunk in fold(query).split()[:MAX_WORDS] if _WORD.search(chunk))
    number = squeezed(query)
    return f'({each}) OR codes : "{number}" *' if number.isdigit() else each


def _chunk(chunk: str) -> str:
    """Match words that stand together: a code's parts one behind the other, or the code as one word."""
    words = _WORD.findall(chunk)
    if any(sign.isdigit() for sign in chunk):
        whole = "".join(words)
        return f'({{folded codes}} : "{" ".join(words)}" * OR codes : "{whole}" *)'
    return " AND ".join(f'{{folded codes}} : "{word}" *' for word in words)
