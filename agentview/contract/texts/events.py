"""Texts of the codes of events and of their templates."""

from agentview.contract.texts.text import Text

_AS_IT_WAS = "The mapping stays as it is."
_TEXT_KEPT = "What you wrote is kept here."

TEXTS: dict[str, Text] = {
    "E-MAPPING-TAKEN": Text(
        "This event is mapped for {profile} at {threshold} already.",
        _AS_IT_WAS,
        "Open that mapping, or choose another threshold.",
    ),
    "E-MAPPING-ONE": Text(
        "Invoice Due is mapped for {profile} already; a profile has one.",
        _AS_IT_WAS,
        "Edit that mapping.",
    ),
    "E-MAPPING-NO-THRESHOLD": Text("This event has no threshold.", _AS_IT_WAS, "Leave the threshold at 0."),
    "E-MAPPING-NO-LEAD": Text(
        "Only Invoice Due can leave out invoices that are issued late.", _AS_IT_WAS, "Leave that limit empty."
    ),
    "E-MAPPING-FIXED": Text(
        "Each profile keeps its mappings of Auto Suspend and Auto UnSuspend.",
        _AS_IT_WAS,
        "Switch it off instead.",
    ),
    "E-ACTION-TEMPLATE": Text(
        "The action has no template, so it could say nothing.", _AS_IT_WAS, "Choose a template."
    ),
    "E-ACTION-DRAFT": Text("The template {name} is a draft.", _AS_IT_WAS, "Activate it first."),
    "E-ACTION-OTHER": Text(
        "The template {name} is for another event or channel.", _AS_IT_WAS, "Choose one of this event."
    ),
    "E-ACTION-NO-SMS": Text(
        "Text messages are not part of your subscription.",
        _AS_IT_WAS,
        "Switch them on in the delivery settings first.",
    ),
    "E-ACTION-TAG": Text("A log entry needs a tag.", _AS_IT_WAS, "Write a tag, such as CREDIT."),
    "E-ACTION-NO-TAG": Text("Only log entries have a tag.", _AS_IT_WAS, "Leave the tag empty."),
    "E-TEMPLATE-TAKEN": Text(
        "There is a template called {name} for this event already.", _TEXT_KEPT, "Choose another name."
    ),
    "E-TEMPLATE-VARIABLE": Text(
        "This event has no variable {name} (at character {position}).",
        _TEXT_KEPT,
        "Choose one from the list.",
    ),
    "E-TEMPLATE-MEANT": Text(
        "This event has no variable {name} (at character {position}).", _TEXT_KEPT, "You may mean {meant}."
    ),
    "E-TEMPLATE-TAG": Text(
        "%% at character {position} does not begin or end a variable.",
        _TEXT_KEPT,
        "A variable is written %%name%%.",
    ),
    "E-TEMPLATE-OLD-TAG": Text(
        "{name} at character {position} is written in an older way.",
        _TEXT_KEPT,
        "Write the variable as %%name%%, from the list.",
    ),
    "E-TEMPLATE-EMPTY": Text("The message says nothing.", _TEXT_KEPT, "Write a text."),
    "E-TEMPLATE-SUBJECT": Text("The e-mail has no subject.", _TEXT_KEPT, "Write a subject."),
    "E-TEMPLATE-NO-SUBJECT": Text("A text message has no subject.", _TEXT_KEPT, "Leave the subject empty."),
    "E-TEMPLATE-LINES": Text("The subject is more than one line.", _TEXT_KEPT, "Write it in one line."),
    "E-TEMPLATE-USED": Text(
        "{count} actions have this template.", "It stays as it is.", "Give them another template first."
    ),
    "E-TEMPLATE-SENT": Text(
        "Messages were written from this template.",
        "It is kept as the record of them.",
        "Withdraw it to a draft instead.",
    ),
    "E-TEST-TO": Text(
        "{to} is no address that the message can go to.", "Nothing was sent.", "Type an address or number."
    ),
    "E-TEST-NO-ADDRESS": Text(
        "Your user has no e-mail address.", "Nothing was sent.", "Type an address or number."
    ),
    "E-TEST-CHANNEL": Text(
        "Only e-mails and text messages can be sent.", "Nothing was sent.", "Look at the preview."
    ),
    "E-TEMPLATE-NO-AMOUNT": Text("The text names no amount."),
    "E-TEMPLATE-NO-DATE": Text("The text names no day."),
    "E-TEMPLATE-NO-PAY": Text("The text does not say how to pay."),
    "E-TEMPLATE-NO-HELP": Text("The text does not say how to get help."),
    "E-TEMPLATE-PARTS": Text("This is sent, and paid for, as {parts} text messages."),
}
