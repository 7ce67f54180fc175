"""What the shell gives to an area and hears from it; imports no Qt, so that presenters may hold a desk.

A screen gets one `Desk` when it is built. It is made anew at each sign-in, so nothing in it ever changes:
the person, the powers and the zone are those of the one who sits there. What an area must offer in return
stands in `ui/area.py`. Everything here is called and answers on the GUI thread; gateway calls go through
`runner`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from agentview.contract.session import Person
from agentview.core.clock import Clock
from agentview.core.errors import AgentViewError, Refusal
from agentview.core.power import Power
from agentview.core.reference import Prefix, parse_reference
from agentview.gateway.port import FeedNews, Gateway, LinkState
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.texts import ErrorReport, ErrorText

Unsubscribe = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A record to open: its kind ("task", "account"), its id, and what people call it ("PO-10482/1")."""

    kind: str
    record_id: int
    title: str = ""


TASK = "task"
ACCOUNT = "account"
ACCOUNT_TASKS = "account_tasks"
"""The tasks of an account in the manual provisioning queue."""
ORDER = "order"
"""An order by its number: an incomplete one is resumed, a submitted one is shown (R-PRV-38)."""
NEW_ORDER = "new_order"
"""A new order for the account of this id; 0: for a customer yet to be chosen."""
NEW_CUSTOMER = "new_customer"
"""A new customer; `title` is the number that called, where there is one."""
MIGRATION = "migration"
"""A migration by the number of its order: an incomplete one is resumed in the wizard, others are shown."""
NEW_MIGRATION = "new_migration"
"""A migration of the package of this id: the wizard begins, or goes on with the one in progress."""
PACKAGE = "package"
"""A package of a customer: the customer's page with this package chosen."""
BREAK_OUT = "break_out"
"""The dialog that breaks the contract of the package of this id (S-16)."""
WORK_ITEM = "work_item"
NETWORK_REQUEST = "network_request"
"""A request to the carrier's platform: why it was refused, and its log."""
HARDWARE_ORDER = "hardware_order"
"""A hardware order by its number."""
NEW_HARDWARE_ORDER = "new_hardware_order"
"""A new hardware order for the account of this id; 0: for a customer yet to be chosen."""
STOCK_CHECK = "stock_check"
"""The stock of what the hardware order of this id asks for; 0: of whatever is asked for there."""
ENROLMENT = "device_enrolment"
"""A device in an enrolment programme, by the number of its enrolment."""
BATCH = "batch"
"""A file that went to a partner, or came from one."""
JOB_RUN = "job_run"
"""A run of a job of the program."""
RESTRICTION_CASE = "restriction_case"
"""A restriction case by its number."""
RESTRICTION_CASES = "restriction_cases"
"""The restriction cases; `title` is the view of the list."""
NOTIFICATIONS = "notifications"
"""The messages to customers; `title` is the view of their log."""
SUSPENSION_CANDIDATES = "suspension_candidates"
"""Whom the rules would restrict; `title` is the view of the list."""
PROMISES = "promises"
"""The promises to pay; `title` is the view of the list."""
RULE_SET = "rule_set"
"""A rule set of suspension."""
NEW_RULE_SET = "new_rule_set"
"""A new rule set of suspension; its number is 0."""
SUSPENSION_WHY = "suspension_why"
"""What the rules of suspension say of the account of this id."""
NOTIFICATION = "notification"
"""A message to a customer, in the notification log."""
EVENT_MAPPING = "event_mapping"
"""A mapping of an event for a kind of account."""
EVENT_TEMPLATE = "event_template"
"""A template of what an event says, in its editor."""
NEW_CASE = "new_case"
"""A new case of the worklist about the account of this id; `title` is the customer's name."""
WIRELESS_ORDER = "wireless_order"
"""A wireless order by its number: a draft is gone on with, others are shown."""
WIRELESS_APPROVAL = "wireless_approval"
"""A wireless order by its number, for who decides about it."""
NEW_WIRELESS_ORDER = "new_wireless_order"
"""A new wireless order; its number is 0."""
WIRELESS_LINE = "wireless_line"
"""A line of a company, in its inventory."""
WIRELESS_DEVICE = "wireless_device"
"""A device of a company, in its inventory."""
APPROVAL_POLICY = "approval_policy"
"""A policy of approval of wireless orders."""
NEW_APPROVAL_POLICY = "new_approval_policy"
"""A new policy of approval; its number is 0."""
APPROVAL_DELEGATION = "approval_delegation"
"""A delegation of approval; 0: all of them."""
NEW_DELEGATION = "new_delegation"
"""A new delegation of approval; its number is 0."""
MANAGE_LINE = "manage_line"
"""A new wireless order for the line of this id; `title` is its number."""
MANAGE_DEVICE = "manage_device"
"""A new wireless order for the device of this id; `title` is its model."""


