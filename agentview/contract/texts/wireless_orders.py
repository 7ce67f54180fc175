"""Texts of the codes of wireless orders and their forms."""

from agentview.contract.texts.text import Text

_KEPT = "The order stays as it is."
_NOT_SENT = "The draft is kept; nothing was submitted."
_NOT_BEGUN = "Nothing was requested, and nothing changed."
_UNSAVED = "Nothing was saved."
_TYPED = "Everything that you typed is kept."

_SUBJECTS: dict[str, Text] = {
    "E-WL-LINE-STATE": Text(
        "This line is {state}, so this cannot be requested for it.",
        _NOT_BEGUN,
        "Choose another line, or another kind of request.",
    ),
    "E-WL-DEVICE-CLOSED": Text(
        "The device is {state}, so nothing can be requested for it.",
        _NOT_BEGUN,
        "Have its status put right in the inventory first.",
    ),
    "E-WL-DEVICE-STATE": Text(
        "The device is {state}, so this cannot be requested for it.", _NOT_BEGUN, "Choose another device."
    ),
    "E-WL-DEVICE-TAKEN": Text(
        "Somebody has this device already.", _NOT_BEGUN, "Choose a device from stock that nobody has."
    ),
    "E-WL-DEVICE-CARRIER": Text(
        "The device does not work with the carrier {carrier}.", _NOT_BEGUN, "Choose a device that does."
    ),
    "E-WL-NOT-SMART": Text(
        "Features can be changed on smartphones and tablets alone.",
        _NOT_BEGUN,
        "Change the plan instead, or put the line onto another device first.",
    ),
    "E-WL-RESTORE-LATE": Text(
        "The line ended more than {days} days ago; its carrier does not restore it any more.",
        _NOT_BEGUN,
        "Request a new line instead.",
    ),
    "E-WL-WARRANTY-OVER": Text(
        "The device is older than {months} months, so its warranty is over.",
        _NOT_BEGUN,
        "Request Upgrade or replace instead.",
    ),
    "E-WL-WARRANTY-FAULT": Text(
        "The warranty does not cover {fault}.", _NOT_SENT, "Request Upgrade or replace instead."
    ),
    "E-WL-PERSON-LEFT": Text(
        "This person is not with the company any more.", _NOT_BEGUN, "Choose somebody else."
    ),
    "E-WL-STIPEND": Text(
        "This person has a stipend already.", _NOT_BEGUN, "Remove that one first, or choose somebody else."
    ),
    "E-WL-NO-STIPEND": Text("This person has no stipend.", _NOT_BEGUN, "Choose somebody who has one."),
    "E-WL-ORDER-OPEN": Text(
        "{order} ({order_type}) is open on the same line or device.",
        _NOT_BEGUN,
        "Wait until it is over, or cancel it.",
    ),
    "E-WL-NEEDED": Text("This kind of request needs {needed}.", _NOT_SENT, "Choose it."),
    "E-WL-SAME-CARRIER": Text(
        "The line is with this carrier already.", _NOT_SENT, "Choose the carrier that it moves to."
    ),
}
_CONTENT: dict[str, Text] = {
    "E-WL-FIELD-EMPTY": Text("{field} is empty.", _NOT_SENT, "Fill it in."),
    "E-WL-FIELD-LENGTH": Text(
        "{field} has to have {least} to {most} characters.", _TYPED, "Make it shorter or longer."
    ),
    "E-WL-FIELD-DATE": Text("{field} is not a day.", _TYPED, "Give a day, such as 2026-12-31."),
    "E-WL-FIELD-NUMBER": Text("{field} is not a number.", _TYPED, "Give a number."),
    "E-WL-FIELD-CHOICE": Text("{field} is none of the choices.", _TYPED, "Choose one of the list."),
    "E-WL-FIELD-PATTERN": Text("{field} is not in the form that is asked for.", _TYPED, "Correct it."),
    "E-WL-FIELD": Text(
        "This form has no such field: {field}.", _UNSAVED, "Open the request again, and try once more."
    ),
    "E-WL-TRAVEL": Text("The last day of travel is before the first.", _TYPED, "Correct one of the days."),
    "E-WL-SERIAL": Text(
        "This cannot be a serial number of the kind {serial_kind}.",
        _TYPED,
        "Compare it with the device. An IMEI has 15 digits, of which the last one checks the others.",
    ),
    "E-WL-SERIAL-UNKNOWN": Text(
        "The kind of the serial number has to be known.",
        _TYPED,
        "Choose its kind; most devices show an IMEI.",
    ),
    "E-WL-ITEM-COUNT": Text(
        "The request takes {least} to {most} {item_kind}.", _NOT_SENT, "Choose more, or fewer."
    ),
    "E-WL-NOT-OFFERED": Text(
        "{item} is not offered here: it does not fit the carrier or device, or is not sold any more.",
        _UNSAVED,
        "Take it out, and choose another.",
    ),
    "E-WL-FEATURE-HAD": Text("The line has {item} already.", _NOT_SENT, "Take it out of the request."),
    "E-WL-FEATURE-NOT-HAD": Text(
        "The line does not have {item}, so it cannot be removed.", _NOT_SENT, "Take it out of the request."
    ),
    "E-WL-TOO-MANY": Text(
        "You may request {most} of {item} at most.", _NOT_SENT, "Choose fewer, or ask somebody who may."
    ),
    "E-WL-PLAN-DEVICE": Text(
        "The plan {item} does not work on this device.", _NOT_SENT, "Choose another plan or device."
    ),
    "E-WL-SHIP-TO": Text(
        "Something of this request is sent by post, and {field} of the address is missing.",
        _NOT_SENT,
        "Fill it in.",
    ),
    "E-WL-NOT-AGREED": Text("You have not agreed to {agreement}.", _NOT_SENT, "Read it, and tick it."),
    "E-WL-OUT-OF-POLICY": Text("{item} is out of the company's policy."),
    "E-WL-UPGRADE-EARLY": Text("The line is not eligible for an upgrade before {day}."),
}
_COMMANDS: dict[str, Text] = {
    "E-WL-NOT-REQUESTER": Text("Only who requested this may do that.", _KEPT, "Ask the requester."),
    "E-WL-NOT-CONFIRMED": Text(
        "What it costs now was not confirmed.", _NOT_SENT, "Look at the costs, and confirm them first."
    ),
    "E-WL-OWN-ORDER": Text(
        "Nobody decides a request of their own, or one that is for them.",
        _KEPT,
        "It goes to the default approver.",
    ),
    "E-WL-NOT-APPROVER": Text(
        "It is not your turn to decide this request.", _KEPT, "Look at who it waits for."
    ),
    "E-WL-SAY-WHY": Text("A reason is missing.", _KEPT, "Say why; whoever it concerns reads it."),
    "E-WL-EDITED-ONCE": Text(
        "An approver has edited this request already; that is possible once.",
        _KEPT,
        "Approve it, reject it, or ask for information.",
    ),
    "E-WL-NOT-YOURS": Text(
        "Only the requester and the approvers may cancel this request.", _KEPT, "Ask one of them."
    ),
    "E-WL-NOT-DUE": Text("Its time to be approved is not over.", _KEPT, "Nothing has to be done."),
    "E-WL-NO-VENDOR": Text("No vendor is needed for this request.", _KEPT, "It completes by itself."),
    "E-WL-VENDOR-NEEDED": Text("A vendor has to fulfil this request.", _KEPT, "Send it to the vendor."),
    "E-WL-RESULT-MISSING": Text(
        "{result} was not recorded yet.", _KEPT, "Record what the vendor gave, and complete it then."
    ),
}
_FORMS: dict[str, Text] = {
    "E-WL-FIELD-KEY": Text(
        "What was typed into an encrypted field cannot be read or kept: its key is missing.",
        "Nothing was changed.",
        "Ask an administrator to look at wireless-fields.key in the folder exchange-keys.",
    ),
    "E-WL-FIELD-NEEDED": Text(
        "Without this field the request makes no sense.", _UNSAVED, "Leave it required."
    ),
    "E-WL-FIELD-RANGE": Text("The least length is more than the most.", _UNSAVED, "Correct one of the two."),
    "E-WL-FIELD-LONG": Text(
        "An encrypted field has {most} characters at most.", _UNSAVED, "Make the most length smaller."
    ),
    "E-WL-FIELD-PATTERN-WRONG": Text(
        "The pattern is not a regular expression.", _UNSAVED, "Correct it, or leave it empty."
    ),
    "E-WL-FIELD-CHOICES": Text(
        "These choices cannot be set: AgentView acts on what is chosen here.",
        _UNSAVED,
        "Take choices out if you like, leave at least one, and add none.",
    ),
}
TEXTS: dict[str, Text] = {**_SUBJECTS, **_CONTENT, **_COMMANDS, **_FORMS}
