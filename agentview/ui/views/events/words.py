"""The words of events, their mappings and the messages to customers; imports no Qt widgets."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.event_catalogue import CATALOGUE, EventKind, Threshold
from agentview.contract.event_templates import SmsEncoding, SmsSize, TemplateStatus
from agentview.contract.events import ActionType, EventType, TemplateChannel
from agentview.contract.notifications import (
    Channel,
    NotificationStatus,
    NotificationView,
    NotSentReason,
)
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.plural import plural
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_full

NOTHING = "\u2014"


def word(text: str) -> str:
    """A word of this area in the user's language."""
    return QCoreApplication.translate("Events", text)


def yes_no(*, is_so: bool) -> str:
    """Yes or no."""
    return word("yes") if is_so else word("no")


def on_off(*, is_on: bool) -> str:
    """On or off."""
    return word("on") if is_on else word("off")


def full_moment(at: datetime, zone: ZoneInfo) -> str:
    """A moment in full, on one line."""
    return show_full(at, zone).splitlines()[0]


# Events


def kind_of(event_type: str) -> EventKind | None:
    """What there is to know of an event type; None for one that this program does not know."""
    try:
        return CATALOGUE[EventType(event_type)]
    except ValueError:
        return None


def event_word(event_type: str) -> str:
    """What an event is called."""
    kind = kind_of(event_type)
    if kind is None:
        return event_type.replace("_", " ").capitalize()
    return QCoreApplication.translate("EventCatalogue", kind.name)


def event_number(event_type: EventType) -> str:
    """The number that the list of event types gives it."""
    number = CATALOGUE[event_type].number
    return NOTHING if number is None else str(number)


def threshold_text(event_type: EventType, threshold: int, lead_limit_days: int | None = None) -> str:
    """When an event is told, such as "3 days after the due day"; a dash where it has no threshold."""
    counts = CATALOGUE[event_type].threshold
    if counts is Threshold.NONE:
        return NOTHING
    if counts is Threshold.DAYS_AFTER_DUE:
        late = plural(word("1 day after the due day"), word("{count} days after the due day"), threshold)
        return late if threshold else word("on the due day")
    before = word("on the due day")
    if threshold:
        before = plural(word("1 day before the due day"), word("{count} days before the due day"), threshold)
    return before if lead_limit_days is None else f"{before}, {lead_text(lead_limit_days)}"


def lead_text(days: int) -> str:
    """For which invoices Invoice Due is not told."""
    return plural(
        word("not if issued less than 1 day before"),
        word("not if issued less than {count} days before"),
        days,
    )


def action_word(kind: ActionType) -> str:
    """What an action does."""
    return {
        ActionType.MESSAGE: word("E-mail"),
        ActionType.SMS: word("SMS"),
        ActionType.LOG: word("Log entry"),
        ActionType.ON_SCREEN: word("Page to print"),
        ActionType.NOTIFICATION: word("Banner to all users"),
        ActionType.WORKFLOW: word("Case in the worklist"),
    }[kind]


def mapping_chip(*, is_enabled: bool) -> ChipValue:
    """Whether an event is told, or an automation runs."""
    if is_enabled:
        return ChipValue(Tone.SUCCESS, "\u2713", word("On"), word("On: it happens by itself"))
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Off"), word("Off: nothing happens by itself"))


# Templates


def template_channel_word(channel: TemplateChannel) -> str:
    """What a template is written for."""
    return {
        TemplateChannel.EMAIL: word("E-mail"),
        TemplateChannel.SMS: word("SMS"),
        TemplateChannel.TEXT: word("Inside text"),
    }[channel]


def template_chip(status: TemplateStatus) -> ChipValue:
    """Whether a template is used."""
    if status is TemplateStatus.ACTIVE:
        return ChipValue(Tone.SUCCESS, "\u2713", word("Active"), word("Active: actions can send it"))
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Draft"), word("Draft: no action sends it"))


