"""Texts of the codes of lines, devices and people of companies."""

from agentview.contract.texts.text import Text

_KEPT = "Everything stays as it is."
_UNSAVED = "Nothing was saved; what you typed is kept."
_MEND = "Correct it in the file and try again."
_UNTAKEN = "Nothing of the file was taken in."

_LINES: dict[str, Text] = {
    "E-WLI-LINE-ENDED": Text("The line is {state}.", _KEPT, "Only lines that are in use can be validated."),
    "E-WLI-LINE-FREE": Text("Nobody has this line.", _KEPT, "Claim it, if it is yours."),
    "E-WLI-LINE-TAKEN": Text(
        "Somebody has this line already.",
        _KEPT,
        "Whoever has it can say that it is yours, or back office can.",
    ),
    "E-WLI-NOT-YOURS": Text(
        "You can speak of your own lines alone.", _KEPT, "Ask the person concerned, or back office."
    ),
    "E-WLI-NO-EMPLOYEE": Text(
        "It is not known whose line it is to be.", _KEPT, "Name an employee, or have yourself added as one."
    ),
    "E-WLI-SAME-HOLDER": Text("{person} has this line already.", _KEPT, "Name somebody else, or nobody."),
    "E-WLI-ORDER-PENDING": Text(
        "{order} is on its way for this line ({order_type}).",
        "It goes on unchanged, for whom it was ordered.",
        "Look whether it is still wanted.",
    ),
    "E-WLI-NUMBER": Text("This is no mobile number.", _UNSAVED, "Write it as +61 495 550 123."),
    "E-WLI-NUMBER-TAKEN": Text("Another line has the number {number}.", _UNSAVED, "Look it up in the list."),
    "E-WLI-ICCID": Text(
        "This is no number of a SIM card, or its check digit is wrong.",
        _UNSAVED,
        "Scan it again: it begins with 89 and has 18 to 20 digits.",
    ),
    "E-WLI-PLAN-VENDOR": Text("The carrier does not have this plan.", _UNSAVED, "Choose one of its plans."),
    "E-WLI-STATUS-HOLDER": Text(
        "A line that somebody has cannot be unassigned.", _UNSAVED, "Choose another status, or nobody."
    ),
    "E-WLI-CONTRACT-DAYS": Text("The contract would end before it begins.", _UNSAVED, "Correct the days."),
}
_DEVICES: dict[str, Text] = {
    "E-WLI-SERIAL": Text(
        "This cannot be a serial number of the kind {serial_kind}.",
        _UNSAVED,
        "Scan it again: an IMEI has 15 digits, the last of which checks the others.",
    ),
    "E-WLI-SERIAL-KIND": Text(
        "The kind of the serial number has to be known.", _UNSAVED, "Choose what kind of number it is."
    ),
    "E-WLI-SERIAL-TAKEN": Text(
        "Another device has the serial number {serial}.", _UNSAVED, "Look it up in the list."
    ),
    "E-WLI-LINE-IN-DEVICE": Text(
        "The line is in use in the device {serial}.", _UNSAVED, "Take it off that device first."
    ),
    "E-WLI-STATUS-USED": Text(
        "A device that is {state} has no line and belongs to nobody.",
        _UNSAVED,
        "Choose another status, or take line and employee off it.",
    ),
    "E-WLI-OWNED-AHEAD": Text(
        "The company cannot own it since a day that is yet to come.", _UNSAVED, "Correct the day."
    ),
    "E-WLI-OUT": Text("The device is checked out.", _KEPT, "Check it in first."),
    "E-WLI-NOT-OUT": Text("The device is not checked out.", _KEPT, "There is nothing to take back."),
    "E-WLI-NOT-SPARE": Text(
        "The device is {state}, or somebody has it: it is not spare.",
        _KEPT,
        "Choose a device In Stock that nobody has.",
    ),
    "E-WLI-BACK": Text(
        "A device cannot come back as {state}.", _KEPT, "Choose how it came back, for example In Stock."
    ),
}
_PEOPLE: dict[str, Text] = {
    "E-WLI-PERSON-LEFT": Text("This person has left the company.", _KEPT, "Choose somebody else."),
    "E-WLI-OTHER-COMPANY": Text("It belongs to another company.", _KEPT, "Open it from its own company."),
    "E-WLI-UNIT-CIRCLE": Text("The unit would come under itself.", _UNSAVED, "Choose another parent."),
    "E-WLI-MANAGER-CIRCLE": Text(
        "This person would report to himself or herself.", _UNSAVED, "Choose another manager."
    ),
    "E-WLI-NOT-OF-COMPANY": Text(
        "This person does not sign in for the company.",
        _UNSAVED,
        "Choose somebody of the company or of the staff.",
    ),
    "E-WLI-EMPLOYEE-TAKEN": Text(
        "Another employee has this number, or signs in as this person.",
        _UNSAVED,
        "Look in the list of employees.",
    ),
    "E-WLI-ABSENT-DAYS": Text("The absence would end before it begins.", _UNSAVED, "Correct the days."),
}
_FILES: dict[str, Text] = {
    "E-WLI-ROWS": Text("{rows} rows cannot be taken in, the first of them row {first}.", _UNTAKEN, _MEND),
    "E-WLI-COLUMNS": Text("The file lacks these columns: {columns}.", _UNTAKEN, _MEND),
    "E-WLI-MANY": Text("The file has more than {most} rows.", _UNTAKEN, "Split it."),
    "E-WLI-LONG": Text("A cell of this row is too long.", _UNTAKEN, _MEND),
    "E-WLI-CELL": Text("{value} cannot be read as {column}.", _UNTAKEN, _MEND),
    "E-WLI-CELL-MISSING": Text("{column} is missing.", _UNTAKEN, _MEND),
    "E-WLI-UNKNOWN": Text(
        "There is no {column} {value}.", _UNTAKEN, "Add it first, or correct it in the file."
    ),
    "E-WLI-TWICE": Text("{value} stands in the file twice.", _UNTAKEN, _MEND),
}
TEXTS = {**_LINES, **_DEVICES, **_PEOPLE, **_FILES}
