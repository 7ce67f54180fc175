"""What the dialogs of this area say: title with the record, what will happen, the words of the buttons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.ui.kit.dialog import DialogText

_LONGEST = 60


def shortened(name: str) -> str:
    """A name that fits into a title; line breaks and the like are gone already."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}\u2026"


def edit_text(customer: str) -> DialogText:
    """Editing the account summary."""
    translate = QCoreApplication.translate
    return DialogText(
        _named(translate("CustomerDialog", "Edit {name}"), customer),
        translate("CustomerDialog", "Save changes"),
        translate("CustomerDialog", "Not now"),
        translate("CustomerDialog", "Saving..."),
    )


def new_text() -> DialogText:
    """Adding a customer."""
    translate = QCoreApplication.translate
    return DialogText(
        translate("CustomerDialog", "New customer"),
        translate("CustomerDialog", "Add customer"),
        translate("CustomerDialog", "Not now"),
        translate("CustomerDialog", "Adding..."),
    )


def contact_text(name: str, *, is_new: bool) -> DialogText:
    """Adding or editing a contact."""
    translate = QCoreApplication.translate
    title = translate("CustomerDialog", "Edit the contact {name}")
    if is_new:
        title = translate("CustomerDialog", "New contact of {name}")
    verb = translate("CustomerDialog", "Save changes")
    return DialogText(
        _named(title, name),
        translate("CustomerDialog", "Add contact") if is_new else verb,
        translate("CustomerDialog", "Not now"),
        translate("CustomerDialog", "Saving..."),
    )


def remove_contact_text(contact: str, customer: str) -> DialogText:
    """Removing a contact."""
    translate = QCoreApplication.translate
    sentence = translate("CustomerDialog", "{name} keeps its other contacts. This cannot be undone.")
    return DialogText(
        _named(translate("CustomerDialog", "Remove the contact {name}?"), contact),
        translate("CustomerDialog", "Remove contact"),
        translate("CustomerDialog", "Keep contact"),
        translate("CustomerDialog", "Removing..."),
        _named(sentence, customer),
        is_dangerous=True,
    )


def note_text(place: str) -> DialogText:
    """Adding a note."""
    translate = QCoreApplication.translate
    return DialogText(
        _named(translate("CustomerDialog", "Note on {name}"), place),
        translate("CustomerDialog", "Add note"),
        translate("CustomerDialog", "Not now"),
        translate("CustomerDialog", "Adding..."),
    )


def reveal_text(contact: str) -> DialogText:
    """Asking to see a contact in full."""
    translate = QCoreApplication.translate
    return DialogText(
        _named(translate("CustomerDialog", "Show the contact of {name}"), contact),
        translate("CustomerDialog", "Show contact"),
        translate("CustomerDialog", "Keep it hidden"),
        translate("CustomerDialog", "Reading..."),
        translate("CustomerDialog", "It is shown for 30 seconds. Your name and the reason are recorded."),
    )


def service_text(service: str) -> DialogText:
    """Editing a service."""
    translate = QCoreApplication.translate
    return DialogText(
        _named(translate("CustomerDialog", "Edit the service {name}"), service),
        translate("CustomerDialog", "Save changes"),
        translate("CustomerDialog", "Not now"),
        translate("CustomerDialog", "Saving..."),
    )


def _named(template: str, name: str) -> str:
    return template.replace("{name}", shortened(name))
