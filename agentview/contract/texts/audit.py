"""Texts of the codes of the audit log."""

from agentview.contract.texts.text import Text

_NOTHING_READ = "Nothing was read."

TEXTS = {
    "E-AUDIT-BROAD": Text(
        "The filter would look through more than {most} entries of the log.",
        "Nothing was exported.",
        "Narrow it: a shorter time span, one person, one customer or one record.",
    ),
    "E-AUDIT-CUSTOMER": Text(
        "There is no account {account} at your provider.", _NOTHING_READ, "Check the account number."
    ),
    "E-AUDIT-READING": Text(
        "This reading of the audit log was not written down, or was more than twelve hours ago.",
        _NOTHING_READ,
        "Read the log again from its start.",
    ),
    "E-AUDIT-RECORD": Text(
        "{record} is no reference of a record.",
        _NOTHING_READ,
        "Write it as it is shown, for example PO-10482, PO-10482/1 or WI-7.",
    ),
    "E-AUDIT-SPAN": Text(
        "The time span ends before it begins.", _NOTHING_READ, "Choose a later end or an earlier beginning."
    ),
}
