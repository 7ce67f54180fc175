"""What a rule set may say: pure, and every reason at once."""

from datetime import date

from agentview.contract.suspension import RuleSetFields
from agentview.core.errors import Refusal
from agentview.services.suspension.lifecycle import past_refusals
from agentview.services.suspension.windows import Window


def field_refusals(fields: RuleSetFields, today: date) -> tuple[Refusal, ...]:
    """Refuse rules that restore whom they restrict, that never act, or whose day has passed."""
    is_loop = fields.restoration_threshold_cents >= fields.minimum_overdue_cents
    loop = (Refusal("E-RULES-THRESHOLD", "restoration_threshold_cents", "D-11"),) if is_loop else ()
    none = () if fields.windows else (Refusal("E-RULES-NO-WINDOW", "windows", "R-SUS-13"),)
    unsound = tuple(
        Refusal("E-RULES-WINDOW", "windows", "R-SUS-13", {"number": number})
        for number, window in enumerate(windows_of(fields), start=1)
        if not window.is_sound
    )
    return (*loop, *none, *unsound, *past_refusals(fields.effective_from, today))


def windows_of(fields: RuleSetFields) -> tuple[Window, ...]:
    """Return the windows of a request as the rules take them."""
    return tuple(Window(one.weekday, one.from_minute, one.to_minute) for one in fields.windows)
