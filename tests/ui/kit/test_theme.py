"""Every pair of colours that stand on each other can be read."""

import re

import pytest

from agentview.ui.kit.sheet import style_sheet
from agentview.ui.kit.theme import THEMES, Tokens, Tone, contrast_ratio

ALL = list(THEMES.values())


def test_black_on_white_is_the_most() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#FFFFFF", "#FFFFFF") == pytest.approx(1)


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_text_reads_on_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.window, tokens.base, tokens.hover, tokens.sunken)
    inks = (tokens.text, tokens.text2, tokens.text3, tokens.link, tokens.error)
    pairs = [(ink, ground) for ink in inks for ground in grounds]
    pairs += [
        (tokens.on_accent, tokens.accent),
        (tokens.on_accent, tokens.accent_hover),
        (tokens.on_danger, tokens.danger),
        (tokens.selection_text, tokens.selection),
        (tokens.selection_text2, tokens.selection),
    ]
    poor = [(pair, contrast_ratio(*pair)) for pair in pairs if contrast_ratio(*pair) < 4.5]
    assert poor == []


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_borders_and_rings_are_seen(tokens: Tokens) -> None:
    grounds = (tokens.window, tokens.base)
    edges = (tokens.control_border, tokens.focus, tokens.error)
    assert [pair for pair in ((e, g) for e in edges for g in grounds) if contrast_ratio(*pair) < 3] == []


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("tone", list(Tone))
def test_chips_read_best(tokens: Tokens, tone: Tone) -> None:
    colours = tokens.tones[tone]
    assert contrast_ratio(colours.fg, colours.bg) >= 7


@pytest.mark.parametrize("tokens", [t for t in ALL if t.has_tints], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("tone", [Tone.WARNING, Tone.BAD])
def test_ages_read_on_rows(tokens: Tokens, tone: Tone) -> None:
    ink = tokens.tones[tone].fg
    assert min(contrast_ratio(ink, g) for g in (tokens.base, tokens.hover, tokens.selection)) >= 4.5


@pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: tokens.name)
def test_the_style_sheet_is_short_and_complete(tokens: Tokens) -> None:
    sheet = style_sheet(tokens, 1.5)
    assert sheet.count("\n") <= 60
    assert re.search(r"\{\w+\}|\[\d+\]|font-size", sheet) is None


def test_each_kind_of_button_has_its_own_disabled_look() -> None:
    sheet = style_sheet(ALL[0])
    kinds = set(re.findall(r'QPushButton\[kind="([\w-]+)"\]', sheet))
    assert kinds == {"primary", "danger", "danger-filled", "quiet"}
    for kind in kinds:
        assert f'QPushButton[kind="{kind}"]:disabled' in sheet


def test_state_never_changes_the_weight() -> None:
    for rule in style_sheet(ALL[0]).splitlines():
        if "font-weight" in rule:
            assert ":" not in rule.split("{")[0]
