"""Events: which are told for which kind of account, at which threshold, and by what (S-25, E40, E41)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Columns, CommandState, Line, RecordId, Version
from agentview.core.power import Power

MOST_DAYS = 365
MOST_PROFILES = 200


class EventType(StrEnum):
    """What can be told of; `event_catalogue` says the rest of each."""

    NEW_PACKAGE_SUBSCRIPTION = "NEW_PACKAGE_SUBSCRIPTION"
    INVOICE_OVERDUE = "INVOICE_OVERDUE"
    INVOICE_DUE = "INVOICE_DUE"
    SERVICE_ACTIVATION = "SERVICE_ACTIVATION"
    NEW_PACKAGE_ACTIVATION = "NEW_PACKAGE_ACTIVATION"
    PROVISIONING_HALTED = "PROVISIONING_HALTED"
    AUTO_SUSPEND = "AUTO_SUSPEND"
    AUTO_UNSUSPEND = "AUTO_UNSUSPEND"
    ACCOUNT_STATUS_CHANGE = "ACCOUNT_STATUS_CHANGE"
    PAYMENT_RECEIVED = "PAYMENT_RECEIVED"
    PAYMENT_PLAN_CREATED = "PAYMENT_PLAN_CREATED"
    PAYMENT_PLAN_FAILED = "PAYMENT_PLAN_FAILED"
    PAYMENT_PLAN_COMPLETED = "PAYMENT_PLAN_COMPLETED"
    PAYMENT_PLAN_CANCELLED = "PAYMENT_PLAN_CANCELLED"


class ActionType(StrEnum):
    """What an event does (E41). MESSAGE is an e-mail, ON_SCREEN a page to print, NOTIFICATION a banner."""

    MESSAGE = "MESSAGE"
    SMS = "SMS"
    LOG = "LOG"
    ON_SCREEN = "ON_SCREEN"
    NOTIFICATION = "NOTIFICATION"
    WORKFLOW = "WORKFLOW"


class TemplateChannel(StrEnum):
    """What a template is written for. TEXT is read inside: entries, pages to print, banners, cases."""

    EMAIL = "EMAIL"
    SMS = "SMS"
    TEXT = "TEXT"


CHANNEL_OF = {
    ActionType.MESSAGE: TemplateChannel.EMAIL,
    ActionType.SMS: TemplateChannel.SMS,
    ActionType.LOG: TemplateChannel.TEXT,
    ActionType.ON_SCREEN: TemplateChannel.TEXT,
    ActionType.NOTIFICATION: TemplateChannel.TEXT,
    ActionType.WORKFLOW: TemplateChannel.TEXT,
}
"""The channel whose templates an action can have."""


class MappingCommand(StrEnum):
    """What can be done to a mapping."""

    EDIT = "edit"
    ENABLE = "enable"
    DISABLE = "disable"
    DELETE = "delete"


class MappingSort(StrEnum):
    """What the list may be sorted by."""

    TYPE = "TYPE"
    PROFILE = "PROFILE"
    THRESHOLD = "THRESHOLD"
    MAPPING = "MAPPING"


class MappingFilter(Message):
    """Which mappings; what is empty does not filter. `text` is part of a description, type or profile."""

    text: Line = ""
    event_type: EventType | None = None
    profile_id: RecordId | None = None
    is_enabled: bool | None = None


class MappingsRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: MappingFilter = MappingFilter()
    sort: MappingSort = MappingSort.TYPE
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=1_000)
    before: str | None = Field(default=None, min_length=1, max_length=1_000)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class ActionRow(Message):
    """An action of a mapping. `template_id` None: it has none yet, and cannot run (R-EVT-04).

    `is_offered` is False for SMS without the subscription (R-EVT-05). `templates` counts what it could have.
    """

    type: ActionType
    is_enabled: bool
    is_offered: bool
    template_id: int | None
    template: str
    is_template_active: bool
    templates: int
    log_tag: str

    @property
    def runs(self) -> bool:
        """Say whether it happens when the event fires (R-EVT-04, 05)."""
        return self.is_enabled and self.is_offered and self.is_template_active


class MappingRow(Message):
    """A mapping with all its actions. `threshold` is in the unit of the event type, 0 where it has none."""

    mapping_id: int
    version: int
    profile_id: int
    profile: str
    description: str
    threshold: int
    lead_limit_days: int | None
    event_type: EventType
    is_enabled: bool
    has_extended_logging: bool
    actions: tuple[ActionRow, ...]
    templates: int
    commands: tuple[CommandState, ...]


class MappingsPage(Message):
    """A page of mappings; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[MappingRow, ...]
    first: str | None
    last: str | None
    as_of: datetime


class MappingSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: MappingFilter = MappingFilter()


class MappingSize(Message):
    """The exact number of rows."""

    rows: int


class MappingExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: MappingFilter = MappingFilter()
    sort: MappingSort = MappingSort.TYPE
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=1_000)


class MappingExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[MappingRow, ...]
    last: str | None
    total: int
    zone: str


class MappingRef(Message):
    """A mapping of the own provider."""

    mapping_id: RecordId


class MappingAt(MappingRef):
    """A mapping in the version that was seen; a newer one refuses with `E-STALE` (R-PRV-41)."""

    version: Version


