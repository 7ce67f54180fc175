"""Texts of the codes of attachments."""

from agentview.contract.texts.text import Text

_NOT_KEPT = "Nothing was attached."

TEXTS = {
    "E-FILE-DAMAGED": Text("The file did not arrive as it was announced.", _NOT_KEPT, "Attach it again."),
    "E-FILE-EMPTY": Text("The file {name} is empty.", _NOT_KEPT, "Choose another file."),
    "E-FILE-INCOMPLETE": Text(
        "{missing} of {parts} parts of the file are missing.", _NOT_KEPT, "Attach it again."
    ),
    "E-FILE-PART": Text(
        "A part of the file is not as long as it was announced.", _NOT_KEPT, "Attach it again."
    ),
    "E-FILE-UNREADABLE": Text(
        "The file {name} cannot be read or written here.", _NOT_KEPT, "Check that it is there and try again."
    ),
    "E-FILE-TOO-LARGE": Text(
        "The file {name} is larger than {most_mb} MB.",
        "Nothing of it was sent.",
        "Make it smaller, or say in the note where it lies.",
    ),
}
