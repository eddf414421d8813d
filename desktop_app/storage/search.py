"""Finding dossiers and people by what was typed, page after page, exact marks first (promise G15).

A query becomes a row of sources, best first. Each gives its hits in the order of the index, so that a page is read
without looking at those behind it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol

import msgspec
import sqlalchemy as sa

from desktop_app.storage.derived import WORD, SearchText, class_token, national, number_at, search_text_of, squeezed
from desktop_app.storage.pages import read_face
from desktop_app.storage.ranking import FEW_WORDS, has_movable_tone
from desktop_app.storage.tables import PAGE, RECORD
from sync.records.codes import EnvelopeCode, MalformedCodeError, parse_code
from sync.records.rules import DOSSIER, PERSON
from sync.records.text import fold, has_marks, repair, tone_key

MAX_WORDS: Final = 12
MAX_CHARS: Final = 200
MAX_AT_ONCE: Final = 200
MAX_BY_NUMBER: Final = 100
"""So many hits of a number are looked through for the words typed beside it."""
MIN_DIGITS_BESIDE: Final = 4
_BEHIND_ALL: Final = "\U0010ffff"
_LARGEST: Final = 2**63 - 1
_BY_WORDS: Final = {
    PERSON: "SELECT rowid FROM search_person WHERE search_person MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?",
    DOSSIER: "SELECT rowid FROM search_dossier WHERE search_dossier MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?",
}
_BY_KEY: Final = "SELECT place FROM search_key WHERE type = ? AND key = ? AND place > ? ORDER BY place LIMIT ?"
_BY_KEY_BEGIN: Final = (
    "SELECT key, place FROM search_key WHERE type = ? AND key > ? AND (key, place) < (?, ?) "
    "ORDER BY key DESC, place DESC LIMIT ?"
)
_COUNT_BY_KEY: Final = (
    "SELECT key, count(*) FROM search_key WHERE type = ? AND key IN (SELECT value FROM json_each(?)) GROUP BY key"
)
_NEWEST: Final = "SELECT number FROM record WHERE type = ? AND number < ? ORDER BY number DESC LIMIT ?"
_NAMES: Final = "SELECT number, name FROM record WHERE number IN (SELECT value FROM json_each(?))"
_PAGE_AT: Final = sa.select(PAGE).where(RECORD.c.number == sa.bindparam("row"))


class Mark(msgspec.Struct, frozen=True):
    """How far a source has been read: behind this key and place."""

    key: str = ""
    place: int = -1


START: Final = Mark()


class Cursor(msgspec.Struct, frozen=True):
    """Where the next page begins: in which source of the query, and where in it."""

    source: int = 0
    mark: Mark = START


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """What the hits must be besides: a status, a delivery state, a cluster; each empty set or text lets all through.

    `among`: row numbers, in the order in which they are shown where nothing is typed.
    """

    statuses: frozenset[str] = frozenset()
    deliveries: frozenset[str] = frozenset()
    cluster: str = ""
    among: tuple[int, ...] | None = None

    def tokens(self) -> list[list[str]]:
        """Return the class words of which one of each list must stand in the index."""
        each = (("s", self.statuses), ("d", self.deliveries), ("c", {self.cluster} - {""}))
        return [sorted(class_token(letter, value) for value in values) for letter, values in each if values]

    def lets_through(self, text: SearchText) -> bool:
        """Tell whether a record found otherwise than by the index of words is one of those wanted."""
        present = set(text.words.split())
        return all(present & set(tokens) for tokens in self.tokens())


NOT_NARROWED: Final = Narrow()


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """One page of row numbers, best first, each with the cursor behind it; its source is the hit's rank."""

    rows: tuple[tuple[int, Cursor], ...]
    has_more: bool


class Source(Protocol):
    """A part of the hits, in order.

    `is_narrowed` where it gives none but those wanted, `is_last_resort` where it is asked only if nothing was found,
    `is_whole` where what it gives, if anything, is all that those behind it would give.
    """

    @property
    def is_narrowed(self) -> bool: ...

    @property
    def is_last_resort(self) -> bool: ...

    @property
    def is_whole(self) -> bool: ...

    def read(self, connection: sa.Connection, mark: Mark, limit: int) -> list[tuple[Mark, int]]:
        """Return up to `limit` row numbers behind `mark`, each with the mark behind it."""
        ...


