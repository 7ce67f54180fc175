"""Texts of the codes of messages to customers, and of how they go out."""

from agentview.contract.texts.text import Text

_AS_IT_WAS = "Messages go out as before."
_NOT_AGAIN = "Nothing was sent again."

TEXTS: dict[str, Text] = {
    "E-RESEND-OPT-OUT": Text(
        "The customer does not want messages of this kind.",
        _NOT_AGAIN,
        "Change the contact's preferences first, if the customer asks for it.",
    ),
    "E-RESEND-NO-ADDRESS": Text(
        "The customer has no contact that this can be sent to.",
        _NOT_AGAIN,
        "Enter the e-mail address or the mobile number of a contact first.",
    ),
    "E-RESEND-NO-SUBSCRIPTION": Text(
        "Texts need the SMS subscription.",
        _NOT_AGAIN,
        "An administrator can enter it in the delivery settings.",
    ),
    "E-DELIVERY-ADDRESS": Text(
        "This is no address of a server that messages can go out by.",
        _AS_IT_WAS,
        "Enter smtp://, smtps:// or https:// and the name of the server, without a password.",
    ),
    "E-DELIVERY-SENDER": Text(
        "This cannot be a sender.", _AS_IT_WAS, "Enter one e-mail address, or letters and digits for texts."
    ),
    "E-DELIVERY-QUIET": Text(
        "Quiet hours from {quiet_from} to {quiet_to} would never begin or never end.",
        _AS_IT_WAS,
        "Choose two times, or switch quiet hours off.",
    ),
    "E-DELIVERY-TO": Text(
        "This is no address that a message can be sent to.", "Nothing was sent.", "Check what was typed."
    ),
}
