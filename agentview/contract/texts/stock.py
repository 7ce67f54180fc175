"""Texts of the codes of stock: why a warehouse told nothing, and what is wrong with a stock file."""

from agentview.contract.texts.text import Text

_UNTOLD = "Nobody knows how many it has; other warehouses are not concerned."
_AGAIN = "Check again later, or ask the warehouse."
_UNCHANGED = "The stock stays as it was."
_MEND = "Mend the line in the file."
_SET = "Ask an administrator to look at how the warehouse is asked."

TEXTS = {
    "E-STOCK-ADDRESS": Text("The warehouse has no address at which it could be asked.", _UNTOLD, _SET),
    "E-STOCK-UNREACHABLE": Text("The warehouse cannot be reached.", _UNTOLD, _AGAIN),
    "E-STOCK-TIMEOUT": Text("The warehouse did not answer in time.", _UNTOLD, _AGAIN),
    "E-STOCK-REFUSED": Text("The warehouse refused to answer.", _UNTOLD, _SET),
    "E-STOCK-KEY": Text(
        "The warehouse does not let AgentView in, or its key cannot be used.",
        _UNTOLD,
        "Ask an administrator to look at the key of the warehouse.",
    ),
    "E-STOCK-LATER": Text("The warehouse took the question and has not answered it yet.", _UNTOLD, _AGAIN),
    "E-STOCK-LARGE": Text("The answer of the warehouse is too large to be read.", _UNTOLD, _SET),
    "E-STOCK-MALFORMED": Text("The answer of the warehouse cannot be read.", _UNTOLD, _SET),
    "E-STOCK-NOT-KNOWN": Text("The warehouse does not know this product.", _UNTOLD, _SET),
    "E-STOCK-NO-FILE": Text(
        "No stock file of the warehouse has told of this product yet.", _UNTOLD, "Wait for the next file."
    ),
    "E-STOCK-NOT-HELD": Text("The warehouse does not stock this product.", "", ""),
    "E-STOCK-PRODUCT-TWICE": Text(
        "A product stands in the check twice.", "Nobody was asked.", "Name it once, with the whole quantity."
    ),
    "E-STOCK-LIVE": Text(
        "{warehouse} is asked for its stock at every check.",
        _UNCHANGED,
        "Only what is known from stock files can be set.",
    ),
    "E-STOCK-AHEAD": Text(
        "The file says what will be on {at}, which is yet to come.",
        _UNCHANGED,
        "Mend the moment in the file.",
    ),
    "E-STOCK-OLDER": Text(
        "The stock of {at} is known already, which is newer.", _UNCHANGED, "Take a newer file."
    ),
    "E-STOCK-SKU": Text("The SKU is missing or too long.", _UNCHANGED, _MEND),
    "E-STOCK-QUANTITY": Text("The quantity is missing, or no number of pieces.", _UNCHANGED, _MEND),
    "E-STOCK-DAY": Text("The day on which more is expected is none.", _UNCHANGED, "Write it as 2026-12-31."),
    "E-STOCK-TWICE": Text("{sku} stands in the file twice.", _UNCHANGED, _MEND),
    "E-STOCK-LINES": Text(
        "{lines} lines of the file cannot be taken in, the first of them line {first}.", _UNCHANGED, _MEND
    ),
    "E-STOCK-COLUMNS": Text("The file lacks these columns: {columns}.", _UNCHANGED, _MEND),
    "E-STOCK-MANY": Text("The file has more than {most} lines.", _UNCHANGED, "Split it."),
    "E-STOCK-JSON": Text(
        "The file is no list of TMF687 product stocks.", _UNCHANGED, "Ask the warehouse for another file."
    ),
    "E-STOCK-WAREHOUSE": Text(
        "There is no warehouse with the code {warehouse}.", _UNCHANGED, "Known are: {known}."
    ),
}
