"""What must be known before anything is said to a customer: alert notes and holds, the most severe first."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.customers import CustomerCommand, CustomerDetail, Note, ServiceHold
from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_moment
from agentview.ui.views.customers.status_words import hold_cause_word
from agentview.ui.views.customers.words import identifier_text

END_ALERT = "end_alert:"
_LONGEST = 300


def page_banners(customer: CustomerDetail, now: datetime, zone: ZoneInfo) -> list[BannerText]:
    """A banner for each alert, and one for each hold; alerts can be ended by who may write notes."""
    may_end = any(state.command == CustomerCommand.ADD_NOTE and state.is_open for state in customer.commands)
    alerts = [_alert(note, now, zone, may_end=may_end) for note in customer.alerts]
    return [*alerts, *_holds(customer, now, zone)]


def note_of(key: str) -> int | None:
    """The note that a pressed banner button is about."""
    number = key.removeprefix(END_ALERT)
    return int(number) if key.startswith(END_ALERT) and number.isdecimal() else None


def _alert(note: Note, now: datetime, zone: ZoneInfo, *, may_end: bool) -> BannerText:
    translate = QCoreApplication.translate
    text = " ".join(note.text.split())
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"
    who = f"{note.author}, {show_moment(note.at, now, zone)}"
    more = translate("Customers", "The whole note stands under Notes.") if shown != text else ""
    end = ((f"{END_ALERT}{note.note_id}", translate("Customers", "End alert")),) if may_end else ()
    return BannerText(Tone.WARNING, shown, who, more, end)


def _holds(customer: CustomerDetail, now: datetime, zone: ZoneInfo) -> list[BannerText]:
    translate = QCoreApplication.translate
    services: dict[ServiceHold, list[str]] = {}
    for package in customer.packages:
        for service in package.services:
            for hold in service.holds:
                held = services.setdefault(hold, [])
                held.append(identifier_text(service.identifier) or service.reference)
    banners = []
    for hold, held in services.items():
        named = ", ".join(held[:3])
        if len(held) > len(held[:3]):
            others = translate("Customers", "%n more", None, len(held) - 3)
            named = f"{named}, {others}"
        cause = translate("Customers", "Hold: {cause} on {services}").replace("{services}", named)
        cause = cause.replace("{cause}", hold_word(hold.cause))
        banners.append(BannerText(Tone.INFO, cause, bar_text(hold), lifting_text(hold, now, zone)))
    return banners


def hold_word(cause: str) -> str:
    """The cause of a hold in words; one that is not known shows its code as words."""
    if cause in set(HoldCause):
        return hold_cause_word(HoldCause(cause))
    return cause.replace("_", " ").lower() or "\u2014"


def bar_text(hold: ServiceHold) -> str:
    """What a hold bars, in a sentence."""
    translate = QCoreApplication.translate
    if hold.bar_code == Bar.OUTGOING:
        return translate("Customers", "Nothing goes out; what comes in still arrives.")
    return translate("Customers", "Barred altogether: nothing goes out, and nothing comes in.")


def lifting_text(hold: ServiceHold, now: datetime, zone: ZoneInfo) -> str:
    """What lifts a hold, and who placed it when; what a person wrote stands at the end (R-SUS-23)."""
    translate = QCoreApplication.translate
    if hold.origin == HoldOrigin.AUTO:
        lifts = translate("Customers", "Placed by a rule{rule}; it is lifted by itself once enough is paid.")
        lifts = lifts.replace("{rule}", f" ({hold.reason})" if hold.reason else "")
    else:
        lifts = translate("Customers", "A person must lift it.")
    since = translate("Customers", "Since {when}, by {name}{reason}.")
    since = since.replace("{when}", show_moment(hold.placed_at, now, zone)).replace("{name}", hold.placed_by)
    reason = "" if hold.origin == HoldOrigin.AUTO or not hold.reason else f": {hold.reason.rstrip('.')}"
    return f"{lifts} {since.replace('{reason}', reason)}"