def find_rows(
    connection: sa.Connection,
    query: str,
    *,
    record_type: str,
    limit: int,
    after: Cursor | None = None,
    narrow: Narrow = NOT_NARROWED,
) -> Hits:
    """Return the next page of matching records: exact marks, other tone place, without marks, other marks.

    Within one of these people come in the order of their names, dossiers newest first; numbers and codes come before
    all words. Nothing typed gives the newest.
    """
    if narrow.among == ():
        return Hits(rows=(), has_more=False)
    sources = _sources(query, record_type, narrow, is_first_page=after is None)
    cursor = after or Cursor()
    found: dict[int, Cursor] = {}
    wanted = None if narrow.among is None else frozenset(narrow.among)
    while cursor.source < len(sources):
        source = sources[cursor.source]
        if source.is_last_resort and (found or (after is not None and after.source < cursor.source)):
            break
        asked = limit + 1 if wanted is None else max(limit + 1, MAX_AT_ONCE)
        hits = source.read(connection, cursor.mark, asked)
        for mark, number in hits:
            if number in found or (wanted is not None and number not in wanted):
                continue
            if not source.is_narrowed and not _lets_through(connection, number, narrow):
                continue
            if len(found) == limit:
                return Hits(rows=tuple(found.items()), has_more=True)
            found[number] = cursor = Cursor(cursor.source, mark)
        if hits and source.is_whole:
            break
        if len(hits) < asked:
            cursor = Cursor(source=cursor.source + 1)
        else:
            cursor = Cursor(cursor.source, hits[-1][0])
    return Hits(rows=tuple(found.items()), has_more=False)


def rows_with_key(connection: sa.Connection, record_type: str, key: str, *, limit: int) -> list[int]:
    """Return the first row numbers of the records that have just this key."""
    return [number for _, number in _Key(record_type, key).read(connection, START, limit)]


def count_with_keys(connection: sa.Connection, record_type: str, keys: Sequence[str]) -> dict[str, int]:
    """Return how many records have each key; keys of none are left out."""
    rows = connection.exec_driver_sql(_COUNT_BY_KEY, (record_type, json.dumps(keys))).all()
    return {row[0]: row[1] for row in rows}


def _sources(query: str, record_type: str, narrow: Narrow, *, is_first_page: bool) -> Sequence[Source]:
    typed = repair(query[:MAX_CHARS]).lower()
    if not typed:
        if narrow.among is not None:
            return [_Listed(narrow.among)]
        return [_Words(record_type, _all_of(narrow, ""))] if narrow.tokens() else [_Newest(record_type)]
    chunks = typed.split()
    numbers = [chunk for chunk in chunks if any(sign.isdigit() for sign in chunk)]
    sources: list[Source] = []
    if numbers:
        whole, number = national(squeezed(_dossier_code(typed))), squeezed(" ".join(numbers))
        sources += [_Key(record_type, whole), _KeyBegin(record_type, whole)]
        if len(number) >= MIN_DIGITS_BESIDE and number != whole:
            beside = tuple(word for chunk in chunks if chunk not in numbers for word in WORD.findall(fold(chunk)))
            sources.append(_NumberAndWords(record_type, number, beside))
    tiers = _word_tiers(typed, is_first_page=is_first_page)
    words = [_Words(record_type, _all_of(narrow, each)) for each in tiers]
    if len(chunks) > FEW_WORDS and words and has_marks(typed):
        sources.append(_Few(words[-1] if is_first_page else None))
    sources += words
    if record_type == DOSSIER and tiers:
        by_procedure, is_name = _with_procedure(typed, is_first_page=is_first_page)
        sources.append(_Words(record_type, _all_of(narrow, by_procedure), is_last_resort=is_name))
    return sources


def _dossier_code(typed: str) -> str:
    """Return the code of the dossier where that of one of its envelopes was typed or scanned."""
    try:
        code = parse_code(typed)
    except MalformedCodeError:
        return typed
    return str(code.dossier) if isinstance(code, EnvelopeCode) else typed


def _word_tiers(typed: str, *, is_first_page: bool) -> list[str]:
    """Return the expressions for words as typed, then for what fits them, then for other marks.

    A later page leaves out what an earlier expression has given; for the first page all of that is at hand, and
    leaving it out would cost the most.
    """
    marked = WORD.findall(typed)[:MAX_WORDS]
    folded = WORD.findall(fold(typed))[:MAX_WORDS]
    if not folded:
        return []
    tiers = [_and([f'"e{word}" *' for word in marked])]
    if any(has_movable_tone(word) for word in marked):
        tiers.append(_and([_either(f"e{word}", f"t{tone_key(word)}") for word in marked]))
    if has_marks(typed) and len(marked) <= FEW_WORDS:
        tiers.append(
            _and([_either(f"e{word}", f"t{tone_key(word)}") if has_marks(word) else f'"f{word}" *' for word in marked])
        )
    tiers.append(_and([f'"f{word}" *' for word in folded]))
    if is_first_page:
        return tiers
    return [tiers[0], *(f"({tier}) NOT ({before})" for before, tier in pairwise(tiers))]


def _with_procedure(typed: str, *, is_first_page: bool) -> tuple[str, bool]:
    """Return the expression for dossiers that have all words in name and procedure together, and whether it can wait.

    Three words and more that make a name are meant as one: only where nobody has it are they sought in procedures.
    """
    folded = WORD.findall(fold(typed))[:MAX_WORDS]
    either = _and([_either(f"f{word}", f"p{word}") for word in folded])
    names = _and([f'"f{word}" *' for word in folded])
    return either if is_first_page else f"({either}) NOT ({names})", len(folded) > FEW_WORDS


