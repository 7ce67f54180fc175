"""What people, powers and entries are called on the screen; imports no Qt widgets."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.audit import AuditEntryLine
from agentview.contract.people import Effect, Override, PersonRow, PersonStatus, PowerState
from agentview.contract.texts.label import LABELS
from agentview.core.power import Power
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day, show_full, show_moment
from agentview.ui.texts.audit import code_word
from agentview.ui.texts.role import role_word

NOTHING = "\u2014"


def power_word(power: Power) -> str:
    """What people call a power."""
    word = QCoreApplication.translate("Values", LABELS["power"][power])
    return word[:1].upper() + word[1:]


def status_chip(status: PersonStatus) -> ChipValue:
    """The state of a person's account."""
    translate = QCoreApplication.translate
    if status is PersonStatus.ACTIVE:
        word, sentence = translate("People", "Active"), translate("People", "May sign in")
        return ChipValue(Tone.SUCCESS, "\u2713", word, sentence)
    word, sentence = translate("People", "Disabled"), translate("People", "May not sign in")
    return ChipValue(Tone.NEUTRAL, "\u00d7", word, sentence)


def roles_text(row: PersonRow) -> str:
    """The roles of a person."""
    return ", ".join(role_word(role) for role in row.roles)


def overrides_text(row: PersonRow) -> str:
    """The powers granted (+) and denied (-) against the roles."""
    return ", ".join(f"{_sign(one)}{power_word(one.power)}" for one in row.overrides) or NOTHING


def why_text(state: PowerState, zone: ZoneInfo) -> str:
    """Whether somebody holds a power, and why: a role, a grant, a denial."""
    translate = QCoreApplication.translate
    parts = []
    if state.override is not None:
        is_grant = state.override.effect is Effect.GRANT
        template = (
            translate("People", "Yes: granted by {who}")
            if is_grant
            else translate("People", "No: denied by {who}")
        )
        parts.append(template.replace("{who}", _who(state.override, zone)))
        if state.override.reason:
            parts.append(f"\u201c{state.override.reason}\u201d")
    elif state.is_held:
        parts.append(translate("People", "Yes"))
    else:
        parts.append(translate("People", "No: none of the roles gives it"))
    if state.from_roles:
        template = translate("People", "role: {roles}")
        parts.append(template.replace("{roles}", ", ".join(role_word(role) for role in state.from_roles)))
    return ", ".join(parts)


def _sign(override: Override) -> str:
    return "+" if override.effect is Effect.GRANT else "\u2212"


def _who(override: Override, zone: ZoneInfo) -> str:
    name = override.by or QCoreApplication.translate("People", "somebody")
    return name if override.at is None else f"{name}, {show_day(override.at.astimezone(zone))}"


def moment_text(at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """A moment, near ones as ages; never for none."""
    return QCoreApplication.translate("People", "never") if at is None else show_moment(at, now, zone)


def full_moment(at: datetime, zone: ZoneInfo) -> str:
    """A moment with its day, zone and UTC."""
    return show_full(at, zone)


def action_text(line: AuditEntryLine) -> str:
    """What was done, with the field that changed."""
    return f"{code_word(line.action)}: {field_word(line.field)}" if line.field else code_word(line.action)


def field_word(field: str) -> str:
    """A field that changed."""
    return field.replace("_", " ").lower()
