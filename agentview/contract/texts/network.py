"""Texts of the codes of services that the carrier's platform provisions."""

from agentview.contract.texts.text import Text

_KEPT = "Nothing was changed."

TEXTS = {
    "E-CONFIRM-RETRY": Text(
        "The service never started: to ask again without mending the cause is refused again as a rule.",
        "Nothing was sent.",
        "Mend what the error names, such as the date of birth or the account number; then confirm.",
    ),
    "E-PART-OF-MIGRATION": Text(
        "The service is moved to another plan by a migration; it is not given up alone.",
        _KEPT,
        "Withdraw the migration, or retry.",
    ),
    "E-PART-OF-CASE": Text(
        "The bar of the service belongs to a restriction case; it is not given up alone.",
        _KEPT,
        "Retry, or restore the case by hand.",
    ),
    "E-SERVICE-STATE": Text(
        "The service is {state}: what the platform refused is no longer wanted.",
        _KEPT,
        "Refresh the list.",
    ),
}
