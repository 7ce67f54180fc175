"""The colours and measures of the visual language; the only file with colour numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a chip, banner, dot or toast says before it is read."""

    NEUTRAL = "neutral"
    INFO = "info"
    PROGRESS = "progress"
    SUCCESS = "success"
    WARNING = "warning"
    BAD = "bad"
    BLOCKED = "blocked"


class Density(StrEnum):
    """How tightly rows stand; changes row and chip heights only."""

    COMPACT = "compact"
    NORMAL = "normal"
    RELAXED = "relaxed"


class ThemeChoice(StrEnum):
    """What the user asked for; SYSTEM follows the operating system."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class ToneColours:
    """Background and text of one tone; the text colour is also its border and dot."""

    bg: str
    fg: str


@dataclass(frozen=True)
class Tokens:
    """Every colour of one theme, as #RRGGBB, and the width of its lines in pixels."""

    name: str
    window: str
    base: str
    hover: str
    sunken: str
    line: str
    control_border: str
    text: str
    text2: str
    text3: str
    link: str
    error: str
    accent: str
    on_accent: str
    accent_hover: str
    selection: str
    selection_text: str
    selection_text2: str
    focus: str
    danger: str
    on_danger: str
    tones: dict[Tone, ToneColours]
    border: int = 1

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return luminance(self.text) > luminance(self.base)

    @property
    def has_tints(self) -> bool:
        """Whether chips and banners are filled; the contrast theme outlines them instead."""
        return self.border == 1


LIGHT = Tokens(
    name="light",
    window="#F3F5F8",
    base="#FFFFFF",
    hover="#F8FAFC",
    sunken="#E9EDF2",
    line="#D5DBE3",
    control_border="#7C8896",
    text="#17202B",
    text2="#4A5766",
    text3="#566373",
    link="#0F5BB8",
    error="#B3261E",
    accent="#0F62C4",
    on_accent="#FFFFFF",
    accent_hover="#0B4FA0",
    selection="#DCEAFB",
    selection_text="#17202B",
    selection_text2="#4A5766",
    focus="#0F62C4",
    danger="#B3261E",
    on_danger="#FFFFFF",
    tones={
        Tone.NEUTRAL: ToneColours("#E6EAF0", "#36424F"),
        Tone.INFO: ToneColours("#DCE9FB", "#0B478F"),
        Tone.PROGRESS: ToneColours("#E7E1FA", "#4B2E9B"),
        Tone.SUCCESS: ToneColours("#DAF1E1", "#12592C"),
        Tone.WARNING: ToneColours("#FCEBC5", "#6E4400"),
        Tone.BAD: ToneColours("#FBDEDC", "#8C1D18"),
        Tone.BLOCKED: ToneColours("#3B4552", "#FFFFFF"),
    },
)

DARK = Tokens(
    name="dark",
    window="#15191F",
    base="#1C2129",
    hover="#212731",
    sunken="#11151A",
    line="#343C48",
    control_border="#7D8999",
    text="#E8ECF1",
    text2="#B3BECB",
    text3="#9DA9B8",
    link="#82B6FA",
    error="#F4938B",
    accent="#2468C8",
    on_accent="#FFFFFF",
    accent_hover="#1F5BB2",
    selection="#1F3A5C",
    selection_text="#E8ECF1",
    selection_text2="#B3BECB",
    focus="#7DB2F5",
    danger="#B3261E",
    on_danger="#FFFFFF",
    tones={
        Tone.NEUTRAL: ToneColours("#323B47", "#D5DCE5"),
        Tone.INFO: ToneColours("#17375F", "#B4D4FB"),
        Tone.PROGRESS: ToneColours("#362C5E", "#D0C3FA"),
        Tone.SUCCESS: ToneColours("#17402A", "#A9E3BD"),
        Tone.WARNING: ToneColours("#4A3510", "#F7D488"),
        Tone.BAD: ToneColours("#551F1D", "#F9BFBA"),
        Tone.BLOCKED: ToneColours("#C3CCD7", "#15191F"),
    },
)

CONTRAST = Tokens(
    name="contrast",
    window="#000000",
    base="#000000",
    hover="#1A1A1A",
    sunken="#1A1A1A",
    line="#FFFFFF",
    control_border="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#D6D6D6",
    link="#8CC8FF",
    error="#FFB3AC",
    accent="#FFE000",
    on_accent="#000000",
    accent_hover="#FFF08A",
    selection="#FFE000",
    selection_text="#000000",
    selection_text2="#000000",
    focus="#00E5FF",
    danger="#FFB3AC",
    on_danger="#000000",
    tones={
        Tone.NEUTRAL: ToneColours("#000000", "#FFFFFF"),
        Tone.INFO: ToneColours("#000000", "#8CC8FF"),
        Tone.PROGRESS: ToneColours("#000000", "#D9C7FF"),
        Tone.SUCCESS: ToneColours("#000000", "#8FF0AE"),
        Tone.WARNING: ToneColours("#000000", "#FFE000"),
        Tone.BAD: ToneColours("#000000", "#FFB3AC"),
        Tone.BLOCKED: ToneColours("#FFFFFF", "#000000"),
    },
    border=2,
)

THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}

# Print uses the light tokens without tints (visual language 55).
ROW_HEIGHTS = {Density.COMPACT: 26, Density.NORMAL: 32, Density.RELAXED: 40}
CHIP_EXTRA = {Density.COMPACT: 2, Density.NORMAL: 4, Density.RELAXED: 6}
BASE_POINT_SIZE = 10.0
SMALLEST_POINT_SIZE = 9.0
_LINEAR_UP_TO = 0.04045


def luminance(colour: str) -> float:
    """The relative luminance of a #RRGGBB colour, from 0 (black) to 1 (WCAG 2.1)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= _LINEAR_UP_TO else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """How well one colour reads on the other, from 1 to 21 (WCAG 2.1)."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
