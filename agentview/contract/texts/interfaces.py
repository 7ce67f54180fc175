"""Texts of the codes of interface files: those of warehouses and of enrolment programmes."""

from agentview.contract.texts.text import Text

_NOTHING = "Nothing of the file was used."
_ASK = "Ask the sender to mend it and to send it again."

_FILES = "The files are as they were."

TEXTS = {
    "E-EXCHANGE-ADDRESS": Text(
        "This is no address of a folder for files.",
        "Nothing was changed.",
        "Write file:///folder or sftp://user@host/folder, without a password.",
    ),
    "E-EXCHANGE-EXISTS": Text(
        "There is another file of the name {name}.", _FILES, "Look at that file and take it away first."
    ),
    "E-EXCHANGE-GONE": Text(
        "The file {name} is not there any more.", "Nothing was changed.", "Look who has taken it."
    ),
    "E-EXCHANGE-LARGE": Text(
        "The file {name} is larger than {megabytes} MB.", "It was not read.", "Ask for smaller files."
    ),
    "E-EXCHANGE-NAME": Text(
        "This name of a file is not safe.", _FILES, "Use letters, digits, dots, hyphens and underscores."
    ),
    "E-EXCHANGE-UNAVAILABLE": Text(
        "The partner's folder cannot be reached ({kind}).",
        "Nothing was sent or taken twice; it is tried again.",
        "Check address, network and keys if it stays so.",
    ),
    "E-INTERFACE-CHARACTERS": Text("{field} holds characters that it may not hold.", _NOTHING, _ASK),
    "E-INTERFACE-COUNT": Text(
        "The file says that it holds {told} records, and holds {found}.", _NOTHING, _ASK
    ),
    "E-INTERFACE-JSON": Text("The file cannot be read near record {record} ({kind}).", _NOTHING, _ASK),
    "E-INTERFACE-LONG": Text("{field} is longer than {most} characters.", _NOTHING, _ASK),
    "E-INTERFACE-MISSING": Text("{field} is missing or empty.", _NOTHING, _ASK),
    "E-INTERFACE-RANGE": Text("{field} is not between {least} and {most}.", _NOTHING, _ASK),
    "E-INTERFACE-TWICE": Text("A name stands twice in one object of the file.", _NOTHING, _ASK),
    "E-INTERFACE-TYPE": Text("{field} is not {kind}.", _NOTHING, _ASK),
    "E-INTERFACE-UNKNOWN": Text("{field} is not part of this kind of file.", _NOTHING, _ASK),
    "E-INTERFACE-VALUE": Text("{field} is none of: {allowed}.", _NOTHING, _ASK),
    "E-WAREHOUSE-COLUMNS": Text(
        "The file has columns that it may not have ({unknown}), or lacks some that it needs ({missing}).",
        _NOTHING,
        _ASK,
    ),
    "E-WAREHOUSE-FILE": Text(
        "The file cannot be read as {format} from place {position} on ({kind}).", _NOTHING, _ASK
    ),
}
