"""A CSV list with Vietnamese headings: columns in any order and spelling, cells as plain text. Knows no notebook."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.services.csv_text import ListFileError, decode_list
from sync.records.sample_people import SAMPLE_MARK
from sync.records.text import fold, nfc, repair

SEPARATORS: Final = (",", ";", "\t")
MAX_ROWS: Final = 400_000
MAX_LINE_CHARS: Final = 10_000
MAX_ROW_CHARS: Final = 3 * MAX_LINE_CHARS
"""As it stands in the file, with its quotes and separators: longer ones are not even taken apart."""
HEADING_WITHIN: Final = 30
_WORDS: Final = re.compile(r"[a-z0-9]+")
_FORMULA: Final = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvList:
    """A list as it was read. `columns`: meaning -> place; `headings` as written; `heading_row` counts from 1."""

    text: str
    separator: str
    headings: tuple[str, ...]
    heading_row: int
    columns: Mapping[str, int]
    is_sample: bool

    def unused(self) -> tuple[str, ...]:
        """Return the headings that nothing is read from."""
        used = set(self.columns.values())
        return tuple(each for at, each in enumerate(self.headings) if at not in used and each)

    def rows(self) -> Iterator["CsvRow"]:
        """Return the rows below the heading that are not empty; numbered as a spreadsheet shows them.

        Raises: ListFileError broken_quotes, line_too_long, too_many_rows.
        """
        for number, cells in _records(self.text, self.separator):
            if number > self.heading_row and any(cell.strip() for cell in cells):
                yield CsvRow(number=number, cells=tuple(cells), columns=self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRow:
    """One row; `cells` are as they stand in the file."""

    number: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]

    def cell(self, meaning: str) -> str:
        """Return a cell as NFC text in single spaces; "" where the row or the list has none."""
        at = self.columns.get(meaning)
        return "" if at is None or at >= len(self.cells) else plain_cell(self.cells[at])


def read_list(raw: bytes, headings: Mapping[str, str], required: Collection[frozenset[str]]) -> CsvList:
    """Read a list whose headings, folded to bare words, mean what `headings` says; `required`: any one set of meanings.

    Lines above the heading are passed over. Raises: ListFileError, also no_heading.
    """
    text = decode_list(raw)
    is_sample = SAMPLE_MARK in nfc(text).upper()
    best: CsvList | None = None
    for separator in SEPARATORS:
        found = _with_heading(text, separator, headings, required, is_sample=is_sample)
        if found is not None and (best is None or len(found.columns) > len(best.columns)):
            best = found
    if best is None:
        raise ListFileError("no_heading")
    return best


def write_list(rows: Iterable[Sequence[str]], *, separator: str = ",", is_sample: bool = False) -> bytes:
    """Return a list that a spreadsheet opens with its Vietnamese whole and takes no cell of for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    if is_sample:
        writer.writerow([f"{SAMPLE_MARK} - không phải người thật"])
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def plain_cell(cell: str) -> str:
    """Return the cell as text; an apostrophe that only keeps a spreadsheet from reckoning is no part of it."""
    if not cell:
        return ""
    text = repair(cell)
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def heading_key(heading: str) -> str:
    """Return a heading as bare words: "Họ, chữ đệm và tên (*)" gives "ho chu dem va ten"."""
    return " ".join(_WORDS.findall(fold(heading)))


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _with_heading(
    text: str,
    separator: str,
    headings: Mapping[str, str],
    required: Collection[frozenset[str]],
    *,
    is_sample: bool,
) -> CsvList | None:
    try:
        for number, cells in _records(text, separator):
            if number > HEADING_WITHIN:
                return None
            columns: dict[str, int] = {}
            for at, cell in enumerate(cells):
                meaning = headings.get(heading_key(cell))
                if meaning is not None:
                    columns.setdefault(meaning, at)
            if any(needed <= columns.keys() for needed in required):
                return CsvList(
                    text=text,
                    separator=separator,
                    headings=tuple(plain_cell(cell) for cell in cells),
                    heading_row=number,
                    columns=columns,
                    is_sample=is_sample,
                )
    except ListFileError:
        return None  # read with another separator the quotes may well stand right
    return None


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Raises: ListFileError broken_quotes, line_too_long, too_many_rows."""
    number = row_chars = 0

    def lines() -> Iterator[str]:
        nonlocal row_chars
        for line in io.StringIO(text, newline=""):
            row_chars += len(line)
            if row_chars > MAX_ROW_CHARS:
                raise ListFileError("line_too_long", number + 1)
            yield line

    try:
        for number, cells in enumerate(csv.reader(lines(), delimiter=separator, strict=True), start=1):
            row_chars = 0
            if sum(map(len, cells)) > MAX_LINE_CHARS:
                raise ListFileError("line_too_long", number)
            if number > MAX_ROWS:
                raise ListFileError("too_many_rows", MAX_ROWS)
            yield number, cells
    except csv.Error as error:
        cause = "line_too_long" if "limit" in str(error) else "broken_quotes"
        raise ListFileError(cause, number + 1) from None
