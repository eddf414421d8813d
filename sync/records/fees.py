"""What a procedure costs by the catalogue, and how money is written. An unknown fee stays unknown: None, never 0."""

from typing import Final

from sync.records.catalogue import FeeRule, FeeUnit, Procedure

UNKNOWN_FEE: Final = "Chưa rõ mức thu"
FREE: Final = "Không thu"
_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS: Final = ("", " nghìn", " triệu", " tỷ")
MOST_VND_IN_WORDS: Final = 999_999_999_999


def fee_for(procedure: Procedure, *, pages: int = 1, copies: int = 1, case: str | None = None) -> int | None:
    """Return the fee in đồng for `copies` of a paper of `pages`; None where the catalogue does not know it.

    `case` names one of the procedure's fees; without it the usual one. Raises: ValueError below one page or copy.
    """
    rules = [rule for rule in procedure.fees if case is None or rule.case == case]
    if not rules:
        raise ValueError(f"{procedure.code} has no fee for {case!r}")
    return amount(rules[0], pages=pages, copies=copies)


def amount(rule: FeeRule, *, pages: int = 1, copies: int = 1) -> int | None:
    """Return what one rule asks, in đồng; None where it is not known. Pages are those of the original."""
    if pages < 1 or copies < 1:
        raise ValueError("below one page or copy")
    if rule.vnd is None:
        return None
    match rule.unit:
        case FeeUnit.CASE:
            return rule.vnd
        case FeeUnit.COPY:
            return rule.vnd * copies
        case FeeUnit.PAGE:
            full = pages if rule.full_pages is None or rule.vnd_after is None else min(pages, rule.full_pages)
            one = full * rule.vnd + (pages - full) * (rule.vnd_after or 0)
            return copies * (one if rule.most_vnd_per_copy is None else min(one, rule.most_vnd_per_copy))


def money(vnd: int | None) -> str:
    """Return an amount as written here: 12.000 đ; "Chưa rõ mức thu" for an unknown one."""
    return UNKNOWN_FEE if vnd is None else f"{vnd:,} đ".replace(",", ".")


def fee_text(vnd: int | None) -> str:
    """Return a fee as a screen or slip says it: as `money`, with "Không thu" for 0."""
    return FREE if vnd == 0 else money(vnd)


def money_in_words(vnd: int) -> str:
    """Return the amount as a receipt spells it: "Mười hai nghìn đồng". Raises: ValueError outside 0 … 999 tỷ."""
    if not 0 <= vnd <= MOST_VND_IN_WORDS:
        raise ValueError(f"no words for {vnd}")
    groups = [vnd // 1000**place % 1000 for place in range(len(_GROUPS))]
    top = max((place for place, group in enumerate(groups) if group), default=0)
    said = [
        _three(groups[place], is_first=place == top) + _GROUPS[place]
        for place in range(top, -1, -1)
        if groups[place] or top == 0
    ]
    words = " ".join([*said, "đồng"])
    return words[0].upper() + words[1:]


def _three(number: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if is_first and not hundreds:
        return _two(tens, ones)
    said = f"{_DIGITS[hundreds]} trăm"
    if not rest:
        return said
    return f"{said} linh {_DIGITS[ones]}" if not tens else f"{said} {_two(tens, ones)}"


def _two(tens: int, ones: int) -> str:
    if not tens:
        return _DIGITS[ones]
    said = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if not ones:
        return said
    if ones == 5:
        return f"{said} lăm"
    return f"{said} {'mốt' if ones == 1 and tens > 1 else _DIGITS[ones]}"
