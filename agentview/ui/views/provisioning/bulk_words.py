"""What the bulk dialog says: preview, reasons in groups, results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import BulkCommand
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.dialog import DialogText
from agentview.ui.navigation import Texts
from agentview.ui.views.provisioning.bulk_presenter import Preview, Refused

MOST_NAMED = 12


def bulk_text(shown: Preview) -> DialogText:
    """Title and words of the dialog."""
    translate = QCoreApplication.translate
    count = str(len(shown.can))
    verb, busy, is_dangerous = {
        BulkCommand.CLAIM: (translate("Bulk", "Claim {count}"), translate("Bulk", "Claiming..."), False),
        BulkCommand.RELEASE: (translate("Bulk", "Release {count}"), translate("Bulk", "Releasing..."), False),
        BulkCommand.HALT: (translate("Bulk", "Halt {count}"), translate("Bulk", "Halting..."), False),
        BulkCommand.ABORT: (translate("Bulk", "Abort {count}"), translate("Bulk", "Aborting..."), True),
    }[shown.command]
    title = {
        BulkCommand.CLAIM: translate("Bulk", "Claim the selected tasks"),
        BulkCommand.RELEASE: translate("Bulk", "Release the selected tasks"),
        BulkCommand.HALT: translate("Bulk", "Halt the selected tasks"),
        BulkCommand.ABORT: translate("Bulk", "Abort the selected tasks for good?"),
    }[shown.command]
    keep = translate("Bulk", "Not now")
    sentence = preview_text(shown)
    return DialogText(title, verb.replace("{count}", count), keep, busy, sentence, is_dangerous=is_dangerous)


def preview_text(shown: Preview) -> str:
    """How many can and how many cannot."""
    translate = QCoreApplication.translate
    total = len(shown.can) + len(shown.cannot)
    if not shown.cannot:
        return translate("Bulk", "All {count} can.").replace("{count}", str(total))
    text = translate("Bulk", "{can} of {count} can, {cannot} cannot:")
    counts = (("{can}", len(shown.can)), ("{count}", total), ("{cannot}", len(shown.cannot)))
    for name, value in counts:
        text = text.replace(name, str(value))
    return text


def result_text(done: int, refused: int) -> str:
    """How many were done and how many refused."""
    translate = QCoreApplication.translate
    text = translate("Bulk", "{done} done, {refused} refused")
    if not refused:
        text = translate("Bulk", "{done} done")
    return text.replace("{done}", str(done)).replace("{refused}", str(refused))


def reasons_text(texts: Texts, refused: Sequence[Refused]) -> str:
    """The refused rows in groups by their reason."""
    groups: dict[str, list[str]] = {}
    for row in refused:
        groups.setdefault(cause_text(texts, row.refusals) or "", []).append(row.reference)
    return "\n".join(f"{_named(names)}: {reason}" for reason, names in groups.items())


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    others = len(names) - MOST_NAMED
    if others <= 0:
        return shown
    more = QCoreApplication.translate("Bulk", "{names} and {count} more")
    return more.replace("{names}", shown).replace("{count}", str(others))
