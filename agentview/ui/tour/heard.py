"""Remembers how each text of the program was said, so that scenes find their parts in any language."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from agentview.ui.kit.pseudo import accented, pseudo

_HEARD: dict[str, set[str]] = {}
"""What a text of the sources became; a text may have several meanings, and a translation for each."""


class Listener(QTranslator):
    """Says what another translator says, and remembers it. It is asked before that one."""

    def __init__(self, translator: QTranslator, parent: QObject | None = None) -> None:
        """Has heard nothing yet."""
        super().__init__(parent)
        self._translator = translator
        _HEARD.clear()

    def isEmpty(self) -> bool:
        """Is asked for everything."""
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return what the other one says."""
        said: str | None = self._translator.translate(context, sourceText, disambiguation, n)
        if said:
            _HEARD.setdefault(sourceText, set()).add(said)
        return said


def is_word(text: str, word: str) -> bool:
    """Say whether a text is this word, in whatever language it was said."""
    return text.replace("&", "") in {word, pseudo(word), *_HEARD.get(word, ())}


def begins(text: str, name: str) -> bool:
    """Say whether a text begins as it does in the sources where it begins with `name`.

    Of a name of two parts ("Owing by age: show the picture") the first is enough in another language.
    """
    whole, first = (name, accented(name)), name.partition(": ")[0]
    if first != name and first in _HEARD:
        return text.startswith(whole) or any(text.startswith(f"{said}: ") for said in _HEARD[first])
    begun = [said for source, several in _HEARD.items() if source.startswith(name) for said in several]
    return text.startswith((*whole, *(said.partition("{")[0] or name for said in begun)))
