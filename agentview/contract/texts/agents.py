"""Texts of the codes of agents and their delegations."""

from agentview.contract.texts.text import Text

_NOTHING = "Nothing was changed."
_NONE = "Nothing was delegated."

TEXTS: dict[str, Text] = {
    "E-AGENT-NAME": Text("An agent needs a name.", _NOTHING, "Fill this in."),
    "E-AGENT-EXISTS": Text(
        "There is an agent called {name} already.",
        _NOTHING,
        "Choose another name; an agent that sells no more can be made active again.",
    ),
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
