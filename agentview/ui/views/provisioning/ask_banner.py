"""Shows the questions of colleagues until they are answered: release the task, or keep it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.views.provisioning.asks import Asked

RELEASE, KEEP, SHOW = "release", "keep", "show"


class AskBanner(Banner):
    """`answered(Asked, key)` tells what the person wants to do."""

    answered = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing."""
        super().__init__(parent)
        self.asks: tuple[Asked, ...] = ()
        self.button_pressed.connect(self._on_pressed)

    def show_asks(self, asks: tuple[Asked, ...]) -> None:
        """Shows the oldest question; how many others wait is said beside it."""
        self.asks = asks
        self.show_texts([ask_text(asks[0], len(asks) - 1)] if asks else [])

    @Slot(str)
    def _on_pressed(self, key: str) -> None:
        if self.asks:
            self.answered.emit(self.asks[0], key)


def ask_text(asked: Asked, others: int) -> BannerText:
    """A question with its answers."""
    translate = QCoreApplication.translate
    cause = translate("Asks", "{name} asks for {order}")
    cause = cause.replace("{order}", asked.reference).replace("{name}", asked.by)
    more = translate("Asks", "{count} more questions wait.").replace("{count}", str(others)) if others else ""
    buttons = (
        (RELEASE, translate("Asks", "Release")),
        (KEEP, translate("Asks", "Keep")),
        (SHOW, translate("Asks", "Show task")),
    )
    return BannerText(Tone.INFO, cause, asked.message, more, buttons)


def taken_over_text(asked: Asked) -> str:
    """That a task was taken over; what was typed is still there."""
    text = QCoreApplication.translate(
        "Asks", "{name} took over {order}: {reason} What you typed is kept as a draft."
    )
    reason = f"{asked.message.rstrip('.')}." if asked.message else ""
    return text.replace("{order}", asked.reference).replace("{reason}", reason).replace("{name}", asked.by)
