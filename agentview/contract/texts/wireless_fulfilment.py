"""Texts of the codes of fulfilment."""

from agentview.contract.texts.text import Text

TEXTS: dict[str, Text] = {
    "E-WLF-NOTHING": Text(
        "Nothing was given to record.", "The order stays as it is.", "Type what the vendor gave."
    ),
}
