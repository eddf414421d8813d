"""The 1,000 questions that `make bench` asks, drawn once from the ward's made-up people into tests/bench/queries.tsv.

`python -m tests.bench.queries` draws them anew; the same seed gives the same lines.
"""

import random
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sync.records.person import Person
from sync.records.rules import DOSSIER
from sync.records.sample_commune import HADONG
from sync.records.text import fold
from tests.bench.hadong import SEED, people_of, records_of

FILE: Final = Path(__file__).with_name("queries.tsv")
COMMUNE: Final = "09661"
SHARES: Final = {"full_name": 400, "two_words": 250, "surname": 100, "code": 100, "number": 100, "nothing": 50}
_NOBODY: Final = ("Zwkq", "Tyrannosaurus", "Xqz Pwf", "Wojtkowiak", "0999888777666", "ZZZ-00-000000-0000", "Jjk")


def read_queries(file: Path = FILE) -> list[tuple[str, str]]:
    """Return (kind, text) of each line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, _, text in (line.partition("\t") for line in lines)]


def draw_queries(people: Sequence[Person], codes: Sequence[str], dice: random.Random) -> list[tuple[str, str]]:
    """Return the questions in the order in which they are asked: the kinds mixed."""
    draw: dict[str, Callable[[], str]] = {
        "full_name": lambda: _typed(dice.choice(people).name, dice),
        "two_words": lambda: _typed(_two_words(dice.choice(people).name, dice), dice),
        "surname": lambda: _typed(dice.choice(people).name.split()[0], dice),
        "code": lambda: _code(dice.choice(codes), dice),
        "number": lambda: _number(dice.choice(people), dice),
        "nothing": lambda: f"{dice.choice(_NOBODY)} {dice.randrange(10, 99)}" if dice.random() < 0.5 else _nobody(dice),
    }
    drawn = [(kind, draw[kind]()) for kind, count in SHARES.items() for _ in range(count)]
    dice.shuffle(drawn)
    return drawn


def _typed(text: str, dice: random.Random) -> str:
    """Return the text as officials type it: mostly small letters without marks, some with all, some decomposed."""
    chance = dice.random()
    if chance < 0.50:
        return fold(text)
    if chance < 0.85:
        return text
    if chance < 0.92:
        return text.lower()
    return text.upper() if chance < 0.96 else unicodedata.normalize("NFD", text)


def _two_words(name: str, dice: random.Random) -> str:
    words = name.split()
    first = dice.randrange(0, len(words) - 1)
    return f"{words[first]} {words[-1]}"


def _code(code: str, dice: random.Random) -> str:
    """Return a code as on the paper, without separators, its end alone, or spoiled by an input method."""
    as_typed = (
        code,
        code.lower(),
        code.replace("-", ""),
        "-".join(code.split("-")[-2:]),
        code.replace("TAM", "TÂM").replace("-", "–"),
    )
    return dice.choice(as_typed)


def _number(person: Person, dice: random.Random) -> str:
    number = person.personal_number or person.phone or "0600000000"
    grouped = " ".join(number[at : at + 3] for at in range(0, len(number), 3))
    return dice.choice((number, grouped, number[-4:], person.phone or number))


def _nobody(dice: random.Random) -> str:
    return "".join(dice.choice("bcdfghjklmnpqrstvwxz") for _ in range(6))


def main() -> None:
    """Draw the questions from the whole ward and write them down."""
    people = people_of(HADONG, random.Random(SEED))
    codes = [
        record.fields[name]
        for record in records_of(HADONG, commune=COMMUNE)
        if record.type == DOSSIER
        for name in ("provisional_code", "official_code")
        if record.fields[name]
    ]
    lines = [f"{kind}\t{text}\n" for kind, text in draw_queries(people, codes, random.Random(SEED))]
    FILE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