def sms_text(size: SmsSize) -> str:
    """How long an SMS is, such as "1 part, 43 characters left, GSM"."""
    parts = plural(word("1 part"), word("{count} parts"), size.parts)
    left = plural(word("1 character left"), word("{count} characters left"), size.left)
    wide = word("Unicode: 70 characters fit into one part")
    narrow = word("GSM alphabet: 160 characters fit into one part")
    return f"{parts} \u00b7 {left} \u00b7 {narrow if size.encoding is SmsEncoding.GSM else wide}"


# Messages


def channel_word(channel: Channel) -> str:
    """How a message goes out."""
    return word("E-mail") if channel is Channel.EMAIL else word("SMS")


def message_chip(status: NotificationStatus) -> ChipValue:
    """How far a message is (R-EVT-13)."""
    return {
        NotificationStatus.QUEUED: ChipValue(
            Tone.INFO, "\u25cb", word("Waiting"), word("Waiting: it goes out with the next round")
        ),
        NotificationStatus.SENT: ChipValue(
            Tone.SUCCESS, "\u2713", word("Sent"), word("Sent: the server took it")
        ),
        NotificationStatus.NOT_SENT: ChipValue(
            Tone.WARNING, "\u00d7", word("Not sent"), word("Not sent, and the reason says why")
        ),
        NotificationStatus.ERROR: ChipValue(
            Tone.BAD, "!", word("Error"), word("Error: the server did not take it")
        ),
    }[status]


def view_word(view: NotificationView) -> str:
    """What a view of the log is called."""
    return {
        NotificationView.ALL: word("All"),
        NotificationView.QUEUED: word("Waiting"),
        NotificationView.SENT: word("Sent"),
        NotificationView.NOT_SENT: word("Not sent"),
        NotificationView.ERROR: word("Errors"),
    }[view]


def reason_word(reason: NotSentReason) -> str:
    """Why a message was not sent, in a cell (R-EVT-14)."""
    return {
        NotSentReason.OPT_OUT: word("Does not want it"),
        NotSentReason.NO_ADDRESS: word("No address"),
        NotSentReason.NO_SUBSCRIPTION: word("No SMS subscription"),
        NotSentReason.NO_SERVER: word("No server set up"),
        NotSentReason.QUIET_HOURS: word("A day late: quiet hours"),
        NotSentReason.NO_LONGER_DUE: word("Settled meanwhile"),
    }[reason]


def reason_sentences(reason: NotSentReason) -> tuple[str, str]:
    """Why a message was not sent, and what can be done about it."""
    return {
        NotSentReason.OPT_OUT: (
            word("The contact does not want messages of this kind."),
            word("Change the preferences of the contact if the customer asks for it, then resend."),
        ),
        NotSentReason.NO_ADDRESS: (
            word("The customer has no contact with an address that this can be sent to."),
            word("Enter an e-mail address or a mobile number on the customer's page, then resend."),
        ),
        NotSentReason.NO_SUBSCRIPTION: (
            word("Text messages are not part of your subscription."),
            word("An administrator can enter it on the page Set-up and delivery."),
        ),
        NotSentReason.NO_SERVER: (
            word("No server or no sender is set up for this kind of message."),
            word("An administrator can enter it on the page Set-up and delivery."),
        ),
        NotSentReason.QUIET_HOURS: (
            word("It waited for the end of the quiet hours and would have come more than a day late."),
            word("Read the stored copy, and resend it if it still holds."),
        ),
        NotSentReason.NO_LONGER_DUE: (
            word("What it would have told of was settled before it went out."),
            word("Nothing needs to be done."),
        ),
    }[reason]


def order_sentence() -> str:
    """That no logic relies on when a message arrives (R-EVT-15)."""
    return word(
        "It may arrive before or after the change it tells of: when the network has carried that out, and "
        "when a server passes a message on, are two different things."
    )
