"""Applies theme, scale and density to the running application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from agentview.ui.kit.sheet import style_sheet
from agentview.ui.kit.theme import (
    BASE_POINT_SIZE,
    CONTRAST,
    DARK,
    LIGHT,
    ROW_HEIGHTS,
    SMALLEST_POINT_SIZE,
    Density,
    ThemeChoice,
    Tokens,
)

SMALLEST_SCALE = 0.8
LARGEST_SCALE = 2.0
_LOOK = "kitLook"


@dataclass(frozen=True)
class Appearance:
    """What the user chose: theme, scale of all type and spacing (0.8 to 2.0), density of lists."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    scale: float = 1.0
    density: Density = Density.NORMAL

    def as_json(self) -> dict[str, object]:
        """A plain value for the settings file."""
        return {"theme": self.theme.value, "scale": self.scale, "density": self.density.value}

    @classmethod
    def from_json(cls, value: object) -> Appearance:
        """Reads a stored value; anything that cannot be understood becomes the default."""
        fields = cast("dict[str, object]", value) if isinstance(value, dict) else {}
        theme, scale, density = (fields.get(name) for name in ("theme", "scale", "density"))
        return cls(
            theme=next((choice for choice in ThemeChoice if choice.value == theme), ThemeChoice.SYSTEM),
            scale=_bounded(float(scale)) if isinstance(scale, (int, float)) else 1.0,
            density=next((choice for choice in Density if choice.value == density), Density.NORMAL),
        )


@dataclass(frozen=True)
class Look:
    """What painters need to know now: the colours, the scale and the density."""

    tokens: Tokens
    scale: float
    density: Density

    def px(self, size: float) -> int:
        """A measure of the 4 px grid at the chosen scale."""
        return max(1, round(size * self.scale))

    @property
    def row_height(self) -> int:
        """The height of a table row in pixels."""
        return self.px(ROW_HEIGHTS[self.density])


DEFAULT_LOOK = Look(LIGHT, 1.0, Density.NORMAL)


def look() -> Look:
    """The look of the running application; the light one before any was applied."""
    app = QApplication.instance()
    found = None if app is None else app.property(_LOOK)
    return found if isinstance(found, Look) else DEFAULT_LOOK


def apply_appearance(app: QApplication, wanted: Appearance) -> Look:
    """Restyles every window of the application and returns the look that results."""
    chosen = Look(_tokens_for(wanted.theme), _bounded(wanted.scale), wanted.density)
    app.setProperty(_LOOK, chosen)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(base_font(chosen.scale))
    app.setPalette(palette_for(chosen.tokens))
    app.setStyleSheet(style_sheet(chosen.tokens, chosen.scale))
    return chosen


class AppearanceKeeper(QObject):
    """Holds the chosen appearance and follows the operating system while it says so."""

    def __init__(self, app: QApplication, chosen: Appearance) -> None:
        """Applies the appearance at once."""
        super().__init__(app)
        self._app = app
        self._chosen = chosen
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        apply_appearance(app, chosen)

    @property
    def chosen(self) -> Appearance:
        """What the user chose last."""
        return self._chosen

    def choose(self, wanted: Appearance) -> None:
        """Applies another appearance."""
        self._chosen = wanted
        apply_appearance(self._app, wanted)

    @Slot()
    def _on_system_changed(self) -> None:
        if self._chosen.theme is ThemeChoice.SYSTEM and look().tokens is not _tokens_for(ThemeChoice.SYSTEM):
            apply_appearance(self._app, self._chosen)


def base_font(scale: float = 1.0) -> QFont:
    """The system's interface face at the base size, with digits of one width."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(max(SMALLEST_POINT_SIZE * min(scale, 1.0), BASE_POINT_SIZE * scale))
    tag = QFont.Tag.fromString("tnum")
    if tag is not None:
        font.setFeature(tag, 1)
    return font


def palette_for(tokens: Tokens) -> QPalette:
    """The palette that Fusion and plain Qt widgets draw with."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.base,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.base,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
        role.ToolTipBase: tokens.base,
        role.ToolTipText: tokens.text,
        role.Light: tokens.base,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.control_border,
        role.Shadow: tokens.line,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for name, colour in colours.items():
            palette.setColor(group, name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.text3))
    for name in (role.Base, role.Button):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.sunken))
    return palette


def _tokens_for(theme: ThemeChoice) -> Tokens:
    hints = QGuiApplication.styleHints()
    if theme is ThemeChoice.CONTRAST:
        return CONTRAST
    if theme is ThemeChoice.SYSTEM:
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if theme is ThemeChoice.DARK else LIGHT


def _bounded(scale: float) -> float:
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
