"""Starts alone: a provider of one's own, and who owns it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QTimeZone, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from agentview.core.errors import AgentViewError
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Texts
from agentview.ui.setup.first_run_presenter import (
    CURRENCY,
    PASSWORD,
    PROVIDER,
    REGION,
    USERNAME,
    ZONE,
    FirstRunPresenter,
)
from agentview.ui.setup.port import SetUp

_WIDTH = 580


class ProviderDialog(VerbDialog):
    """Implements `FirstRunView`. `made` tells that the provider is there."""

    made = Signal()

    def __init__(
        self, parent: QWidget, runner: Runner, set_up: SetUp, texts: Texts, today: Callable[[], date]
    ) -> None:
        """Open it with `open()`; what this computer knows stands there already."""
        self._texts = texts
        self.form = FormBinder(_fields(), today)
        super().__init__(parent, _text(), self.form)
        self.form.setParent(self)
        secret = self.form.input(PASSWORD)
        if isinstance(secret, QLineEdit):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.set_values(_of_this_place())
        self.setMinimumWidth(look().px(_WIDTH))
        self._presenter = FirstRunPresenter(self, runner, set_up)
        runner.submit(set_up.owner, self._show_owner, self.show_wrong, self._presenter, newest="owner")
        self.verb_pressed.connect(self._on_verb_pressed)
        self.finished.connect(self._on_finished)

    def show_busy(self) -> None:
        """The button says so already."""

    def show_wrong(self, error: Exception) -> None:
        """Says what is wrong, beside the fields that it names."""
        by_field = self._texts.by_field(error) if isinstance(error, AgentViewError) else {}
        if "" in by_field or not by_field:
            text = self._texts.report(error).text
            self.failed({}, BannerText(Tone.BAD, text.what, text.safe, text.next_step))
        else:
            self.failed(by_field)

    def show_done(self) -> None:
        """Closes."""
        self.succeeded()
        self.made.emit()

    def _show_owner(self, username: str) -> None:
        if not self.form.values()[USERNAME]:
            self.form.set_values({USERNAME: username})

    @Slot()
    def _on_verb_pressed(self) -> None:
        self._presenter.found(self.form.values())

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self._presenter.close()


def _of_this_place() -> dict[str, str]:
    locale = QLocale.system()
    return {
        ZONE: bytes(QTimeZone.systemTimeZoneId().data()).decode(),
        CURRENCY: locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode),
        REGION: QLocale.territoryToCode(locale.territory()),
    }


def _text() -> DialogText:
    translate = QCoreApplication.translate
    return DialogText(
        translate("FirstRun", "Start alone on this computer"),
        translate("FirstRun", "Make the provider"),
        translate("FirstRun", "Back"),
        translate("FirstRun", "Making..."),
        translate(
            "FirstRun",
            "One database on this computer. You own it and need no password here.",
        ),
    )


def _fields() -> list[Field]:
    translate = QCoreApplication.translate
    return [
        Field(
            PROVIDER,
            translate("FirstRun", "Name of the provider"),
            required=True,
            most_chars=200,
        ),
        Field(
            ZONE,
            translate("FirstRun", "Time zone"),
            help=translate("FirstRun", "Such as Australia/Sydney"),
            required=True,
            chars=26,
            most_chars=60,
        ),
        Field(
            CURRENCY,
            translate("FirstRun", "Currency"),
            help=translate("FirstRun", "Three letters, such as AUD"),
            required=True,
            chars=5,
            most_chars=3,
        ),
        Field(
            REGION,
            translate("FirstRun", "Region"),
            help=translate("FirstRun", "Two letters, such as AU"),
            required=True,
            chars=5,
            most_chars=2,
            is_beside=True,
        ),
        Field(
            USERNAME,
            translate("FirstRun", "Your username"),
            help=translate("FirstRun", "As you sign in to this computer"),
            required=True,
            chars=16,
            most_chars=80,
        ),
        Field(
            PASSWORD,
            translate("FirstRun", "Your password"),
            help=translate("FirstRun", "At least 8; asked elsewhere only"),
            required=True,
            chars=16,
            most_chars=1000,
            is_beside=True,
        ),
    ]
