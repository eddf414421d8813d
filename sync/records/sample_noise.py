"""How registers go wrong, as switches: what people type, paste and scan, put onto clean sample people. Pure.

Each switch is a share of people from 0 to 1. Duplicates come on top of the people; everything else changes them.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from sync.records.partial_date import PartialDate
from sync.records.sample_draws import Dice, draw_old_number, draw_phone, one
from sync.records.sample_people import SamplePerson
from sync.records.text import nfc

_OTHER_PLACE: Final = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ", "ọe": "oẹ",
    "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
_TONES: Final = {"\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0301": "s", "\u0323": "j"}
_LETTERS: Final = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_CHILDREN: Final = ("con đẻ", "cháu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """The shares of people to whom each thing happens; `tone_place` of those whose name allows it."""

    nfd: float = 0.0
    tone_place: float = 0.0
    telex: float = 0.0
    all_caps: float = 0.0
    double_space: float = 0.0
    eth: float = 0.0
    wrong_tone: float = 0.0
    swapped_day: float = 0.0
    duplicate: float = 0.0
    twin: float = 0.0
    old_number_only: float = 0.0


USUAL: Final = Noise(
    nfd=0.02,
    tone_place=0.15,
    telex=0.005,
    all_caps=0.10,
    double_space=0.03,
    eth=0.005,
    wrong_tone=0.007,
    swapped_day=0.004,
    duplicate=0.03,
    twin=0.001,
    old_number_only=0.003,
)


def with_noise(dice: Dice, people: Iterable[SamplePerson], noise: Noise = USUAL) -> Iterator[SamplePerson]:
    """Return the people as a register has them: each once, some of them a second time."""
    before: SamplePerson | None = None
    for clean in people:
        person = clean
        if before is not None and _could_be_twins(before, clean) and dice.random() < noise.twin * 4:
            person = _twin(before, clean)
        before = person
        if dice.random() < noise.old_number_only:
            person = replace(person, personal_number="", old_number=draw_old_number(dice))
        if dice.random() < noise.swapped_day:
            person = replace(person, birth=_swapped(person.birth))
        yield replace(person, name=_written(dice, person.name, noise))
        if dice.random() < noise.duplicate:
            yield _again(dice, person)


def telex(text: str) -> str:
    """Return the keys that were typed for a text with the input method off: Nguyễn gives Nguyeenx."""
    return " ".join(_typed(word) for word in text.split(" "))


def _written(dice: Dice, name: str, noise: Noise) -> str:
    if dice.random() < noise.wrong_tone:
        name = _other_tone(dice, name)
    if dice.random() < noise.tone_place:
        for here, there in _OTHER_PLACE.items():
            name = name.replace(here, there)
    if dice.random() < noise.telex:
        name = telex(name)
    if dice.random() < noise.eth:
        name = name.replace("Đ", "\u00d0")
    if dice.random() < noise.all_caps:
        name = name.upper()
    if dice.random() < noise.double_space:
        name = name.replace(" ", "  ", 1)
    if dice.random() < noise.nfd:
        name = unicodedata.normalize("NFD", name)
    return name


def _other_tone(dice: Dice, name: str) -> str:
    """Put another tone on the last syllable that has one."""
    bare = unicodedata.normalize("NFD", name)
    places = [at for at, sign in enumerate(bare) if sign in _TONES]
    if not places:
        return name
    at = places[-1]
    other = one(dice, [tone for tone in _TONES if tone != bare[at]])
    return nfc(bare[:at] + other + bare[at + 1 :])


def _typed(word: str) -> str:
    bare = unicodedata.normalize("NFD", word)
    tone = "".join(_TONES[sign] for sign in bare if sign in _TONES)
    letters = nfc("".join(sign for sign in bare if sign not in _TONES))
    keys = "".join(_LETTERS.get(letter.lower(), letter.lower()) for letter in letters)
    return (keys[:1].upper() if word[:1].isupper() else keys[:1]) + keys[1:] + tone


def _could_be_twins(one_child: SamplePerson, other: SamplePerson) -> bool:
    return (
        one_child.household == other.household != ""
        and one_child.relation == other.relation
        and other.relation in _CHILDREN
        and one_child.sex is other.sex
    )


def _twin(first: SamplePerson, second: SamplePerson) -> SamplePerson:
    """Give the second child the first one's name and birth; its number stays where the years fit."""
    number = second.personal_number if second.birth.year == first.birth.year else ""
    return replace(second, name=first.name, birth=first.birth, personal_number=number)


def _swapped(birth: PartialDate) -> PartialDate:
    if birth.day is None or birth.month is None or birth.day > 12:
        return birth
    return PartialDate(year=birth.year, month=birth.day, day=birth.month)


def _again(dice: Dice, person: SamplePerson) -> SamplePerson:
    """Return the same person as somebody else wrote him down: in capitals, another phone, often no number."""
    return replace(
        person,
        name=person.name.upper(),
        phone=draw_phone(dice),
        personal_number=person.personal_number if dice.random() < 0.5 else "",
        household="",
        relation="",
    )
