"""The words of hardware: products, warehouses, orders, batches, device enrolment (SM-3, SM-4)."""

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

ExchangeAddress: TypeAlias = Annotated[
    str, Field(max_length=400, pattern=r"^([a-z][a-z0-9+.-]*://([^\s@:/?#]+@)?[^\s@?#]+|)$")
]
"""Where a partner's files go and come from, such as `sftp://user@host/folder`; never with a password."""


class ProductKind(StrEnum):
    """What kind of hardware a product is; a software licence counts as hardware too (M1)."""

    HANDSET = "HANDSET"
    PERIPHERAL = "PERIPHERAL"
    SOFTWARE_LICENCE = "SOFTWARE_LICENCE"
    SIM = "SIM"
    ACCESSORY = "ACCESSORY"


class SerialType(StrEnum):
    """Which number a serialised product bears."""

    IMEI = "IMEI"
    MEID = "MEID"
    ESN = "ESN"
    ICCID = "ICCID"
    CAP_CODE = "CAP_CODE"
    PIN = "PIN"
    MSN = "MSN"
    UNKNOWN = "UNKNOWN"


class Granularity(StrEnum):
    """What one record of a request file stands for (R-HW-13)."""

    PER_UNIT = "PER_UNIT"
    PER_PRODUCT = "PER_PRODUCT"
    PER_ORDER = "PER_ORDER"


class FileFormat(StrEnum):
    """How a warehouse's files are written."""

    JSON = "JSON"
    CSV = "CSV"
    XML = "XML"
    X12 = "X12"
    EDIFACT = "EDIFACT"


class StockSource(StrEnum):
    """How the stock of a warehouse is known."""

    HTTP = "HTTP"
    """It answers in the form of TMF687."""
    FILE = "FILE"
    """It sends a stock file."""
    SIMULATOR = "SIMULATOR"


class FraudSource(StrEnum):
    """Who checks a delivery for fraud."""

    RULES = "RULES"
    SIMULATOR = "SIMULATOR"


class StockStatus(StrEnum):
    """What a stock check found: enough, too little, nothing, or no answer."""

    OK = "OK"
    LOW = "LOW"
    NONE = "NONE"
    UNAVAILABLE = "UNAVAILABLE"


class BillingMode(StrEnum):
    """When a hardware order is billed (R-HW-22)."""

    IMMEDIATE = "IMMEDIATE"
    NEXT_INVOICE = "NEXT_INVOICE"


class FraudStatus(StrEnum):
    """How the fraud check of a delivery stands."""

    NOT_REQUIRED = "NOT_REQUIRED"
    PENDING = "PENDING"
    PASSED = "PASSED"
    FAILED = "FAILED"


class HardwareStatus(StrEnum):
    """The states of a hardware order (SM-3)."""

    NEW = "NEW"
    AWAITING_GENERATION = "AWAITING_GENERATION"
    AWAITING_DISPATCH = "AWAITING_DISPATCH"
    COMPLETE = "COMPLETE"
    ERROR = "ERROR"
    CANCELLED = "CANCELLED"


class HardwareLineStatus(StrEnum):
    """The states of a line of a hardware order (SM-3)."""

    NEW = "NEW"
    GENERATED = "GENERATED"
    SENT = "SENT"
    DISPATCHED = "DISPATCHED"
    ERROR = "ERROR"
    CANCELLED = "CANCELLED"
    RETURNED = "RETURNED"


class HardwareCommand(StrEnum):
    """What happens to a hardware order; the last ones are the program's own."""

    START = "start_hardware_order"
    EDIT_LINES = "edit_lines"
    EDIT_DELIVERY = "edit_delivery"
    CHECK_STOCK = "check_stock"
    GENERATE = "generate"
    CANCEL = "cancel"
    RECHECK_FRAUD = "recheck_fraud"
    OVERRIDE_FRAUD = "override_fraud"
    RETRY = "retry"
    CLOSE = "close"
    RETURN_LINE = "return_line"
    FRAUD_CLEARED = "fraud_cleared"
    FRAUD_HELD = "fraud_held"
    SEND = "send"
    DISPATCH = "dispatch"


class BatchKind(StrEnum):
    """Which file a batch is: an interface file (M3, M4, M6, M7), or what a warehouse has."""

    SALES_ORDER_REQUEST = "SALES_ORDER_REQUEST"
    SALES_ORDER_DISPATCH = "SALES_ORDER_DISPATCH"
    ENROL_REQUEST = "ENROL_REQUEST"
    ENROL_RESPONSE = "ENROL_RESPONSE"
    STOCK_FILE = "STOCK_FILE"


class BatchStatus(StrEnum):
    """How far a batch is. STAGED: the whole file lies ready under its temporary name."""

    CREATED = "CREATED"
    STAGED = "STAGED"
    SENT = "SENT"
    RECEIVED = "RECEIVED"
    VALIDATED = "VALIDATED"
    PROCESSED = "PROCESSED"
    PROCESSED_WITH_ERRORS = "PROCESSED_WITH_ERRORS"
    FAILED = "FAILED"
    IGNORED = "IGNORED"
    """A person has decided that a failed one needs nothing more."""


class BatchCommand(StrEnum):
    """What happens to a batch. People reprocess and ignore; the rest is the program's own."""

    START = "start_batch"
    STAGE = "stage"
    SEND = "send"
    RECEIVE = "receive"
    VALIDATE = "validate"
    REFUSE = "refuse"
    PROCESS = "process"
    PROCESS_WITH_ERRORS = "process_with_errors"
    REPROCESS = "reprocess"
    IGNORE = "ignore"


class RecordOutcome(StrEnum):
    """What became of a record of a batch."""

    OK = "OK"
    ERROR = "ERROR"
    DUPLICATE = "DUPLICATE"


class EnrolmentStatus(StrEnum):
    """The states of a device's enrolment (SM-4)."""

    NOT_REQUESTED = "NOT_REQUESTED"
    ENROL_PENDING = "ENROL_PENDING"
    ENROL_SENT = "ENROL_SENT"
    ENROLLED = "ENROLLED"
    ENROL_ERROR = "ENROL_ERROR"
    UNENROL_PENDING = "UNENROL_PENDING"
    UNENROL_SENT = "UNENROL_SENT"
    UNENROLLED = "UNENROLLED"
    UNENROL_ERROR = "UNENROL_ERROR"
    VOIDED = "VOIDED"


class EnrolmentRequestType(StrEnum):
    """What is asked of an enrolment programme (M6); RETURN is shown as "RE (Return)" (D-08)."""

    ORDER = "ORDER"
    RETURN = "RETURN"
    VOID = "VOID"
    OVERRIDE = "OVERRIDE"


class EnrolmentCommand(StrEnum):
    """What happens to a device's enrolment; the last ones are the program's own."""

    REQUEST = "request_enrolment"
    UNENROL = "unenrol"
    RESUBMIT = "resubmit_enrolment"
    VOID = "void_enrolment"
    SEND = "send"
    ACCEPT = "accept"
    REFUSE = "refuse"
    SUPERSEDE = "supersede"
