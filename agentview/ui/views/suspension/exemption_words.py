"""What exemptions are called and how they stand; imports no Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.suspension_exemptions import ExemptionRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day


def exemption_chip(row: ExemptionRow) -> ChipValue:
    """Whether an exemption holds, has expired or was ended."""
    if row.is_running:
        told = word("Holds to the end of {day}").replace("{day}", show_day(row.until_on))
        return ChipValue(Tone.SUCCESS, "\u2713", word("Holds"), told)
    if row.ended_at is not None:
        told = word("Ended by {name}").replace("{name}", row.ended_by)
        return ChipValue(Tone.NEUTRAL, "\u00d7", word("Ended"), told)
    told = word("Expired at the end of {day}").replace("{day}", show_day(row.until_on))
    return ChipValue(Tone.WARNING, "!", word("Expired"), told)


def word(text: str) -> str:
    """A text of exemptions in the user's language."""
    return QCoreApplication.translate("Exemptions", text)
