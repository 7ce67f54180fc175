"""The set-up page: the server's address, the proxy, a certificate authority, and a test of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from agentview.core.errors import AgentViewError
from agentview.core.route import ProxyUse
from agentview.core.setting_layers import Origin
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, FieldKind, TextField
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.text import set_tip
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Texts
from agentview.ui.setup.connection_presenter import (
    AUTHORITY,
    PROXY,
    PROXY_PASSWORD,
    PROXY_URL,
    PROXY_USER,
    SERVER,
    ConnectionPresenter,
)
from agentview.ui.setup.port import KeptConnection, SetUp

_WIDTH = 620
"""Two fields beside each other, and what is wrong in few lines, need so much at 100 %."""


class ConnectionDialog(VerbDialog):
    """Implements `ConnectionView`; `accepted` in the first run, when it is kept."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        set_up: SetUp,
        texts: Texts,
        today: Callable[[], date],
        *,
        is_first: bool = False,
    ) -> None:
        """Open it with `open()`; it reads what is set at once. The first run goes on once it is saved."""
        self._texts, self._is_first = texts, is_first
        self.form = FormBinder(_fields(), today)
        super().__init__(parent, _text(is_first=is_first), self.form)
        self.form.setParent(self)
        secret = self.form.input(PROXY_PASSWORD)
        assert isinstance(secret, TextField)  # noqa: S101 - tells mypy what kind the field is of
        secret.setEchoMode(TextField.EchoMode.Password)
        self.result_banner = Banner()
        self.test_button = Button(
            QCoreApplication.translate("SetUp", "Test connection"),
            tip=QCoreApplication.translate("SetUp", "Look whether a server answers (Ctrl+T)"),
        )
        self.test_button.setShortcut("Ctrl+T")
        self.choose_button = Button(
            QCoreApplication.translate("SetUp", "Choose certificate file..."), ButtonKind.QUIET
        )
        self.body.addWidget(self.result_banner)
        self.buttons.insertWidget(0, self.test_button)
        self.buttons.insertWidget(1, self.choose_button)
        self.setMinimumWidth(look().px(_WIDTH))
        self._presenter = ConnectionPresenter(self, runner, set_up)
        self.test_button.pressed_once.connect(self._on_test)
        self.choose_button.pressed_once.connect(self._on_choose)
        self.verb_pressed.connect(self._on_save)
        self.form.changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)
        self._show_proxy()
        self._presenter.start()

    # ConnectionView

    def show_kept(self, kept: KeptConnection) -> None:
        """Fills the form, and greys what somebody else has set."""
        route = kept.connection.route
        self.form.set_values(
            {
                SERVER: kept.connection.server,
                PROXY: route.proxy.value,
                PROXY_URL: route.proxy_url,
                PROXY_USER: route.proxy_user,
                PROXY_PASSWORD: route.proxy_password,
                AUTHORITY: str(route.authority or ""),
            }
        )
        for name, origin in kept.locked.items():
            cause = _cause(name, origin)
            self.form.input(name).setEnabled(False)
            set_tip(self.form.input(name), cause)
            self.form.tell(name, cause)
        self.choose_button.setEnabled(AUTHORITY not in kept.locked)
        self._show_proxy()
        if SERVER not in kept.locked:
            self.form.focus_first()

    def show_testing(self) -> None:
        """Says that the way is being tried out."""
        self.result_banner.show_texts([])
        self.test_button.set_busy(QCoreApplication.translate("SetUp", "Testing..."))

    def show_reached(self, server: str, version: str) -> None:
        """Says that a server answered."""
        self.test_button.set_busy(None)
        template = QCoreApplication.translate("SetUp", "{server} answers: AgentView {version}.")
        cause = template.replace("{server}", server).replace("{version}", version)
        next_step = QCoreApplication.translate("SetUp", "Nothing is saved yet.")
        self.result_banner.show_texts([BannerText(Tone.SUCCESS, cause, next_step)])

    def show_wrong(self, error: Exception) -> None:
        """Says what is wrong; what was typed stays."""
        self.test_button.set_busy(None)
        by_field = self._texts.by_field(error) if isinstance(error, AgentViewError) else {}
        text = self._texts.report(error).text
        if "" in by_field or not by_field:
            self.failed({})
            self.result_banner.show_texts([BannerText(Tone.BAD, text.what, text.safe, text.next_step)])
        else:
            self.failed(by_field)

    def show_saved(self) -> None:
        """Says from when it counts; in the first run that is now. The password is not shown any longer."""
        self.form.set_values({PROXY_PASSWORD: ""})
        if self._is_first:
            self.succeeded()
            return
        self.failed({})
        translate = QCoreApplication.translate
        cause = translate("SetUp", "Saved. It counts from the next start of AgentView.")
        safe = translate("SetUp", "What is open goes on as it is.")
        self.result_banner.show_texts([BannerText(Tone.SUCCESS, cause, safe)])
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    @Slot()
    def _on_test(self) -> None:
        self._presenter.test(self.form.values())

    @Slot()
    def _on_save(self) -> None:
        self.result_banner.show_texts([])
        self._presenter.save(self.form.values())

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        self.result_banner.show_texts([])
        if name == PROXY:
            self._show_proxy()

    @Slot()
    def _on_choose(self) -> None:
        chooser = QFileDialog(self, QCoreApplication.translate("SetUp", "Certificate authority file"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self._on_chosen)
        chooser.open()

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self.form.set_values({AUTHORITY: path})
        self._on_changed(AUTHORITY)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self._presenter.close()

    def _show_proxy(self) -> None:
        is_manual = self.form.values()[PROXY] == ProxyUse.MANUAL.value
        for name in (PROXY_URL, PROXY_USER, PROXY_PASSWORD):
            self.form.set_visible(name, visible=is_manual)


def _text(*, is_first: bool) -> DialogText:
    translate = QCoreApplication.translate
    return DialogText(
        translate("SetUp", "Connection and set-up"),
        translate("SetUp", "Connect") if is_first else translate("SetUp", "Save"),
        translate("SetUp", "Back") if is_first else translate("SetUp", "Close"),
        translate("SetUp", "Saving..."),
        translate(
            "SetUp",
            "Where this desktop finds its server. Passwords are never written into a file.",
        ),
    )


def _fields() -> list[Field]:
    translate = QCoreApplication.translate
    return [
        Field(
            SERVER,
            translate("SetUp", "Server"),
            help=translate("SetUp", "As your administrator gave it, such as https://agentview.example:8750"),
            most_chars=500,
        ),
        Field(
            PROXY,
            translate("SetUp", "Proxy"),
            FieldKind.CHOICE,
            choices=(
                (ProxyUse.SYSTEM.value, translate("SetUp", "As the system says")),
                (ProxyUse.NONE.value, translate("SetUp", "None")),
                (ProxyUse.MANUAL.value, translate("SetUp", "This one")),
            ),
            can_be_empty=False,
        ),
        Field(
            PROXY_URL,
            translate("SetUp", "Address of the proxy"),
            help=translate("SetUp", "Such as http://proxy.example:3128"),
            most_chars=500,
            is_beside=True,
        ),
        Field(
            PROXY_USER,
            translate("SetUp", "Name at the proxy"),
            help=translate("SetUp", "Only where the proxy asks for one"),
            most_chars=200,
        ),
        Field(
            PROXY_PASSWORD,
            translate("SetUp", "Password at the proxy"),
            help=translate("SetUp", "Goes into the system's key ring; empty: the one that is kept there"),
            most_chars=200,
            is_beside=True,
        ),
        Field(
            AUTHORITY,
            translate("SetUp", "Certificate authority file"),
            help=translate("SetUp", "Only where your company issues its own certificates (PEM)"),
            most_chars=1000,
        ),
    ]


def _cause(name: str, origin: Origin) -> str:
    if origin is Origin.POLICY:
        return QCoreApplication.translate("SetUp", "Set by your administrator")
    template = QCoreApplication.translate("SetUp", "Set by the variable {name} of this computer")
    return template.replace("{name}", f"AGENTVIEW_{name.upper()}")
