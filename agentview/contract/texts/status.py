"""The sentences of service status: what is the matter, what it means for the customer, what mends it."""

from collections.abc import Mapping

from agentview.contract.status import Cause, StepKind
from agentview.contract.texts.text import Text

CAUSES: Mapping[Cause, Text] = {
    Cause.ACCOUNT_CANCELLED: Text(
        "{service} does not work: the account is cancelled.", "It is final; nothing on it can be restored."
    ),
    Cause.SERVICE_ENDED: Text("{service} ended on {end_on}.", "It was cancelled and cannot be used."),
    Cause.SERVICE_ABORTED: Text("{service} never started.", "Its order was aborted."),
    Cause.ACCOUNT_SYSTEM: Text(
        "{service} does not work: the account is suspended by the system.",
        "Neither billing nor orders go on.",
    ),
    Cause.HELD_ALL: Text(
        "{service} is barred altogether: {hold} ({since_at}).",
        "{can}{placed}{network}",
    ),
    Cause.RESTORE_FAILED: Text(
        "{service} is still barred: the network refused to lift the bar.",
        "Nothing holds it any more, so it should work.{network}",
    ),
    Cause.BARRED_WITHOUT_CAUSE: Text(
        "{service} is barred in the network, and nothing here says why.",
        "It should work: the network and our records differ.{network}",
    ),
    Cause.TASK_HALTED: Text(
        "{service} is not connected: {by} stopped {reference} ({since_at}).",
        'The reason given: "{reason}"',
    ),
    Cause.NETWORK_REFUSED: Text(
        "{service} is not connected: the carrier's platform refused {reference}.",
        'The reason given: "{reason}"',
    ),
    Cause.NO_PLATFORM: Text(
        "{service} is not connected: no provisioning platform is set up for {reference}.",
        "The order waits, and nothing of it is lost; it goes out by itself once there is one.",
    ),
    Cause.NOT_STARTED: Text(
        "{service} was ordered, and nobody is working on it.", "It will not start by itself."
    ),
    Cause.HELD_UNPAID: Text(
        "{service} {cannot}: unpaid since {unpaid_since_on}.",
        "{can} {restores}{network}",
    ),
    Cause.HELD: Text(
        "{service} {cannot}: {hold} ({since_at}).",
        "{can}{placed}{network}",
    ),
    Cause.RESTORE_PENDING: Text(
        "The bar of {service} is being lifted.", "The network has not confirmed it yet.{network}"
    ),
    Cause.ACCOUNT_PARENT: Text(
        "The account is restricted by the parent provider.",
        "It is billed, cannot order, and cannot be restored here.",
    ),
    Cause.ACCOUNT_SUSPENDED: Text(
        "The account is {status}.", "It cannot order; what it has is kept as it is."
    ),
    Cause.ACCOUNT_CLOSED_TO_ORDERS: Text(
        "The account is {status}.", "It is neither billed nor can it order."
    ),
    Cause.TASK_OPEN: Text(
        "{service} is not connected yet: {reference} waits in the queue of {by}.",
        "It is asked for from {requested_on}, and it is due {due_at}.",
    ),
    Cause.NETWORK_ASKED: Text(
        "{service} is not connected yet: the carrier's platform was asked ({reference}).",
        "It has not answered; it is asked again by itself.",
    ),
    Cause.ENDING_REFUSED: Text(
        "{service} works, and its cancellation failed: the carrier's platform refused {reference}.",
        'The reason given: "{reason}"',
    ),
    Cause.ENDING_HALTED: Text(
        "{service} works, and its cancellation {reference} was stopped by {by}.",
        'The reason given: "{reason}"',
    ),
    Cause.MOVING_HALTED: Text(
        "{service} works, and its move to another plan, {reference}, was stopped by {by}.",
        'The reason given: "{reason}"',
    ),
    Cause.MOVING: Text(
        "{service} moves to another plan with {reference}.",
        "It works on as it is; the new plan is from {start_on}.",
    ),
    Cause.ENDING: Text("{service} is being cancelled.", "It works until it ends.{ends}"),
    Cause.RESTRICT_PENDING: Text(
        "The network has not confirmed the bar yet.", "Until then the service may still work.{network}"
    ),
    Cause.RESTRICT_FAILED: Text(
        "{service} works, and should not: the network refused to bar it.", "It is held: {hold}.{network}"
    ),
    Cause.OVERDUE: Text(
        "{overdue_cents} is overdue, the oldest since {due_on} ({days} days).",
        "Nothing is barred for it yet.",
    ),
    Cause.STARTS_LATER: Text("{service} starts on {start_on}.", "Until then it cannot be used."),
    Cause.WORKS: Text(
        "Nothing here stops {service}.", "It is active, with no bar, no halt and nothing under way."
    ),
}

STEPS: Mapping[StepKind, str] = {
    StepKind.PAY: "Ask the customer to pay {amount_cents}; the bar is then lifted by itself.",
    StepKind.PAY_OVERDUE: "Ask the customer to pay {amount_cents}.",
    StepKind.LIFT: "Have the bar lifted by hand.",
    StepKind.RESTORE_ACCOUNT: "Have the account restored by hand.",
    StepKind.ASK_PARENT: "Ask the parent provider to lift it.",
    StepKind.ASK_SUPPORT: "Raise it with support.",
    StepKind.RESUBMIT: "Correct and resubmit {reference}.",
    StepKind.COMPLETE: "Complete {reference}.",
    StepKind.ABORT: "Abort {reference}.",
    StepKind.RETRY_NETWORK: "Have the network asked again for {reference}.",
    StepKind.ABORT_NETWORK: "Give {reference} up.",
    StepKind.WAIT_NETWORK: "Wait for the network to answer.",
    StepKind.ORDER_ANEW: "Order the service again.",
    StepKind.NOTE_PROMISE: "Note when the customer promises to pay.",
    StepKind.CHECK_DEVICE: "Check the device, the SIM and the coverage with the customer.",
}
