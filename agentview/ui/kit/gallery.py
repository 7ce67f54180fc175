"""Draws the kit in every theme, as pictures: python -m agentview.ui.kit.gallery FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget

from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.gallery_scenes import SCENES
from agentview.ui.kit.theme import ThemeChoice

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST)
SCALES = (1.0, 1.5)


def draw(app: QApplication, folder: Path, *, mirrored: bool = False) -> list[Path]:
    """Writes one picture a scene, theme and scale; returns the files."""
    written = []
    direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(direction)
    for theme in THEMES:
        for scale in SCALES:
            apply_appearance(app, Appearance(theme, scale))
            for name, (make, width, height) in SCENES.items():
                path = folder / f"{name}-{theme.value}-{round(scale * 100)}{'-rtl' if mirrored else ''}.png"
                _grab(make(), width, height, path)
                written.append(path)
    return written


def _grab(scene: QWidget, width: int, height: int, path: Path) -> None:
    scene.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    scene.resize(width, height)
    scene.show()
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
        least = scene.minimumSizeHint()
        scene.resize(max(scene.width(), least.width()), max(scene.height(), least.height()))
    scene.grab().save(str(path))
    scene.close()


def main() -> int:
    """Writes all pictures, mirrored ones too, into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    draw(app, folder)
    draw(app, folder, mirrored=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
