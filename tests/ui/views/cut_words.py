"""What is looked for on every screen in every theme, scale and direction: words that are cut off."""

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget


class LongWords(QTranslator):
    """Makes every text two fifths longer, as German does."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        del context, disambiguation, n
        if sourceText.startswith("F%"):
            return sourceText
        words = sourceText.split(" ")
        return " ".join(word if "{" in word else word + "x" * (2 * len(word) // 5) for word in words)


def clipped(root: QWidget) -> list[str]:
    """Return what is not shown as a whole."""
    buttons = [button for button in root.findChildren(QPushButton) if button.isVisibleTo(root)]
    labels = [label for label in root.findChildren(QLabel) if label.isVisibleTo(root) and label.wordWrap()]
    areas = [area for area in root.findChildren(QScrollArea) if area.isVisibleTo(root)]
    return [
        *(button.text() for button in buttons if button.width() < button.minimumSizeHint().width()),
        *(label.text() for label in labels if label.height() < label.heightForWidth(label.width())),
        *(area.accessibleName() for area in areas if area.horizontalScrollBar().maximum() > 0),
    ]