def order_target(order_id: int, title: str) -> Target:
    """The place of an order by what people call it: MG- is a migration (D-23)."""
    named = parse_reference(title)
    is_migration = named is not None and named[0] is Prefix.MIGRATION
    return Target(MIGRATION if is_migration else ORDER, order_id, title)


_RECORDS = {
    "account": ACCOUNT,
    "approval_delegation": APPROVAL_DELEGATION,
    "approval_policy": APPROVAL_POLICY,
    "device_enrolment": ENROLMENT,
    "batch": BATCH,
    "event_mapping": EVENT_MAPPING,
    "event_template": EVENT_TEMPLATE,
    "hardware_order": HARDWARE_ORDER,
    "job_run": JOB_RUN,
    "migration": MIGRATION,
    "notification": NOTIFICATION,
    "package": PACKAGE,
    "restriction_case": RESTRICTION_CASE,
    "suspension_rule_set": RULE_SET,
    "task": TASK,
    "wireless_device": WIRELESS_DEVICE,
    "wireless_line": WIRELESS_LINE,
    "wireless_order": WIRELESS_ORDER,
    "work_item": WORK_ITEM,
}


def record_target(entity: str, record_id: int, title: str) -> Target | None:
    """The place of a record of the trail; None where no area shows this kind."""
    if entity == "order":
        return order_target(record_id, title)
    kind = _RECORDS.get(entity)
    return None if kind is None else Target(kind, record_id, title)


class Toasts(Protocol):
    """Short news in the lower corner of the window."""

    def say(self, text: str) -> None:
        """Say that something was done; it goes after four seconds."""
        ...

    def undo(self, text: str, on_undo: Callable[[], None]) -> None:
        """Say that something was done and offer to undo it (D-22)."""
        ...

    def fail(self, text: str) -> None:
        """Say that something failed; it stays until it is closed."""
        ...


class Texts(Protocol):
    """Turns codes into sentences in the user's language."""

    def refusal(self, refusal: Refusal) -> ErrorText:
        """Return the sentences for one reason; the same for an error and for a closed command."""
        ...

    def report(self, error: Exception) -> ErrorReport:
        """Return what to show for an error of a call, with the details to copy; a bug has a text too."""
        ...

    def by_field(self, error: AgentViewError) -> dict[str, str]:
        """Return what to show beside each field that the error names; "" collects the rest."""
        ...


class Shell(Protocol):
    """The window around the areas."""

    @property
    def link(self) -> LinkState:
        """How the connection is; while it is LOST, actions are off and reading goes on from what is shown."""
        ...

    def on_news(self, receive: Callable[[FeedNews], None]) -> Unsubscribe:
        """Hear of changes, a gap (read everything again) and the link's state."""
        ...

    def show_error(self, error: Exception, while_doing: str = "") -> None:
        """Show an error that has no better place; `while_doing` is like "Claim PO-10482"."""
        ...

    def set_count(self, area: str, count: int | None) -> None:
        """Show the count beside the area in the rail; None shows none."""
        ...

    def data_read(self, at: datetime) -> None:
        """Say that what is on the screen was read at `at`; the status bar and the banner tell its age."""
        ...

    def open_area(self, area: str, target: Target | None = None) -> None:
        """Show an area and, where a target is given, the record in it."""
        ...

    def open_target(self, target: Target) -> bool:
        """Show a record in the first area of this person that opens its kind; say whether there is one."""
        ...

    def areas_of(self, person: Person) -> Sequence[str]:
        """Return the titles of the areas that a person of these powers would have."""
        ...

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard and say so."""
        ...


@dataclass(frozen=True)
class Desk:
    """All that a screen may use.

    `runner` answers on the GUI thread and needs an `owner`; when a session has ended it holds the call, asks
    the person to sign in over the kept window, and repeats it (commands carry a key, so nothing is done
    twice). `drafts` and `gateway` block: use them through `runner` only. `settings` is this computer's, and
    quick.
    """

    gateway: Gateway
    runner: Runner
    clock: Clock
    person: Person
    zone: ZoneInfo
    toasts: Toasts
    texts: Texts
    drafts: DraftStore
    settings: SettingsStore
    shell: Shell

    def has(self, power: Power) -> bool:
        """Say whether the person holds this power; whether a command is open is said by the record's row."""
        return power in self.person.powers