class MappingFields(Message):
    """What of a mapping can be edited.

    `threshold` in days; `lead_limit_days` of Invoice Due: not for invoices issued later than so many days
    before they are due (E43).
    """

    description: Line = ""
    threshold: int = Field(default=0, ge=0, le=MOST_DAYS)
    lead_limit_days: Annotated[int, Field(ge=0, le=MOST_DAYS)] | None = None
    has_extended_logging: bool = False


class CreateMappingRequest(Message):
    """A new mapping, off until somebody enables it, with all its actions off."""

    event_type: EventType
    profile_id: RecordId
    fields: MappingFields = MappingFields()


class EditMappingRequest(MappingAt):
    """What a mapping is to say."""

    fields: MappingFields


class DeletedMapping(Message):
    """A mapping that is no more."""

    mapping_id: int


class SetMappingRequest(MappingAt):
    """Switch a mapping on or off: of Auto Suspend and Auto UnSuspend the automation itself (R-EVT-02)."""

    is_enabled: bool


class SetActionRequest(MappingAt):
    """Switch one action of a mapping, and say which template it has; `log_tag` is of LOG alone."""

    type: ActionType
    is_enabled: bool
    template_id: RecordId | None = None
    log_tag: Annotated[Line, Field(max_length=40)] = ""


class ProfilesRequest(Message):
    """Ask for the kinds of account."""


class ProfileRow(Message):
    """A kind of account. `is_auto_suspend` and `is_auto_unsuspend`: the automation is on (R-EVT-02)."""

    profile_id: int
    name: str
    is_auto_suspend: bool
    is_auto_unsuspend: bool


class Profiles(Message):
    """The kinds of account, by name."""

    rows: tuple[ProfileRow, ...]


class RecommendedRequest(Message):
    """The recommended set (E34), for some kinds of account or, where none is named, for all."""

    profile_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_PROFILES)] = ()


class RecommendedItem(Message):
    """A mapping of the recommended set with the texts that it sends.

    `is_there`: the mapping has actions already and stays as it is. `is_enabled`: it is on afterwards. `sms`
    is sent where text messages are part of the subscription.
    """

    event_type: EventType
    profile_id: int
    profile: str
    threshold: int
    description: str
    is_there: bool
    is_enabled: bool
    subject: str
    body: str
    sms: str


class Recommended(Message):
    """What one step would set up.

    `warns_on_day` None: no rule set is in force, so there is no 24-hour warning. `missing` names what the
    texts show and the delivery settings do not say yet: `pay_url`, `care_line`.
    """

    items: tuple[RecommendedItem, ...]
    warns_on_day: int | None
    has_sms: bool
    missing: tuple[str, ...]


class RecommendedApplied(Message):
    """What was set up; what was there before is kept."""

    mappings: int
    templates: int
    kept: int


class PagesRequest(Message):
    """Ask for the pages to print of an account, the newest first (On Screen)."""

    account_id: RecordId
    after: str | None = Field(default=None, min_length=1, max_length=500)
    limit: int = Field(default=100, ge=1, le=200)


class PrintedPage(Message):
    """A page that can be printed, as it was when the event happened."""

    event_id: int
    event_type: EventType
    at: datetime
    title: str
    text: str


class PrintedPages(Message):
    """Pages of an account; `last` names where the next answer starts, None at the end."""

    rows: tuple[PrintedPage, ...]
    last: str | None


_READ, _WRITE = Power.READ_STATUS, Power.EVENT_ADMIN

MAPPINGS = Op("events.mappings", MappingsRequest, MappingsPage, False, _READ, "List event mappings")
MAPPINGS_SIZE = Op("events.size", MappingSizeRequest, MappingSize, False, _READ, "Count event mappings")
EXPORT = Op("events.export", MappingExportRequest, MappingExportPage, True, _READ, "Export event mappings")
MAPPING = Op("events.mapping", MappingRef, MappingRow, False, _READ, "Read an event mapping")
PROFILES = Op(
    "events.profiles", ProfilesRequest, Profiles, False, _READ, "List account profiles with their switches"
)
CREATE_MAPPING = Op(
    "events.create_mapping", CreateMappingRequest, MappingRow, True, _WRITE, "Map an event for a profile"
)
EDIT_MAPPING = Op(
    "events.edit_mapping", EditMappingRequest, MappingRow, True, _WRITE, "Edit an event mapping"
)
SET_MAPPING = Op(
    "events.set_mapping", SetMappingRequest, MappingRow, True, _WRITE, "Switch an event mapping on or off"
)
SET_ACTION = Op(
    "events.set_action", SetActionRequest, MappingRow, True, _WRITE, "Switch one action of an event mapping"
)
DELETE_MAPPING = Op(
    "events.delete_mapping", MappingAt, DeletedMapping, True, _WRITE, "Delete an event mapping"
)
RECOMMENDED = Op(
    "events.recommended", RecommendedRequest, Recommended, False, _READ, "Show the recommended events"
)
APPLY_RECOMMENDED = Op(
    "events.apply_recommended",
    RecommendedRequest,
    RecommendedApplied,
    True,
    _WRITE,
    "Set the recommended events up in one step",
)
PAGES = Op("events.pages", PagesRequest, PrintedPages, False, _READ, "List the pages to print of an account")
