"""The banner that says who calls; it never takes the focus, and F8 does what its first button does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.shell.caller import CallState, Ringing
from agentview.ui.shell.deep_link import Fault

OPEN, ATTACH, DISMISS = "open", "attach", "dismiss"


class CallerBanner(Banner):
    """`wanted(OPEN, ATTACH or DISMISS)` says which button was pressed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self.button_pressed.connect(self._on_pressed)

    def show_call(self, ringing: Ringing | None) -> None:
        """Shows a call, or hides."""
        self.show_texts([] if ringing is None else [call_text(ringing)])

    @Slot(str)
    def _on_pressed(self, key: str) -> None:
        self.wanted.emit(key)


def call_text(ringing: Ringing) -> BannerText:
    """What is said of a call."""
    translate = QCoreApplication.translate
    dismiss = (DISMISS, translate("Caller", "Dismiss"))
    call = translate("Caller", "Call from {number}").replace("{number}", ringing.shown)
    if ringing.state is CallState.LOOKING:
        return BannerText(
            Tone.INFO, call, translate("Caller", "Looking up whose number this is..."), "", (dismiss,)
        )
    if ringing.state is CallState.KNOWN:
        (customer,) = ringing.customers
        open_it = (OPEN, translate("Caller", "Open (F8)"))
        return BannerText(Tone.INFO, f"{call}: {customer.title}", customer.detail, "", (open_it, dismiss))
    if ringing.state is CallState.SEVERAL:
        names = ", ".join(hit.title for hit in ringing.customers)
        choose = (OPEN, translate("Caller", "Choose (F8)"))
        meaning = translate("Caller", "%n customers have this number:", None, len(ringing.customers))
        return BannerText(Tone.INFO, call, f"{meaning} {names}", "", (choose, dismiss))
    if ringing.state is CallState.UNKNOWN:
        add = ((OPEN, translate("Caller", "New customer (F8)")),) if ringing.may_add else ()
        buttons = (*add, (ATTACH, translate("Caller", "Attach to a customer")), dismiss)
        return BannerText(Tone.INFO, call, translate("Caller", "No customer has this number."), "", buttons)
    if ringing.state is CallState.CLOSED:
        return BannerText(
            Tone.INFO, call, translate("Caller", "You may not look customers up."), "", (dismiss,)
        )
    again = (OPEN, translate("Caller", "Try again (F8)"))
    meaning = translate("Caller", "The number could not be looked up.")
    return BannerText(Tone.WARNING, call, meaning, "", (again, dismiss))


def fault_text(fault: Fault) -> str:
    """Why a link led nowhere, and what is safe."""
    translate = QCoreApplication.translate
    if fault is Fault.TOO_LONG:
        return translate("Caller", "The link is too long and was not followed. Nothing was changed.")
    if fault is Fault.NO_NUMBER:
        return translate("Caller", "The link holds no telephone number and was not followed.")
    return translate("Caller", "The link leads nowhere that you can open. Nothing was changed.")
