"""Says what failed, what is safe and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.value import RefusalInfo
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Texts

COPY, AGAIN = "copy", "again"


def failure_banner(texts: Texts, error: Exception) -> BannerText:
    """A refusal or failure, with a button that copies the details for support."""
    text = texts.report(error).text
    copy = QCoreApplication.translate("Failure", "Copy details")
    return BannerText(Tone.BAD, text.what, text.safe, text.next_step, ((COPY, copy),))


def unknown_banner(reference: str = "", *, with_button: bool = False) -> BannerText:
    """That no answer came, so that nobody knows; checking again is safe."""
    translate = QCoreApplication.translate
    cause = translate("Failure", "No answer came: it may or may not have been carried out")
    if reference:
        named = translate("Failure", "No answer came for {order}: it may or may not have been carried out")
        cause = named.replace("{order}", reference)
    again = ((AGAIN, translate("Failure", "Check again")),) if with_button else ()
    return BannerText(
        Tone.WARNING,
        cause,
        translate("Failure", "Nothing will happen twice, and what you typed is kept."),
        translate("Failure", "Check again to learn what became of it."),
        again,
    )


def cause_text(texts: Texts, refusals: tuple[RefusalInfo, ...]) -> str | None:
    """Why a command is closed and what to do instead; None where it is open."""
    if not refusals:
        return None
    found = [texts.refusal(refusal.refusal()) for refusal in refusals]
    return " ".join(dict.fromkeys(part for text in found for part in (text.what, text.next_step) if part))


def offline_text() -> str:
    """Why every command is closed while the services do not answer."""
    return QCoreApplication.translate(
        "Failure", "The services do not answer. You can read and draft; wait until they are back."
    )