def _either(one: str, other: str) -> str:
    return f'("{one}" * OR "{other}" *)'


def _all_of(narrow: Narrow, expression: str) -> str:
    each = [f"({expression})"] if expression else []
    each += ["(" + " OR ".join(f'"{token}"' for token in tokens) + ")" for tokens in narrow.tokens()]
    return _and(each)


def _and(parts: Sequence[str]) -> str:
    return " AND ".join(parts)


def _lets_through(connection: sa.Connection, number: int, narrow: Narrow) -> bool:
    if not narrow.tokens():
        return True
    text = _text_at(connection, number)
    return text is not None and narrow.lets_through(text)


def _text_at(connection: sa.Connection, number: int) -> SearchText | None:
    page = connection.execute(_PAGE_AT, {"row": number}).scalar()
    return None if page is None else search_text_of(read_face(page))


class _Newest(msgspec.Struct, frozen=True):
    record_type: str
    is_narrowed: bool = False
    is_last_resort: bool = False
    is_whole: bool = False

    def read(self, connection: sa.Connection, mark: Mark, limit: int) -> list[tuple[Mark, int]]:
        below = _LARGEST if mark == START else mark.place
        numbers = connection.exec_driver_sql(_NEWEST, (self.record_type, below, limit)).scalars().all()
        return [(Mark("", number), number) for number in numbers]


class _Listed(msgspec.Struct, frozen=True):
    numbers: tuple[int, ...]
    is_narrowed: bool = False
    is_last_resort: bool = False
    is_whole: bool = False

    def read(self, connection: sa.Connection, mark: Mark, limit: int) -> list[tuple[Mark, int]]:
        first = mark.place + 1
        return [(Mark("", first + at), number) for at, number in enumerate(self.numbers[first : first + limit])]


class _Words(msgspec.Struct, frozen=True):
    record_type: str
    expression: str
    is_last_resort: bool = False
    is_whole: bool = False
    is_narrowed: bool = True

    def read(self, connection: sa.Connection, mark: Mark, limit: int) -> list[tuple[Mark, int]]:
        statement = _BY_WORDS[self.record_type]
        places = connection.exec_driver_sql(statement, (self.expression, mark.place, limit)).scalars().all()
        return [(Mark("", place), number_at(self.record_type, place)) for place in places]


class _Few(msgspec.Struct, frozen=True):
    """Everybody with these words, whichever marks they have, if that is less than a page: ranked when they are read."""

    words: _Words | None
    is_narrowed: bool = True
    is_last_resort: bool = False
    is_whole: bool = True

    def read(self, connection: sa.Connection, mark: Mark, limit: int) -> list[tuple[Mark, int]]:
        hits = [] if self.words is None else self.words.read(connection, mark, limit)
        return hits if len(hits) < limit else []


class _Key(msgspec.Struct, frozen=True):
    """Records that have just this code or number."""

    record_type: str
    key: str
    is_narrowed: bool = False
    is_last_resort: bool = False
    is_whole: bool = False

    def read(self, connection: sa.Connection, mark: Mark, limit: int) -> list[tuple[Mark, int]]:
        places = connection.exec_driver_sql(_BY_KEY, (self.record_type, self.key, mark.place, limit)).scalars().all()
        return [(Mark("", place), number_at(self.record_type, place)) for place in places]


class _KeyBegin(msgspec.Struct, frozen=True):
    """Records with a code or number that begins so, the highest first: codes have their day in them."""

    record_type: str
    key: str
    is_narrowed: bool = False
    is_last_resort: bool = False
    is_whole: bool = False

    def read(self, connection: sa.Connection, mark: Mark, limit: int) -> list[tuple[Mark, int]]:
        below = (self.key + _BEHIND_ALL, 0) if mark == START else (mark.key, mark.place)
        rows = connection.exec_driver_sql(_BY_KEY_BEGIN, (self.record_type, self.key, *below, limit)).all()
        return [(Mark(key, place), number_at(self.record_type, place)) for key, place in rows]


class _NumberAndWords(msgspec.Struct, frozen=True):
    """People with a number, and dossiers of people, that have the words typed beside it in their names."""

    record_type: str
    number: str
    words: tuple[str, ...]
    is_narrowed: bool = False
    is_last_resort: bool = False
    is_whole: bool = False

    def read(self, connection: sa.Connection, mark: Mark, limit: int) -> list[tuple[Mark, int]]:
        numbers: dict[int, None] = {}
        for source in (_Key(self.record_type, self.number), _KeyBegin(self.record_type, self.number)):
            numbers.update((number, None) for _, number in source.read(connection, START, MAX_BY_NUMBER))
        rows = connection.exec_driver_sql(_NAMES, (json.dumps(list(numbers)),)).all()
        names = {number: fold(name).split() for number, name in rows}
        fitting = [number for number in numbers if self._fits(names[number])]
        return [(Mark("", at), number) for at, number in enumerate(fitting) if at > mark.place][:limit]

    def _fits(self, name: Sequence[str]) -> bool:
        return all(any(present.startswith(word) for present in name) for word in self.words)
