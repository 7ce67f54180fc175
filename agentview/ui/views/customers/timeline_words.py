"""Says what happened to a customer: the kind of thing, what was done, what it was and is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.customers import TimelineEntry, TimelineKind
from agentview.contract.hardware import HardwareCommand
from agentview.contract.orders import OrderStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import HARDWARE_ORDER
from agentview.ui.texts.charge import charge_word
from agentview.ui.texts.hardware_history import LINE, Deed, deed_word
from agentview.ui.texts.status import status_word
from agentview.ui.views.customers.order_words import status_words
from agentview.ui.views.customers.status import subscription_chip
from agentview.ui.views.customers.timeline_credit import credit_head
from agentview.ui.views.customers.words import NO_VALUE, amount_text, field_word

_TELLS_STATE = frozenset({"status", "submit", "create"})
_OF_HARDWARE = frozenset({HARDWARE_ORDER, LINE})
_TELL_AMOUNTS = frozenset({"invoice", "payment"})
_HAVE_STATES = frozenset({"work_item", "network_request", "task"})
_TONES = {
    TimelineKind.ORDERS: Tone.INFO,
    TimelineKind.PROVISIONING: Tone.PROGRESS,
    TimelineKind.SERVICES: Tone.SUCCESS,
    TimelineKind.NOTES: Tone.NEUTRAL,
    TimelineKind.ACCOUNT: Tone.NEUTRAL,
    TimelineKind.PRIVACY: Tone.WARNING,
    TimelineKind.CASES: Tone.BAD,
}


def kind_word(kind: TimelineKind) -> str:
    """What people call a kind of entry."""
    translate = QCoreApplication.translate
    return {
        TimelineKind.ORDERS: translate("CustomerTimeline", "Orders"),
        TimelineKind.PROVISIONING: translate("CustomerTimeline", "Provisioning"),
        TimelineKind.SERVICES: translate("CustomerTimeline", "Services"),
        TimelineKind.NOTES: translate("CustomerTimeline", "Notes"),
        TimelineKind.ACCOUNT: translate("CustomerTimeline", "Account"),
        TimelineKind.PRIVACY: translate("CustomerTimeline", "Privacy"),
        TimelineKind.CASES: translate("CustomerTimeline", "Cases"),
    }[kind]


def kind_chip(kind: TimelineKind) -> ChipValue:
    """The kind of an entry as a chip."""
    return ChipValue(_TONES[kind], "", kind_word(kind))


def longest_kind() -> str:
    """The longest word of a kind, for the width of a column."""
    return max(map(kind_word, TimelineKind), key=len)


def head_of(entry: TimelineEntry) -> str:
    """What happened, in a few words; a text that somebody wrote follows."""
    if entry.entity in _OF_HARDWARE:
        deed = Deed(entry.entity, entry.action, entry.field or "", entry.old, entry.new)
        return f"{entity_word(HARDWARE_ORDER)}: {deed_word(deed)}"
    told = credit_head(entry)
    if told is not None:
        return told
    head = _change(entry) if entry.field is not None else action_word(entry.entity, entry.action)
    if entry.field is None and entry.new and (entry.action in _TELLS_STATE or entry.entity in _TELL_AMOUNTS):
        head = f"{head}: {_value(entry, entry.new)}"
    return head


def line_of(entry: TimelineEntry) -> str:
    """The entry on one line."""
    text = " ".join(_written(entry).split())
    return f"{head_of(entry)}: {text}" if text else head_of(entry)


def whole_text(entry: TimelineEntry) -> str:
    """All that the entry says, for the reading pane."""
    return "\n".join(part for part in (head_of(entry), _written(entry)) if part)


def _written(entry: TimelineEntry) -> str:
    """What a person wrote; the codes of the fraud check stand on the page of the order, as sentences."""
    is_codes = entry.entity == HARDWARE_ORDER and entry.action == HardwareCommand.FRAUD_HELD.value
    return "" if is_codes else entry.text


def audience_word(entry: TimelineEntry) -> str:
    """Who reads what a person wrote; nothing where nobody wrote anything."""
    if not entry.text:
        return ""
    translate = QCoreApplication.translate
    if entry.is_internal:
        return translate("CustomerTimeline", "internal")
    return translate("CustomerTimeline", "may be read outside")


def entity_word(entity: str) -> str:
    """What people call a kind of record."""
    translate = QCoreApplication.translate
    return {
        "account": translate("CustomerTimeline", "Customer"),
        "order": translate("CustomerTimeline", "Order"),
        "cancel_request": translate("CustomerTimeline", "Cancel request"),
        "package": translate("CustomerTimeline", "Package"),
        "service": translate("CustomerTimeline", "Service"),
        "task": translate("CustomerTimeline", "Task"),
        "network_request": translate("CustomerTimeline", "Carrier request"),
        "note": translate("CustomerTimeline", "Note"),
        "contact": translate("CustomerTimeline", "Contact"),
        "work_item": translate("CustomerTimeline", "Case"),
        "attachment": translate("CustomerTimeline", "File"),
        "migration": translate("CustomerTimeline", "Migration"),
        "contract": translate("CustomerTimeline", "Contract"),
        HARDWARE_ORDER: translate("CustomerTimeline", "Hardware order"),
        "cardline": translate("CustomerTimeline", "Pending charge"),
        "invoice": translate("CustomerTimeline", "Invoice"),
        "payment": translate("CustomerTimeline", "Payment"),
        "restriction_case": translate("CustomerTimeline", "Restriction"),
        "payment_promise": translate("CustomerTimeline", "Promise to pay"),
        "payment_plan": translate("CustomerTimeline", "Payment plan"),
        "suspension_exemption": translate("CustomerTimeline", "Exemption"),
        "complaint": translate("CustomerTimeline", "Case of the ombudsman"),
        "notification": translate("CustomerTimeline", "Message"),
        "device_enrolment": translate("CustomerTimeline", "Device enrolment"),
    }.get(entity, entity.replace("_", " ").capitalize())


def action_word(entity: str, action: str) -> str:
    """What was done to a record; an action that is not known shows its own name."""
    special = _special(entity, action)
    if special:
        return special
    translate = QCoreApplication.translate
    template = {
        "create": translate("CustomerTimeline", "{record} created"),
        "add": translate("CustomerTimeline", "{record} added"),
        "submit": translate("CustomerTimeline", "{record} submitted"),
        "status": translate("CustomerTimeline", "{record} changed its status"),
        "edit": translate("CustomerTimeline", "{record} edited"),
        "amend": translate("CustomerTimeline", "{record} edited by the retailer"),
        "remove": translate("CustomerTimeline", "{record} removed"),
        "discard": translate("CustomerTimeline", "{record} discarded"),
        "claim": translate("CustomerTimeline", "{record} claimed"),
        "release": translate("CustomerTimeline", "{record} released"),
        "take_over": translate("CustomerTimeline", "{record} taken over"),
        "activate": translate("CustomerTimeline", "{record} activated"),
        "finalise_cancellation": translate("CustomerTimeline", "Cancellation finalised"),
        "halt": translate("CustomerTimeline", "{record} marked Provisioning Halted"),
        "resubmit": translate("CustomerTimeline", "{record} resubmitted"),
        "abort": translate("CustomerTimeline", "{record} aborted"),
        "raise": translate("CustomerTimeline", "{record} raised"),
        "save_page": translate("CustomerTimeline", "{record} saved"),
        "reopen": translate("CustomerTimeline", "{record} brought back"),
        "resolve": translate("CustomerTimeline", "{record} resolved"),
        "take": translate("CustomerTimeline", "{record} taken"),
        "assign": translate("CustomerTimeline", "{record} assigned"),
        "ask": translate("CustomerTimeline", "Asked for the task"),
    }.get(action, f"{{record}}: {action.replace('_', ' ')}")
    return template.replace("{record}", entity_word(entity))


def _special(entity: str, action: str) -> str:
    """Words of their own, where the pattern of others would say too little."""
    translate = QCoreApplication.translate
    if action == "reveal":
        shown = translate("CustomerTimeline", "Contact shown in full")
        return translate("CustomerTimeline", "File read") if entity == "attachment" else shown
    if action == "note" or (entity == "note" and action in ("add", "create")):
        return translate("CustomerTimeline", "Note")
    if action == "end_alert":
        return translate("CustomerTimeline", "Alert ended")
    return {
        ("migration", "start_migration"): translate("CustomerTimeline", "Migration begun"),
        ("migration", "finalise"): translate("CustomerTimeline", "Migration completed"),
        ("migration", "withdraw"): translate("CustomerTimeline", "Migration withdrawn"),
        ("migration", "force_complete"): translate("CustomerTimeline", "Migration completed at once"),
        ("task", "finalise_migration"): translate("CustomerTimeline", "Migration finalised"),
        ("task", "force_complete"): translate("CustomerTimeline", "Task ended: migrated at once"),
        ("contract", "begin_contract"): translate("CustomerTimeline", "Contract begun"),
        ("contract", "add_contract"): translate("CustomerTimeline", "Contract added"),
        ("contract", "break_out_contract"): translate("CustomerTimeline", "Contract broken out of"),
        ("contract", "edit_fixed_discount"): translate("CustomerTimeline", "Days of the discount moved"),
        ("contract", "end_contract"): translate("CustomerTimeline", "Contract ended"),
        ("contract", "renew_contract"): translate("CustomerTimeline", "Contract renewed"),
        ("task", "create"): translate("CustomerTimeline", "Request received by provisioning"),
        ("work_item", "release"): translate("CustomerTimeline", "Case given back"),
        ("work_item", "cancel"): translate("CustomerTimeline", "Case cancelled"),
        ("network_request", "send"): translate("CustomerTimeline", "Carrier request sent"),
        ("network_request", "answer_done"): translate("CustomerTimeline", "Carrier request done"),
        ("network_request", "answer_refused"): translate("CustomerTimeline", "Carrier request refused"),
        ("network_request", "answer_not_known"): translate(
            "CustomerTimeline", "Carrier request had not arrived; it is sent again"
        ),
        ("invoice", "issue"): translate("CustomerTimeline", "Invoice issued"),
        ("invoice", "credit"): translate("CustomerTimeline", "Invoice credited"),
        ("invoice", "dispute"): translate("CustomerTimeline", "In dispute of the invoice"),
        ("payment", "receive"): translate("CustomerTimeline", "Payment received"),
        ("payment", "expect"): translate("CustomerTimeline", "Payment on its way"),
        ("payment", "settle"): translate("CustomerTimeline", "Payment on its way has come"),
        ("payment", "fail"): translate("CustomerTimeline", "Payment on its way failed"),
        ("payment", "reverse"): translate("CustomerTimeline", "Payment taken back"),
        ("network_request", "retry"): translate("CustomerTimeline", "Carrier request tried again"),
    }.get((entity, action), "")


def _change(entry: TimelineEntry) -> str:
    if entry.entity == "cardline":
        return _charge(entry)
    template = QCoreApplication.translate("CustomerTimeline", "{record}: {field}: {old} \u2192 {new}")
    return (
        template.replace("{record}", entity_word(entry.entity))
        .replace("{field}", field_word(entry.field or ""))
        .replace("{old}", _value(entry, entry.old))
        .replace("{new}", _value(entry, entry.new))
    )


def _charge(entry: TimelineEntry) -> str:
    """What was charged or credited, as "1500 AUD" in the trail, in the words of an invoice."""
    text = QCoreApplication.translate("CustomerTimeline", "{record}: {charge}, {amount}")
    minor, _, currency = (entry.new or "").partition(" ")
    is_money = currency and minor.removeprefix("-").isdecimal()
    return (
        text.replace("{record}", entity_word(entry.entity))
        .replace("{charge}", charge_word(entry.field or ""))
        .replace("{amount}", amount_text(int(minor), currency) if is_money else _value(entry, entry.new))
    )


def _value(entry: TimelineEntry, value: str | None) -> str:
    if not value:
        return NO_VALUE
    if (entry.field or "").endswith("_on"):
        try:
            return show_day(date.fromisoformat(value))
        except ValueError:
            return value
    return state_word(entry.entity, value)


def state_word(entity: str, value: str) -> str:
    """What people call the state of a record; a code that is not known is shown as words."""
    if entity in ("order", "cancel_request") and value in set(OrderStatus):
        return status_words()[OrderStatus(value)]
    if entity in ("package", "service") and value in set(SubscriptionStatus):
        return subscription_chip(SubscriptionStatus(value)).word
    word = status_word(value)
    is_code = word == value and value.isupper() and ("_" in value or entity in _HAVE_STATES)
    return value.replace("_", " ").capitalize() if is_code else word
