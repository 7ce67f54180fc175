"""The banner above the area: a lost link and the last error that had no better place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from agentview.gateway.port import LinkState
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.texts import ErrorReport
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_short
from agentview.ui.shell.link import LinkStatus

_MINUTE = timedelta(minutes=1)


class NewsBanner(Banner):
    """Shows the more severe of both first."""

    def __init__(
        self, copy: Callable[[str], None], retry: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        """`copy` takes the details of an error, `retry` asks whether the link is back."""
        super().__init__(parent)
        self._copy, self._retry = copy, retry
        self._link: BannerText | None = None
        self._error: BannerText | None = None
        self.last_details = ""
        self.button_pressed.connect(self._on_pressed)

    def show_link(self, status: LinkStatus, *, is_embedded: bool) -> None:
        """Shows that the link is lost, and how old the data are; nothing while it is there."""
        self._link = _lost_text(status, is_embedded=is_embedded) if status.state is LinkState.LOST else None
        self._show()

    def show_error(self, report: ErrorReport, while_doing: str) -> None:
        """Shows an error until it is closed."""
        translate = QCoreApplication.translate
        self.last_details = report.details
        cause = f"{while_doing}: {report.text.what}" if while_doing else report.text.what
        buttons = (
            ("copy", translate("NewsBanner", "Copy details")),
            ("close", translate("NewsBanner", "Close")),
        )
        self._error = BannerText(Tone.BAD, cause, report.text.safe, report.text.next_step, buttons)
        self._show()

    def _show(self) -> None:
        self.show_texts([text for text in (self._error, self._link) if text is not None])

    @Slot(str)
    def _on_pressed(self, key: str) -> None:
        if key == "retry":
            self._retry()
        elif key == "copy":
            self._copy(self.last_details)
        else:
            self._error = None
            self._show()


def _lost_text(status: LinkStatus, *, is_embedded: bool) -> BannerText:
    translate = QCoreApplication.translate
    if status.data_age is None:
        cause = translate("NewsBanner", "Not connected")
    elif status.data_age < _MINUTE:
        cause = translate("NewsBanner", "Working from data less than a minute old")
    else:
        cause = translate("NewsBanner", "Working from data {age} old")
        cause = cause.replace("{age}", show_short(status.data_age))
    if is_embedded:
        meaning = translate("NewsBanner", "The database is not answering.")
    else:
        meaning = translate("NewsBanner", "The server is not answering.")
    if status.is_retrying:
        retry = translate("NewsBanner", "Trying...")
    else:
        retry = translate("NewsBanner", "Retry now")
    next_step = translate("NewsBanner", "You can read and draft; actions are off until it is back.")
    return BannerText(Tone.WARNING, cause, meaning, next_step, (("retry", retry),))
