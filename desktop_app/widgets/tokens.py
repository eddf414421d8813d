"""The colours, sizes and spaces of the look, as plain values; knows no widget and no style sheet.

Named tuples, because a frozen dataclass of this size takes some milliseconds to be made before the first paint.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Tone = Literal["plain", "good", "warn", "danger", "accent"]
"""What a mark says at a glance. Never the only carrier: the words say it too."""

BODY_PT: Final = 13
DOOR_PT: Final = 16
HEADING_PT: Final = 16
TITLE_PT: Final = 22
TARGET_PX: Final = 40
DENSE_PX: Final = 34
BUTTON_PX: Final = 46
"""With the 3 px around it that the focus ring takes."""
DOOR_TARGET_PX: Final = 52
RADIUS_PX: Final = 6
SPACE_PX: Final = 8
"""The grid: every gap is a multiple of it."""


class TonePair(NamedTuple):
    """A quiet fill and the text that is read on it (at least 4.5 to 1)."""

    fill: str
    text: str


class Palette(NamedTuple):
    """One look. Every pair that text is read on holds WCAG AA; a test computes the ratios."""

    is_dark: bool
    surface: str
    card: str
    card_sunken: str
    ink: str
    ink_soft: str
    line: str
    control_line: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    disabled_fill: str
    disabled_ink: str
    focus: str
    nav: str
    nav_ink: str
    nav_ink_soft: str
    nav_chosen: str
    nav_focus: str
    plain: TonePair
    good: TonePair
    warn: TonePair
    danger: TonePair
    sample: TonePair

    def pair(self, tone: Tone) -> TonePair:
        """Return the fill and text of a tone."""
        pairs: dict[Tone, TonePair] = {
            "plain": self.plain,
            "good": self.good,
            "warn": self.warn,
            "danger": self.danger,
            "accent": TonePair(fill=self.accent_soft, text=self.accent_strong),
        }
        return pairs[tone]


LIGHT: Final = Palette(
    is_dark=False,
    surface="#F3F5F7",
    card="#FFFFFF",
    card_sunken="#EAEEF1",
    ink="#16202A",
    ink_soft="#475462",
    line="#D3DAE1",
    control_line="#6F7D8B",
    accent="#0B5A69",
    accent_strong="#083F4B",
    on_accent="#FFFFFF",
    accent_soft="#DCECEF",
    disabled_fill="#E4E8EC",
    disabled_ink="#5B6773",
    focus="#1557D6",
    nav="#0C3540",
    nav_ink="#F1F7F8",
    nav_ink_soft="#B9D0D6",
    nav_chosen="#175462",
    nav_focus="#FFD36B",
    plain=TonePair(fill="#E6EAEE", text="#313D49"),
    good=TonePair(fill="#DDF1E4", text="#145A30"),
    warn=TonePair(fill="#FFEFCF", text="#6B4300"),
    danger=TonePair(fill="#FCE5E2", text="#A11B14"),
    sample=TonePair(fill="#FFD36B", text="#3A2600"),
)

DARK: Final = Palette(
    is_dark=True,
    surface="#11181D",
    card="#1A232A",
    card_sunken="#0C1216",
    ink="#EAF0F3",
    ink_soft="#B4C2CB",
    line="#34424C",
    control_line="#8A9BA7",
    accent="#63C4D4",
    accent_strong="#A5E3ED",
    on_accent="#04232A",
    accent_soft="#173E48",
    disabled_fill="#27323A",
    disabled_ink="#9AA8B2",
    focus="#FFD36B",
    nav="#0A2229",
    nav_ink="#EAF4F6",
    nav_ink_soft="#A9C3CA",
    nav_chosen="#17464F",
    nav_focus="#FFD36B",
    plain=TonePair(fill="#2B363F", text="#DCE5EA"),
    good=TonePair(fill="#173B26", text="#A9E5BF"),
    warn=TonePair(fill="#47330A", text="#FFDD97"),
    danger=TonePair(fill="#4B1D1A", text="#FFC2BB"),
    sample=TonePair(fill="#FFD36B", text="#3A2600"),
)


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two `#RRGGBB` colours, 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
