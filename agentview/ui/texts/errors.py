"""Turns the codes of errors and refusals into sentences in the user's language.

The English sentences stand in `contract.texts`, where the command line and the server find them too; they are
the source texts of the translation context "Errors", the words of values those of "Values".
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from agentview.contract.texts import TEXTS, UNKNOWN
from agentview.contract.texts.label import labelled
from agentview.contract.texts.text import Text
from agentview.core.clock import Clock
from agentview.core.errors import AgentViewError, Refusal
from agentview.ui.kit.texts import ErrorReport, ErrorText

BUG = "E-BUG"


class CodeTexts:
    """The sentences for all codes; implements `navigation.Texts`."""

    def __init__(self, clock: Clock) -> None:
        """`clock` stamps the details that are copied."""
        self._clock = clock

    def refusal(self, refusal: Refusal) -> ErrorText:
        """Return the sentences for one reason."""
        field = refusal.field or QCoreApplication.translate("Values", "a value")
        values = {"field": field, **refusal.values}
        return _sentences(refusal.code, values)

    def report(self, error: Exception) -> ErrorReport:
        """Return the sentences of an error, all its reasons first, and the details to copy."""
        if not isinstance(error, AgentViewError):
            return ErrorReport(_sentences(BUG, {}), self._details(type(error).__name__))
        texts = [self.refusal(refusal) for refusal in error.refusals]
        what = " ".join(dict.fromkeys(text.what for text in texts))
        text = ErrorText(what, texts[0].safe, texts[0].next_step)
        return ErrorReport(text, self._details(", ".join(refusal.code for refusal in error.refusals)))

    def by_field(self, error: AgentViewError) -> dict[str, str]:
        """Return what to show beside each field; "" collects the reasons that name none."""
        found: dict[str, list[str]] = {}
        for refusal in error.refusals:
            text = self.refusal(refusal)
            # Beside the field the next step is the form itself.
            found.setdefault(refusal.field or "", []).append(text.what if refusal.field else text.sentences)
        return {field: " ".join(dict.fromkeys(parts)) for field, parts in found.items()}

    def _details(self, code: str) -> str:
        return f"code: {code}\ntime: {self._clock.now().isoformat(timespec='seconds')}"


def _sentences(code: str, values: Mapping[str, object]) -> ErrorText:
    source = TEXTS.get(code, UNKNOWN)
    parts = (source.what, source.safe, source.next_step)
    template = Text(*(QCoreApplication.translate("Errors", part) if part else "" for part in parts))
    filled = template.filled({**_words(values), "code": code})
    return ErrorText(filled.what, filled.safe, filled.next_step)


def _words(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values with known codes replaced by their words in the user's language."""
    return {
        name: QCoreApplication.translate("Values", word)
        if isinstance(word, str) and word != values[name]
        else word
        for name, word in labelled(values).items()
    }
