"""Files on a customer's account: sent in parts, kept whole or not at all, never opened by themselves."""

from datetime import datetime
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import RecordId
from agentview.core.file_name import plain_name
from agentview.core.power import Power

LARGEST = 25 * 1024 * 1024
"""How many bytes a file may have."""
PART_SIZE = 512 * 1024
"""How many bytes of a file go into one request, which stays below 1 MB as text (D-36)."""

FileName: TypeAlias = Annotated[str, Field(max_length=1_000), AfterValidator(plain_name)]
_Size: TypeAlias = Annotated[int, Field(ge=0, le=2**50)]
_PartNumber: TypeAlias = Annotated[int, Field(ge=0, lt=LARGEST // PART_SIZE)]


class BytesMessage(Message):
    """A message with bytes, which travel as base64."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )


class BeginRequest(Message):
    """Announce a file: its name, its size in bytes and its SHA-256. One over the limit is refused here."""

    account_id: RecordId
    name: FileName
    size: _Size
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Begun(Message):
    """Where the parts go, and how many bytes each has; the last one has the rest."""

    attachment_id: int
    name: str
    part_size: int
    parts: int


class PartRequest(BytesMessage):
    """A part of a file that was begun, counted from 0. The same part again replaces it."""

    attachment_id: RecordId
    number: _PartNumber
    content: Annotated[bytes, Field(min_length=1, max_length=PART_SIZE)]


class AttachmentRef(Message):
    """A file."""

    attachment_id: RecordId


class Attachment(Message):
    """A file that is there; `media_type` was found in its content, not in its name."""

    attachment_id: int
    account_id: int
    name: str
    media_type: str
    size: int
    sha256: str
    parts: int
    by: str
    at: datetime


class AttachmentsRequest(Message):
    """Ask for the files of an account."""

    account_id: RecordId


class Attachments(Message):
    """The files of an account, newest first."""

    attachments: tuple[Attachment, ...]


class ReadRequest(Message):
    """Ask for a part of a file, counted from 0."""

    attachment_id: RecordId
    number: _PartNumber = 0


class Part(BytesMessage):
    """A part of a file."""

    number: int
    content: bytes


BEGIN = Op("attachments.begin", BeginRequest, Begun, True, Power.NOTE, "Announce a file")
PUT_PART = Op("attachments.put_part", PartRequest, Nothing, True, Power.NOTE, "Send a part of a file")
FINISH = Op("attachments.finish", AttachmentRef, Attachment, True, Power.NOTE, "Keep a file that is whole")
LIST = Op(
    "attachments.list", AttachmentsRequest, Attachments, False, Power.READ_STATUS, "List a customer's files"
)
READ = Op(
    "attachments.read",
    ReadRequest,
    Part,
    True,
    Power.READ_STATUS,
    "Read a part of a file; the reading is audited",
    is_beat=True,
)
