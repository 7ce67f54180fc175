"""Texts of the codes of batches: files as a whole, and records of files of warehouses."""

from agentview.contract.texts.text import Text

_UNCHANGED = "The line stays as it is."
_NOTHING = "Nothing of the file was used."
_ASK = "Ask the warehouse to send a corrected record in a new file."

TEXTS: dict[str, Text] = {
    "E-BATCH-DUPLICATE": Text(
        "A file called {name} was processed before.",
        _NOTHING,
        "If it holds something new, ask the sender to send it under a new name.",
    ),
    "E-BATCH-NO-FILE": Text(
        "The file of this batch is not kept here.",
        "The batch stays as it is.",
        "Ask the sender to send it again.",
    ),
    "E-BATCH-OUTBOUND": Text(
        "A file that goes out is never made again.",
        "Nothing was sent twice.",
        "Lines that failed can be retried in their orders.",
    ),
    "E-BATCH-WAREHOUSE": Text(
        "The file is not from warehouse {expected}, in whose folder it lay.",
        _NOTHING,
        "Ask the sender to look at the code of the warehouse in the file.",
    ),
    "E-DISPATCH-LINE": Text(
        "The warehouse has no such line of such an order.",
        "Nothing was changed; the other records count.",
        "Ask the warehouse which order it means.",
    ),
    "E-DISPATCH-QUANTITY": Text("It does not say that the whole quantity was shipped.", _UNCHANGED, _ASK),
    "E-DISPATCH-SERIALS": Text(
        "There are not as many serial numbers as pieces that were shipped.", _UNCHANGED, _ASK
    ),
    "E-DISPATCH-SERIAL-TWICE": Text(
        "One of the serial numbers is out already, or stands there twice.", _UNCHANGED, _ASK
    ),
    "E-DISPATCH-STATE": Text(
        "The line does not wait for an answer of its warehouse.",
        _UNCHANGED,
        "Look at the order, and ask the warehouse what was shipped.",
    ),
    "E-DISPATCH-UNIT": Text("The line has fewer pieces than the number told.", _UNCHANGED, _ASK),
}
