"""What stands on top of a page that was refused: the reasons that have no field here, and where they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from agentview.core.errors import Refusal
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Texts

GO_TO = "go to "
"""Keys of buttons that lead to a page: this, and the page."""


@dataclass(frozen=True)
class PageMap:
    """The pages of a wizard: in their order, on which one a field stands, and what a page is called.

    `safe` says what was not done, and that what was typed is kept.
    """

    pages: type[StrEnum]
    page_of: Callable[[str | None], Any]
    word_of: Callable[[Any], str]
    safe: str

    def texts_by_field(self, refusals: Sequence[Refusal], page: StrEnum, texts: Texts) -> dict[str, str]:
        """What to show beside each field of a page; the next step is the form itself."""
        found: dict[str, list[str]] = {}
        for refusal in refusals:
            if self.page_of(refusal.field) is page:
                found.setdefault(refusal.field or "", []).append(texts.refusal(refusal).what)
        return {field: " ".join(dict.fromkeys(parts)) for field, parts in found.items()}

    def banners(
        self, refusals: Sequence[Refusal], page: StrEnum, loose: Sequence[str], texts: Texts
    ) -> list[BannerText]:
        """Say that it was not saved or submitted, what stands beside no field, and the pages to mend."""
        elsewhere = [one for one in refusals if self.page_of(one.field) is not page]
        pages = {self.page_of(one.field) for one in elsewhere}
        said = [*loose, *(texts.refusal(one).what for one in elsewhere)]
        go = QCoreApplication.translate("WizardErrors", "Go to {page}")
        buttons = tuple(
            (f"{GO_TO}{one.value}", go.replace("{page}", self.word_of(one)))
            for one in self.pages
            if one in pages
        )
        meaning = " ".join(dict.fromkeys(said))
        return [BannerText(Tone.BAD, _count(len(refusals)), meaning, self.safe, buttons)]


def _count(count: int) -> str:
    translate = QCoreApplication.translate
    if count == 1:
        return translate("WizardErrors", "One thing needs another look")
    return translate("WizardErrors", "{count} things need another look").replace("{count}", str(count))
