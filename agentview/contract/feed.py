"""The change feed: what changed, what kind of thing it is, and who did it."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Op


class Topic(StrEnum):
    """The kind of thing that changed."""

    TASK = "TASK"
    PRESENCE = "PRESENCE"
    ASK = "ASK"
    ACCOUNT = "ACCOUNT"
    ORDER = "ORDER"
    WORK_ITEM = "WORK_ITEM"
    NETWORK_REQUEST = "NETWORK_REQUEST"
    IMPORT = "IMPORT"
    PERSON = "PERSON"
    MIGRATION = "MIGRATION"
    """By the number of its order."""
    BULK_MIGRATION = "BULK_MIGRATION"
    """A run of many migrations."""
    CATALOGUE = "CATALOGUE"
    """A plan, contract type, pool or agent."""
    HARDWARE_ORDER = "HARDWARE_ORDER"
    WIRELESS_ORDER = "WIRELESS_ORDER"
    WIRELESS_LINE = "WIRELESS_LINE"
    WIRELESS_DEVICE = "WIRELESS_DEVICE"
    EMPLOYEE = "EMPLOYEE"
    """A person of a company, or with `ALL_RECORDS` its units."""
    BATCH = "BATCH"
    ENROLMENT = "ENROLMENT"
    STOCK = "STOCK"
    """What a warehouse says that it has; by the number of the warehouse."""
    RULE_SET = "RULE_SET"
    """By which overdue accounts are restricted, with the groups that it leaves out."""
    RESTRICTION_CASE = "RESTRICTION_CASE"
    EVENT = "EVENT"
    """A mapping of an event with its actions, a template, or how messages go out."""
    NOTIFICATION = "NOTIFICATION"
    JOB_RUN = "JOB_RUN"
    """A run of a job."""
    JOB = "JOB"
    """The schedule of a job; no record has this number."""


ALL_RECORDS = 0
"""The number of no record: many of the topic changed at once, any of them."""


class Change(Message):
    """One change. `cursor` orders changes; `actor_id` lets a screen recognise its own user's.

    `record_id` is `ALL_RECORDS` where many changed.
    """

    cursor: str
    topic: Topic
    record_id: int
    verb: str
    actor_id: int | None
    actor: str
    at: datetime
    to_user_id: int | None = None
    text: str = ""


class SinceRequest(Message):
    """Ask for what changed after `cursor`; None asks only for the cursor of now."""

    cursor: str | None = Field(default=None, max_length=60, pattern=r"^\d{1,20}-\d{1,20}$")


class Changes(Message):
    """Changes in order, and the cursor after them. `is_gap`: some were forgotten, read everything again."""

    changes: tuple[Change, ...]
    cursor: str
    is_gap: bool = False


SINCE = Op("feed.since", SinceRequest, Changes, False, None, "List what changed")
