"""Texts of the codes of agents and their delegations."""

from agentview.contract.texts.text import Text

_NONE = "Nothing was delegated."

TEXTS: dict[str, Text] = {
    "E-DELEGATION-NEEDLESS": Text(
        "{person} needs no delegation for {agent}.",
        _NONE,
        "Choose somebody who works for another agent: your own people may migrate every package.",
    ),
    "E-DELEGATION-ORDER": Text(
        "The delegation would end before it begins.", _NONE, "Choose a later last day."
    ),
    "E-DELEGATION-OVERLAPS": Text(
        "{person} has a delegation for these days already, from {from} on.",
        "That one stays as it is.",
        "Change its last day, or choose other days.",
    ),
}
