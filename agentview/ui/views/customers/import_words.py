"""What the import of customers says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.customer_imports import ImportField, ImportState
from agentview.files.customer_file import Found
from agentview.ui.kit.local_format import count_text
from agentview.ui.views.customers.import_presenter import Trial

ENCODINGS = ("utf-8", "utf-16", "cp1252", "iso8859-15", "cp1250", "cp850")
SEPARATORS = ((",", ","), (";", ";"), ("\t", "Tab"), ("|", "|"))


def field_words() -> tuple[tuple[str, str], ...]:
    """What a column can hold, each field with its word; the first one is nothing."""
    words = {
        ImportField.ACCOUNT_NO: QCoreApplication.translate("Import", "Account number"),
        ImportField.NAME: QCoreApplication.translate("Import", "Name"),
        ImportField.FIRST_NAME: QCoreApplication.translate("Import", "First name"),
        ImportField.LAST_NAME: QCoreApplication.translate("Import", "Last name"),
        ImportField.ACCOUNT_TYPE: QCoreApplication.translate("Import", "Consumer or business"),
        ImportField.PROFILE: QCoreApplication.translate("Import", "Account profile"),
        ImportField.EXPORT_REFERENCE: QCoreApplication.translate("Import", "Export reference"),
        ImportField.PHONE: QCoreApplication.translate("Import", "Telephone"),
        ImportField.MOBILE: QCoreApplication.translate("Import", "Mobile"),
        ImportField.EMAIL: QCoreApplication.translate("Import", "E-mail"),
        ImportField.DATE_OF_BIRTH: QCoreApplication.translate("Import", "Date of birth"),
        ImportField.LANGUAGE: QCoreApplication.translate("Import", "Language"),
        ImportField.LINE1: QCoreApplication.translate("Import", "Street"),
        ImportField.LINE2: QCoreApplication.translate("Import", "Address, second line"),
        ImportField.CITY: QCoreApplication.translate("Import", "City"),
        ImportField.REGION: QCoreApplication.translate("Import", "State"),
        ImportField.POSTCODE: QCoreApplication.translate("Import", "Postcode"),
        ImportField.COUNTRY: QCoreApplication.translate("Import", "Country"),
    }
    nothing = ("", QCoreApplication.translate("Import", "(not taken in)"))
    return (nothing, *((field.value, words[field]) for field in ImportField))


def shape_words(found: Found) -> str:
    """How many rows there are, and how the file is written."""
    if not found.encoding:
        text = QCoreApplication.translate("Import", "{rows} rows in the first sheet of a workbook")
        return text.replace("{rows}", count_text(found.rows))
    text = QCoreApplication.translate("Import", "{rows} rows, encoding {encoding}, separator {separator}")
    separator = dict(SEPARATORS).get(found.separator, found.separator)
    filled = text.replace("{rows}", count_text(found.rows)).replace("{encoding}", found.encoding)
    return filled.replace("{separator}", separator)


def trial_words(trial: Trial) -> str:
    """What would become of the rows."""
    text = QCoreApplication.translate(
        "Import",
        "{good} customers would be taken in, {known} are there already, {refused} rows would be refused.",
    )
    tally = trial.tally
    for name, number in (("good", tally.good), ("known", tally.known), ("refused", tally.refused)):
        text = text.replace(f"{{{name}}}", count_text(number))
    return text


def result_words(state: ImportState, *, is_whole: bool) -> str:
    """What became of the rows; of a cancelled import also what can be done next."""
    text = QCoreApplication.translate(
        "Import", "{made} customers taken in, {known} were there already, {rejected} rows refused."
    )
    for name, number in (("made", state.made), ("known", state.known), ("rejected", state.rejected)):
        text = text.replace(f"{{{name}}}", count_text(number))
    if is_whole:
        return text
    stopped = QCoreApplication.translate(
        "Import",
        "Stopped after {done} of {rows} rows. What is in is whole. Go on now or later with the same file,"
        " or take it all back.",
    )
    filled = stopped.replace("{done}", count_text(state.done)).replace("{rows}", count_text(state.rows))
    return f"{filled} {text}"


def back_words(removed: int, kept: int) -> str:
    """What is gone, and what stays because somebody used it."""
    text = QCoreApplication.translate(
        "Import", "{removed} customers removed; {kept} were used or changed since and stay."
    )
    return text.replace("{removed}", count_text(removed)).replace("{kept}", count_text(kept))
