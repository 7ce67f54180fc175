"""How values of errors are called in sentences."""

from collections.abc import Mapping

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.hardware import (
    EnrolmentCommand,
    EnrolmentStatus,
    FraudStatus,
    HardwareCommand,
    HardwareLineStatus,
    HardwareStatus,
)
from agentview.contract.jobs import RunStatus
from agentview.contract.network import NetworkCommand, NetworkStatus
from agentview.contract.orders import OrderStatus
from agentview.contract.people import PersonCommand, PersonStatus
from agentview.contract.provisioning import TaskCommand, TaskStatus
from agentview.contract.subscription import PackageCommand, ServiceCommand, SubscriptionStatus
from agentview.contract.texts.form_field import FORM_FIELDS
from agentview.contract.wireless import (
    Acknowledged,
    DeviceStatus,
    ItemKind,
    LineStatus,
    OrderType,
    WirelessStatus,
)
from agentview.contract.wireless_forms import Fault
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.power import Power

_STATES: dict[object, str] = {
    TaskStatus.AWAITING_PROVISIONING: "Awaiting Provisioning",
    TaskStatus.IN_PROGRESS: "In Progress",
    TaskStatus.PROVISIONING_HALTED: "Provisioning Halted",
    TaskStatus.COMPLETED: "Completed",
    TaskStatus.ABORTED: "Aborted",
    NetworkStatus.PENDING: "waiting to be sent",
    NetworkStatus.SENT: "sent, and not answered yet",
    NetworkStatus.DONE: "done",
    NetworkStatus.REFUSED: "refused",
    SubscriptionStatus.PENDING_CANCEL: "Pending Cancel",
    SubscriptionStatus.PENDING_PROV_CANCEL: "Pending Prov Cancel",
    OrderStatus.ORDER_INCOMPLETE: "Order Incomplete",
    OrderStatus.ORDER_COMPLETED: "Order Completed",
    OrderStatus.ORDER_PENDING: "Order Pending",
    OrderStatus.ORDER_QUARANTINED: "Order Quarantined",
    OrderStatus.ORDER_FAILED: "Order Failed",
    OrderStatus.ORDER_CANCELLED: "Order Cancelled",
}
_STATES |= {
    RunStatus.QUEUED: "waiting",
    RunStatus.RUNNING: "under way",
    RunStatus.SUCCEEDED: "done",
    RunStatus.SUCCEEDED_WITH_ERRORS: "done with errors",
    RunStatus.FAILED: "failed",
    RunStatus.CANCELLED: "cancelled",
}
_STATES |= {PersonStatus.ACTIVE: "Active", PersonStatus.DISABLED: "Disabled"}
_STATES |= {
    EnrolmentStatus.NOT_REQUESTED: "Not Requested",
    EnrolmentStatus.ENROL_PENDING: "Enrol Pending",
    EnrolmentStatus.ENROL_SENT: "Enrol Sent",
    EnrolmentStatus.ENROLLED: "Enrolled",
    EnrolmentStatus.ENROL_ERROR: "Enrol Error",
    EnrolmentStatus.UNENROL_PENDING: "Unenrol Pending",
    EnrolmentStatus.UNENROL_SENT: "Unenrol Sent",
    EnrolmentStatus.UNENROLLED: "Unenrolled",
    EnrolmentStatus.UNENROL_ERROR: "Unenrol Error",
    EnrolmentStatus.VOIDED: "Voided",
    HardwareLineStatus.GENERATED: "Generated",
    HardwareLineStatus.SENT: "Sent",
    HardwareLineStatus.DISPATCHED: "Dispatched",
    HardwareLineStatus.RETURNED: "Returned",
    HardwareStatus.NEW: "New order",
    HardwareStatus.AWAITING_GENERATION: "Awaiting Generation",
    HardwareStatus.AWAITING_DISPATCH: "Awaiting Dispatch",
    HardwareStatus.COMPLETE: "Complete",
    HardwareStatus.ERROR: "Error",
    HardwareStatus.CANCELLED: "Cancelled",
}
_STATES |= {
    WirelessStatus.DRAFT: "Draft",
    WirelessStatus.SUBMITTED: "Submitted",
    WirelessStatus.AWAITING_APPROVAL: "Awaiting Approval",
    WirelessStatus.INFO_REQUESTED: "Information Requested",
    WirelessStatus.APPROVED: "Approved",
    WirelessStatus.APPROVAL_REJECTED: "Approval Rejected",
    WirelessStatus.EXPIRED: "Expired",
    WirelessStatus.SUBMITTED_TO_VENDOR: "Submitted to Vendor",
    WirelessStatus.IN_FULFILMENT: "In Fulfilment",
    WirelessStatus.FULFILMENT_FAILED: "Fulfilment Failed",
    LineStatus.SUSPENDED_NO_BILLING: "Suspended without billing",
    LineStatus.SUSPENDED_WITH_BILLING: "Suspended with billing",
    LineStatus.PENDING_INACTIVE: "Pending Inactive",
    LineStatus.INACTIVE: "Inactive",
    LineStatus.UNASSIGNED: "Unassigned",
    DeviceStatus.REPAIR: "in repair",
    DeviceStatus.LOST_OR_STOLEN: "Lost or Stolen",
    DeviceStatus.UNCONFIRMED_PENDING: "Unconfirmed or Pending",
    DeviceStatus.PENDING_RETURN: "Pending Return",
    DeviceStatus.RETIRED_DISPOSED: "Retired or Disposed",
    DeviceStatus.IN_STOCK: "In Stock",
}
_STATES |= {
    "CREATED": "created",
    "STAGED": "ready to go",
    "RECEIVED": "received",
    "VALIDATED": "validated",
    "PROCESSED": "processed",
    "PROCESSED_WITH_ERRORS": "processed with errors",
    "IGNORED": "ignored",
    SubscriptionStatus.ACTIVE: "Active",
    SubscriptionStatus.CANCELLED: "Cancelled",
    SubscriptionStatus.ABORTED: "Aborted",
    "RESTRICTED": "restricted",
    "RESTORED": "restored",
    "RESOLVED": "Resolved",
    "OPEN": "Open",
    "KEPT": "kept",
    "BROKEN": "broken",
    "WITHDRAWN": "withdrawn",
    "HALTED": "halted",
    "FINISHED": "finished",
}
_COMMANDS: dict[object, str] = {
    "migrate": "migrating",
    "ignore": "saying that it needs nothing",
    "reprocess": "processing it again",
    "resend": "sending it again",
    "restrict": "restricting by hand",
    "restore": "restoring by hand",
    "take": "taking",
    "assign": "assigning",
    "resolve": "resolving",
    "withdraw": "withdrawing",
    "delete": "deleting",
    TaskCommand.CLAIM: "claiming",
    TaskCommand.RELEASE: "releasing",
    TaskCommand.TAKE_OVER: "taking over",
    TaskCommand.RENEW: "renewing the claim",
    TaskCommand.EDIT: "editing",
    TaskCommand.ACTIVATE: "activating",
    TaskCommand.FINALISE_CANCELLATION: "finalising the cancellation",
    TaskCommand.FINALISE_MIGRATION: "finalising the migration",
    TaskCommand.HALT: "halting",
    TaskCommand.AMEND: "amending",
    TaskCommand.RESUBMIT: "resubmitting",
    TaskCommand.ABORT: "aborting",
    TaskCommand.ADD_NOTE: "writing a note",
    PersonCommand.SET_ROLES: "setting roles",
    PersonCommand.SET_POWER: "granting or denying a power",
    PersonCommand.SET_PASSWORD: "setting a password",
    PersonCommand.END_SESSIONS: "ending sessions",
    PersonCommand.DISABLE: "disabling",
    PersonCommand.ENABLE: "enabling",
    NetworkCommand.RETRY: "retrying",
    PackageCommand.CANCEL: "cancelling the package",
    PackageCommand.CHANGE_OWNER: "changing the owner",
    PackageCommand.UPGRADE: "upgrading",
    ServiceCommand.CANCEL: "cancelling the service",
    EnrolmentCommand.REQUEST: "asking for the enrolment",
    EnrolmentCommand.UNENROL: "unenrolling",
    EnrolmentCommand.RESUBMIT: "asking again",
    EnrolmentCommand.VOID: "voiding",
    EnrolmentCommand.SUPERSEDE: "overriding the enrolment",
    HardwareCommand.EDIT_LINES: "changing items",
    HardwareCommand.EDIT_DELIVERY: "changing the delivery",
    HardwareCommand.CHECK_STOCK: "checking the stock",
    HardwareCommand.GENERATE: "generating",
    HardwareCommand.CANCEL: "cancelling",
    HardwareCommand.RECHECK_FRAUD: "checking for fraud again",
    HardwareCommand.OVERRIDE_FRAUD: "letting it pass the fraud check",
    HardwareCommand.RETRY: "retrying failed lines",
    HardwareCommand.CLOSE: "closing",
    HardwareCommand.RETURN_LINE: "returning a line",
    "save_page": "saving a page",
    "submit": "submitting",
    "discard": "giving it up",
    "reopen": "bringing it back",
    WirelessCommand.CONFIRM: "confirming",
    WirelessCommand.APPROVE: "approving",
    WirelessCommand.REJECT: "rejecting",
    WirelessCommand.REQUEST_INFO: "asking for information",
    WirelessCommand.ANSWER: "answering",
    WirelessCommand.EDIT_BY_APPROVER: "editing as an approver",
    WirelessCommand.SEND: "sending it to the vendor",
    WirelessCommand.ACCEPT: "accepting it for the vendor",
    WirelessCommand.RECORD: "recording progress",
    WirelessCommand.COMPLETE: "completing",
    WirelessCommand.FAIL: "failing it",
}
_POWERS: dict[object, str] = {
    power: power.value.replace("_", " ").lower().replace("pii", "personal data") for power in Power
}
_KINDS: dict[object, str] = {
    "missing": "is missing",
    "string_too_long": "is too long",
    "string_too_short": "is empty",
    "too_long": "has too many entries",
    "too_short": "has too few entries",
    "literal_error": "is not one of the values that it may have",
    "enum": "is not one of the values that it may have",
    "extra_forbidden": "is not known",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
    "value_error": "holds what cannot be stored",
    "nul": "it holds a NUL character",
    "number": "it holds a number that is none or too long",
    "json_invalid": "it cannot be read",
    "truncated": "it ends too early",
}
_FRAUD: dict[object, str] = {
    FraudStatus.NOT_REQUIRED: "not required",
    FraudStatus.PENDING: "pending",
    FraudStatus.PASSED: "passed",
    FraudStatus.FAILED: "failed",
}
_NEEDED: dict[object, str] = {
    "line_id": "a line",
    "device_id": "a device",
    "beneficiary_id": "a person",
    "vendor_id": "a carrier",
}
_FAULTS: dict[object, str] = {
    Fault.PHYSICAL: "physical damage",
    Fault.LIQUID: "liquid damage",
    Fault.BATTERY: "a fault of the battery",
}
_ORDER_TYPES: dict[object, str] = {one: one.value.replace("_", " ").capitalize() for one in OrderType}
_ITEM_KINDS: dict[object, str] = {
    ItemKind.DEVICE: "devices",
    ItemKind.PLAN: "plans",
    ItemKind.FEATURE: "features",
    ItemKind.ACCESSORY: "accessories",
    ItemKind.SIM: "SIM cards",
}
_AGREEMENTS: dict[object, str] = {
    Acknowledged.SHARED_PLAN: "the shared plan",
    Acknowledged.LIABILITY_TRANSFER: "the transfer of liability",
    Acknowledged.TERMINATION_FEE: "the termination fee",
    Acknowledged.WARRANTY_TERMS: "the terms of the warranty",
    Acknowledged.GENERAL: "the terms of the company",
}
_ENCODINGS: dict[object, str] = {"other": "something else, perhaps Windows-1252"}
_RESULTS: dict[object, str] = {
    "NUMBER": "The number",
    "SERIAL": "The serial number",
    "ICCID": "The number of the SIM card",
    "TRACKING": "The tracking number",
}
LABELS: Mapping[str, Mapping[object, str]] = {
    "field": dict(FORM_FIELDS.items()),
    "state": _STATES,
    "command": _COMMANDS,
    "power": _POWERS,
    "result": _RESULTS,
    "status": dict(ACCOUNT_STATUS_LABELS.items()),
    "kind": _KINDS,
    "encoding": _ENCODINGS,
    "fraud": _FRAUD,
    "needed": _NEEDED,
    "fault": _FAULTS,
    "order_type": _ORDER_TYPES,
    "item_kind": _ITEM_KINDS,
    "agreement": _AGREEMENTS,
}
"""By the name of the value in the error, the labels of what it may be."""


def labelled(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of an error with known codes replaced by what people call them."""
    return {name: LABELS.get(name, {}).get(value, value) for name, value in _hashable(values)}


def _hashable(values: Mapping[str, object]) -> list[tuple[str, object]]:
    return [
        (name, ", ".join(map(str, value)) if isinstance(value, list | dict) else value)
        for name, value in values.items()
    ]
