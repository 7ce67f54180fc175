"""What stands on top of a page that was refused: the reasons that have no field here, and where they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.order_form import OrderPage
from agentview.core.errors import Refusal
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Texts
from agentview.ui.views.orders.flow import page_of
from agentview.ui.views.orders.wizard_words import counted, page_word

GO_TO = "go to "
"""Keys of buttons that lead to a page: this, and the page."""


def texts_by_field(refusals: Sequence[Refusal], page: OrderPage, texts: Texts) -> dict[str, str]:
    """What to show beside each field of a page; the next step is the form itself."""
    found: dict[str, list[str]] = {}
    for refusal in refusals:
        if page_of(refusal.field) is page:
            found.setdefault(refusal.field or "", []).append(texts.refusal(refusal).what)
    return {field: " ".join(dict.fromkeys(parts)) for field, parts in found.items()}


def page_banners(
    refusals: Sequence[Refusal], page: OrderPage, loose: Sequence[str], texts: Texts
) -> list[BannerText]:
    """Say that it was not saved or submitted, with what stands beside no field, and the pages to mend."""
    translate = QCoreApplication.translate
    count = counted(
        len(refusals),
        translate("OrderWizard", "One thing needs another look"),
        translate("OrderWizard", "{count} things need another look"),
    )
    elsewhere = [one for one in refusals if page_of(one.field) is not page]
    pages = {page_of(one.field) for one in elsewhere}
    said = [*loose, *(texts.refusal(one).what for one in elsewhere)]
    buttons = tuple(
        (f"{GO_TO}{one.value}", translate("OrderWizard", "Go to {page}").replace("{page}", page_word(one)))
        for one in OrderPage
        if one in pages
    )
    safe = translate("OrderWizard", "Nothing was ordered, and what you typed is kept.")
    return [BannerText(Tone.BAD, count, " ".join(dict.fromkeys(said)), safe, buttons)]
