"""Shows who calls, above the area, and follows links of other programs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from agentview.contract.session import Person
from agentview.gateway.port import Gateway
from agentview.ui.kit.announce import announce
from agentview.ui.kit.runner import Runner
from agentview.ui.navigation import Shell, Target, Toasts
from agentview.ui.shell.caller import CallerPresenter, CallState, Ringing
from agentview.ui.shell.caller_banner import ATTACH, OPEN, CallerBanner, call_text, fault_text
from agentview.ui.shell.deep_link import Fault, Link


class CallerPop(QObject):
    """Implements `CallerView` for the workplace; nothing here takes the focus from a field."""

    def __init__(
        self,
        shell: Shell,
        toasts: Toasts,
        open_home: Callable[[], None],
        search_for: Callable[[str], None],
    ) -> None:
        """Shows nothing before `use`."""
        super().__init__()
        self._shell, self._toasts = shell, toasts
        self.open_home = open_home
        self.search_for = search_for
        self.banner = CallerBanner()
        self.banner.wanted.connect(self._on_wanted)
        self._presenter: CallerPresenter | None = None

    def use(self, gateway: Gateway, runner: Runner, person: Person) -> None:
        """Look numbers up on behalf of this person."""
        self._presenter = CallerPresenter(self, gateway, runner, person.powers)

    def follow(self, link: Link) -> None:
        """Go where a link leads."""
        if self._presenter is not None:
            self._presenter.follow(link)

    def open_caller(self) -> None:
        """Do what the first button of the banner does."""
        if self._presenter is None or self._presenter.ringing is None:
            self._toasts.say(self.tr("Nobody calls"))
        else:
            self._presenter.open()

    def close(self) -> None:
        """Forget what was asked."""
        if self._presenter is not None:
            self._presenter.close()

    # CallerView

    def show_call(self, ringing: Ringing | None) -> None:
        """Shows a call, or none any more; a screen reader says who it is when that is known."""
        self.banner.show_call(ringing)
        if ringing is not None and ringing.state is not CallState.LOOKING:
            text = call_text(ringing)
            announce(self.banner, f"{text.cause}. {text.meaning}")

    def show_fault(self, fault: Fault) -> None:
        """Says that a link led nowhere."""
        self._toasts.fail(fault_text(fault))

    def open_record(self, target: Target) -> bool:
        """Opens a record in the area that opens such ones."""
        return self._shell.open_target(target)

    def copy(self, text: str) -> None:
        """Puts a text on the clipboard."""
        self._shell.copy_text(text)

    @Slot(str)
    def _on_wanted(self, key: str) -> None:
        if self._presenter is None:
            return
        if key == OPEN:
            self._presenter.open()
        elif key == ATTACH:
            self._presenter.attach()
        else:
            self._presenter.dismiss()
