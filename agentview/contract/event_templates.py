"""What the messages of events say: templates, their preview on a real account, test messages (S-26, E39)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.events import EventType, TemplateChannel
from agentview.contract.op import Message, Op
from agentview.contract.value import CommandState, Line, Prose, RecordId, RefusalInfo, Version
from agentview.core.power import Power


class TemplateStatus(StrEnum):
    """Only what is ACTIVE is used (R-EVT-04)."""

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"


class TemplateCommand(StrEnum):
    """What can be done to a template."""

    EDIT = "edit"
    ACTIVATE = "activate"
    WITHDRAW = "withdraw"
    DELETE = "delete"


class TemplateSort(StrEnum):
    """What the list may be sorted by."""

    NAME = "NAME"


class TemplateFilter(Message):
    """Which templates; what is empty does not filter. `text` is part of a name or subject."""

    text: Line = ""
    event_type: EventType | None = None
    channel: TemplateChannel | None = None
    status: TemplateStatus | None = None


class TemplatesRequest(Message):
    """One page of templates, by name."""

    filter: TemplateFilter = TemplateFilter()
    sort: TemplateSort = TemplateSort.NAME
    is_descending: bool = False
    after: Annotated[str, Field(min_length=1, max_length=1_000)] | None = None
    limit: int = Field(default=100, ge=1, le=200)


class TemplateRow(Message):
    """A template; `used_by` counts the actions that have it."""

    template_id: int
    version: int
    event_type: EventType
    channel: TemplateChannel
    name: str
    subject: str
    status: TemplateStatus
    used_by: int
    commands: tuple[CommandState, ...]


class Templates(Message):
    """Templates in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[TemplateRow, ...]
    last: str | None
    total: int
    as_of: datetime


class TemplateFields(Message):
    """What a template says, with `%%variables%%` of its event type alone (R-EVT-10).

    `subject` is of e-mails; of a text it is the title. `from_address` empty: the provider's.
    """

    name: Annotated[Line, Field(min_length=1)]
    subject: Line = ""
    body: Prose
    from_address: Line = ""


class TemplateDetail(Message):
    """A template as it is edited, with what may be wrong with it: it can be used as it is."""

    row: TemplateRow
    fields: TemplateFields
    warnings: tuple[RefusalInfo, ...]


class TemplateRef(Message):
    """A template of the own provider."""

    template_id: RecordId


class TemplateAt(TemplateRef):
    """A template in the version that was seen; a newer one refuses with `E-STALE` (R-PRV-41)."""

    version: Version


class CreateTemplateRequest(Message):
    """A new template, a draft."""

    event_type: EventType
    channel: TemplateChannel
    fields: TemplateFields


class EditTemplateRequest(TemplateAt):
    """What a template is to say; an active one stays active."""

    fields: TemplateFields


class DeletedTemplate(Message):
    """A template that is no more."""

    template_id: int


class PreviewRequest(Message):
    """A text, saved or not, as it would be for a real account; without one, with sample values.

    Without `invoice_id` or `service_id`: the account's oldest open invoice, its first active service.
    """

    event_type: EventType
    channel: TemplateChannel
    subject: Line = ""
    body: Prose = ""
    account_id: RecordId | None = None
    invoice_id: RecordId | None = None
    service_id: RecordId | None = None


class SmsEncoding(StrEnum):
    """How an SMS is written: 160 characters of GSM 03.38 fit into one, or 70 of any."""

    GSM = "GSM"
    UCS2 = "UCS2"


class SmsSize(Message):
    """How long an SMS is (R-EVT-17): `units` of its encoding, in so many parts, with room for `left` more."""

    encoding: SmsEncoding
    units: int
    parts: int
    left: int


class Preview(Message):
    """A message as the customer would read it.

    `problems` refuse saving, `warnings` do not; the values of a problem name its `name` and its `position` in
    the field (1 is the first character). `sms` is of SMS alone.
    """

    subject: str
    body: str
    problems: tuple[RefusalInfo, ...]
    warnings: tuple[RefusalInfo, ...]
    sms: SmsSize | None


class TryRequest(PreviewRequest):
    """Send the text as it would be for an account to an address or number; empty: the caller's own e-mail."""

    account_id: RecordId
    to: Line = ""


class Tried(Message):
    """A test message that waits to be sent; the notification log shows what becomes of it."""

    to: str


_READ, _WRITE = Power.READ_STATUS, Power.EVENT_ADMIN

TEMPLATES = Op(
    "event_templates.templates", TemplatesRequest, Templates, False, _READ, "List templates of events"
)
TEMPLATE = Op(
    "event_templates.template", TemplateRef, TemplateDetail, False, _READ, "Read a template of an event"
)
CREATE = Op(
    "event_templates.create", CreateTemplateRequest, TemplateDetail, True, _WRITE, "Write a new template"
)
EDIT = Op("event_templates.edit", EditTemplateRequest, TemplateDetail, True, _WRITE, "Edit a template")
ACTIVATE = Op("event_templates.activate", TemplateAt, TemplateDetail, True, _WRITE, "Activate a template")
WITHDRAW = Op(
    "event_templates.withdraw", TemplateAt, TemplateDetail, True, _WRITE, "Withdraw a template to a draft"
)
DELETE = Op(
    "event_templates.delete", TemplateAt, DeletedTemplate, True, _WRITE, "Delete a template that is not used"
)
PREVIEW = Op(
    "event_templates.preview",
    PreviewRequest,
    Preview,
    False,
    _WRITE,
    "Show a message as it would be for an account",
)
TEST_SEND = Op("event_templates.test_send", TryRequest, Tried, True, _WRITE, "Send a message to try it out")
