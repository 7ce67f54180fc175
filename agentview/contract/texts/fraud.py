"""Texts of the reasons for which a delivery is held before anything goes to a warehouse (R-HW-11)."""

from agentview.contract.texts.text import Text

_HELD = "The order is held; nothing goes to a warehouse."
_ASK = "Ask the customer, correct the delivery and check again, or let a supervisor override it."

TEXTS = {
    "E-FRAUD-NAME-MISSING": Text("The delivery has no name.", _HELD, _ASK),
    "E-FRAUD-NAME-SHORT": Text("The name of the delivery has fewer than two letters.", _HELD, _ASK),
    "E-FRAUD-NAME-TEST": Text("The name of the delivery looks like a trial.", _HELD, _ASK),
    "E-FRAUD-ADDRESS-INCOMPLETE": Text(
        "The address lacks its street, city, postcode or country.", _HELD, _ASK
    ),
    "E-FRAUD-ADDRESS-BOX": Text(
        "The address is a post box or a parcel station, where nobody signs.", _HELD, _ASK
    ),
    "E-FRAUD-POSTCODE": Text("The postcode has not the form of its country.", _HELD, _ASK),
    "E-FRAUD-COUNTRY": Text("The delivery goes to a country in which nothing is sold.", _HELD, _ASK),
    "E-FRAUD-PHONE": Text("The phone number of the delivery cannot be one.", _HELD, _ASK),
    "E-FRAUD-EMAIL": Text("The e-mail address of the delivery cannot be one.", _HELD, _ASK),
    "E-FRAUD-EMAIL-DISPOSABLE": Text("The e-mail address of the delivery is a throw-away one.", _HELD, _ASK),
    "E-FRAUD-LISTED": Text(
        "The service that checks deliveries knows this name or address from fraud.", _HELD, _ASK
    ),
}
