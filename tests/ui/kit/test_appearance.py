"""Theme, scale and density change at run time and follow the operating system."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.appearance import Appearance, AppearanceKeeper, apply_appearance, look
from agentview.ui.kit.icon import icon, icon_names
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import CONTRAST, DARK, LIGHT, Density, ThemeChoice
from agentview.ui.kit.type_scale import TypeRole


def test_an_appearance_survives_storing() -> None:
    chosen = Appearance(ThemeChoice.DARK, 1.25, Density.COMPACT)
    assert Appearance.from_json(chosen.as_json()) == chosen


@pytest.mark.parametrize("damaged", [None, 3, [], {"theme": "pink", "scale": "x", "density": None}])
def test_a_damaged_appearance_is_the_default(damaged: object) -> None:
    assert Appearance.from_json(damaged) == Appearance()


def test_a_stored_scale_stays_in_bounds() -> None:
    assert Appearance.from_json({"scale": 9}).scale == 2.0


@pytest.mark.parametrize(
    ("theme", "tokens"),
    [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK), (ThemeChoice.CONTRAST, CONTRAST)],
)
def test_themes_reach_the_palette(app: QApplication, theme: ThemeChoice, tokens: object) -> None:
    apply_appearance(app, Appearance(theme))
    assert look().tokens is tokens
    assert app.palette().color(QPalette.ColorRole.Window).name().upper() == look().tokens.window


def test_headings_grow_with_the_scale(app: QApplication, qtbot: QtBot) -> None:
    label = PlainLabel("x", TypeRole.H1)
    qtbot.addWidget(label)
    label.show()
    before = label.font().pointSizeF()
    apply_appearance(app, Appearance(ThemeChoice.LIGHT, 2.0))
    assert label.font().pointSizeF() == pytest.approx(2 * before)


def test_density_changes_rows_only(app: QApplication) -> None:
    heights = []
    for density in (Density.COMPACT, Density.NORMAL, Density.RELAXED):
        apply_appearance(app, Appearance(ThemeChoice.LIGHT, 1.0, density))
        heights.append(look().row_height)
    assert heights == [26, 32, 40]
    assert look().px(8) == 8


def test_digits_have_one_width(app: QApplication) -> None:
    assert [bytes(tag.toString().data()) for tag in app.font().featureTags()] == [b"tnum"]


def test_the_keeper_follows_its_owner(app: QApplication) -> None:
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.DARK))
    keeper.choose(Appearance(ThemeChoice.SYSTEM))
    assert keeper.chosen.theme is ThemeChoice.SYSTEM
    assert look().tokens in (LIGHT, DARK, CONTRAST)
    keeper.deleteLater()


def test_no_widget_keeps_an_old_style(app: QApplication, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    apply_appearance(app, Appearance(ThemeChoice.DARK))
    assert widget.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window


@pytest.mark.parametrize("name", icon_names())
def test_icons_take_the_colour_of_the_text(name: str) -> None:
    image = icon(name, DARK.text).pixmap(20, 20).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 120
    ]
    assert inked
    assert all(colour.lightness() > 200 for colour in inked)
