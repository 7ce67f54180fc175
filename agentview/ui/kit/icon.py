"""Loads the one-colour icons in the colour of the text beside them."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from agentview.ui.kit.appearance import look

_FOLDER = resources.files("agentview") / "resources" / "icons"


def icon(name: str, colour: str | None = None, size: int = 20, pad: int = 0) -> QIcon:
    """The icon of this file name (without .svg); `colour` is #RRGGBB, by default the second text colour.

    `pad` leaves that many empty pixels at both sides, so that a word beside it does not touch.
    Raises FileNotFoundError for an unknown name.
    """
    tokens = look().tokens
    made = QIcon()
    # Sharp on the screens that there are; a new one is served by the nearest ratio.
    for ratio in sorted({1.0, _sharpest()}):
        made.addPixmap(pixmap(name, colour or tokens.text2, size, ratio, pad))
        made.addPixmap(pixmap(name, tokens.text3, size, ratio, pad), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size: int = 20, ratio: float = 1.0, pad: int = 0) -> QPixmap:
    """The icon as a picture of `size` logical pixels; Qt keeps those that were drawn lately."""
    key = f"icon/{name}/{colour}/{size}/{ratio}/{pad}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    drawn = _drawn(name, colour, size, ratio, pad)
    QPixmapCache.insert(key, drawn)
    return drawn


def _sharpest() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _drawn(name: str, colour: str, size: int, ratio: float, pad: int) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    made = QPixmap(round((size + 2 * pad) * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing.render(painter, QRectF(pad * ratio, 0, size * ratio, size * ratio))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon_names() -> list[str]:
    """Every icon there is."""
    return sorted(
        entry.name.removesuffix(".svg") for entry in _FOLDER.iterdir() if entry.name.endswith(".svg")
    )


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
