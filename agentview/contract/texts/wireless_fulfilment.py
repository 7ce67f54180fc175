"""Texts of the codes of fulfilment."""

from agentview.contract.texts.text import Text

_UNSAVED = "The vendor stays as it is."

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
    "E-WLV-ADDRESS": Text(
        "This address does not fit how orders go out.",
        "Nothing was saved.",
        "Files: file:///folder. HTTP: https://user@host/path, without a password. Simulated: "
        "simulator://NAME. By hand: leave it empty.",
    ),
    "E-WLV-CODE": Text(
        "Models that name this vendor by its code {code}: {count}.",
        _UNSAVED,
        "Keep the code, and change the name.",
    ),
    "E-WLV-OPEN": Text(
        "Orders of {vendor} under way: {count}.",
        _UNSAVED,
        "Complete, fail or cancel them first; the fulfilment queue and the requests show them.",
    ),
    "E-WLV-SENT": Text(
        "Orders that were sent to {vendor} at the present address and are not done: {count}.",
        _UNSAVED,
        "Change the address when they are: what was sent is asked about where it went.",
    ),
}
