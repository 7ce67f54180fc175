"""Texts of the codes of fulfilment."""

from agentview.contract.texts.text import Text

TEXTS: dict[str, Text] = {
    "E-WLF-NOTHING": Text(
        "Nothing was given to record.", "The order stays as it is.", "Type what the vendor gave."
    ),
    "E-WLF-SENT": Text(
        "The program has sent this part to the vendor.",
        "The order stays as it is.",
        "Wait for its answer, or fail the part.",
    ),
    "E-WLF-HARDWARE-ERROR": Text(
        "The hardware order {order} is in error.", "The order stays as it is.", "Mend the hardware order."
    ),
}
