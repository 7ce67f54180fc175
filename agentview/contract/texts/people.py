"""Texts of the codes of people, their roles, powers and passwords."""

from agentview.contract.texts.text import Text

_NOTHING_CHANGED = "Nothing was changed."

TEXTS = {
    "E-AGENT": Text(
        "There is no such agent at your provider, or they are no longer active.",
        _NOTHING_CHANGED,
        "Choose another agent.",
    ),
    "E-LAST-ADMIN": Text(
        "Nobody else who is active may administer people.",
        _NOTHING_CHANGED,
        "Give somebody else the role ADMIN first.",
    ),
    "E-ONESELF": Text(
        "Nobody changes their own roles, powers or access.",
        _NOTHING_CHANGED,
        "Ask another administrator.",
    ),
    "E-PASSWORD-DUE": Text(
        "Your password was set by somebody else.",
        _NOTHING_CHANGED,
        "Choose a password of your own first.",
    ),
    "E-PASSWORD-OLD": Text("The password of now is wrong.", _NOTHING_CHANGED, "Enter it again."),
    "E-PASSWORD-SAME": Text(
        "The new password is the old one.", _NOTHING_CHANGED, "Choose one that nobody else knows."
    ),
    "E-PERSON-EMAIL": Text("The e-mail address is none.", _NOTHING_CHANGED, "Correct it, or leave it empty."),
    "E-ROLES-NONE": Text("No role is chosen.", _NOTHING_CHANGED, "Choose at least one."),
    "E-ROLE-SYSTEM": Text(
        "The role SYSTEM belongs to the program itself.", _NOTHING_CHANGED, "Choose other roles."
    ),
}
