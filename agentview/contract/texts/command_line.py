"""Texts of the codes of the command line and of import files."""

from agentview.contract.texts.text import Text

_NOTHING_IMPORTED = "Nothing was imported."
_ASK_SENDER = "Ask the sender for the file again."

TEXTS = {
    "E-FILE-CHANGED": Text(
        "The file was changed while it was being read, after order {position}.",
        "The orders before are in; running the import again changes nothing twice.",
        "Wait until the file is complete, then run the import again.",
    ),
    "E-FILE-DEPTH": Text(
        "Order {position} is nested more than {most} levels deep.", _NOTHING_IMPORTED, _ASK_SENDER
    ),
    "E-FILE-EMPTY": Text("{file} is empty.", _NOTHING_IMPORTED, _ASK_SENDER),
    "E-FILE-ENCODING": Text(
        "The file is not UTF-8: at byte {byte} it turns out to be {encoding}.",
        _NOTHING_IMPORTED,
        "Save it as UTF-8, or ask the sender to.",
    ),
    "E-FILE-JSON": Text(
        "The file is no JSON: near order {position}, {kind}.", _NOTHING_IMPORTED, _ASK_SENDER
    ),
    "E-FILE-LARGE": Text(
        "{file} is larger than {megabytes} MB.", "It was not read.", "Split it into smaller files."
    ),
    "E-FILE-NUMBER": Text(
        "Order {position} holds a number that is too long.", _NOTHING_IMPORTED, _ASK_SENDER
    ),
    "E-FILE-OPEN": Text(
        "{file} cannot be read.", _NOTHING_IMPORTED, "Check its name, and whether you may read it."
    ),
    "E-FILE-SHAPE": Text(
        "The file holds neither an order nor a list of orders.", _NOTHING_IMPORTED, _ASK_SENDER
    ),
    "E-FILE-SURROGATE": Text(
        "Order {position} holds half a character, which no system could store.",
        _NOTHING_IMPORTED,
        _ASK_SENDER,
    ),
    "E-NAME-TWICE": Text(
        'The name "{name}" stands twice in one object, so it is not clear which one counts.',
        "The order was not taken in.",
        "Leave one of them out and send the order again.",
    ),
    "E-ONE-PROCESS": Text(
        "A SQLite database is served by one process, not by {processes}.",
        "The server was not started.",
        "Leave the number of processes out, or use PostgreSQL.",
    ),
    "E-ORDER-SHAPE": Text(
        "This entry of the list is no order.", "It was not taken in.", "Send objects of type ProductOrder."
    ),
    "E-ORDER-SIZE": Text(
        "Order {position} is larger than {megabytes} MB.", _NOTHING_IMPORTED, "Split it into several orders."
    ),
    "E-PORT": Text(
        "Port {port} cannot be listened on.",
        "The server was not started.",
        "Choose another port, or stop what uses this one.",
    ),
    "E-REPORT-FILE": Text(
        "The report {file} cannot be written.", _NOTHING_IMPORTED, "Choose another place for it."
    ),
}
