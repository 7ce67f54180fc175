"""The lifecycles of a mapping, which is on or off, and of a template, which is a draft or used (E40, E39)."""

from dataclasses import dataclass
from enum import StrEnum

from agentview.contract.event_catalogue import AUTOMATIONS
from agentview.contract.event_templates import TemplateCommand, TemplateStatus
from agentview.contract.events import EventType, MappingCommand
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition, always
from agentview.core.power import Power


class MappingState(StrEnum):
    """Whether a mapping fires."""

    ON = "ON"
    OFF = "OFF"


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What the guards look at: how many actions have the template, and whether messages came of it."""

    used_by: int
    was_sent: bool


def _is_no_automation(event_type: EventType) -> tuple[Refusal, ...]:
    return (Refusal("E-MAPPING-FIXED", rule="R-EVT-01"),) if event_type in AUTOMATIONS else ()


def _is_unused(facts: TemplateFacts) -> tuple[Refusal, ...]:
    used = Refusal("E-TEMPLATE-USED", rule="S-26", values={"count": facts.used_by})
    return (
        *((used,) if facts.used_by else ()),
        *((Refusal("E-TEMPLATE-SENT", rule="S-26"),) if facts.was_sent else ()),
    )


_ADMIN = frozenset({Power.EVENT_ADMIN})
_ON, _OFF = frozenset({MappingState.ON}), frozenset({MappingState.OFF})
_DRAFT, _ACTIVE = frozenset({TemplateStatus.DRAFT}), frozenset({TemplateStatus.ACTIVE})
_M, _T = MappingCommand, TemplateCommand

MAPPING: Lifecycle[MappingState, MappingCommand, EventType] = Lifecycle(
    "Event mapping",
    (
        Transition(_ON | _OFF, _M.EDIT, None, _ADMIN, always, "S-25"),
        Transition(_OFF, _M.ENABLE, MappingState.ON, _ADMIN, always, "R-EVT-02"),
        Transition(_ON, _M.DISABLE, MappingState.OFF, _ADMIN, always, "R-EVT-02"),
        Transition(_OFF, _M.DELETE, None, _ADMIN, _is_no_automation, "R-EVT-01"),
    ),
)

TEMPLATE: Lifecycle[TemplateStatus, TemplateCommand, TemplateFacts] = Lifecycle(
    "Event template",
    (
        Transition(_DRAFT | _ACTIVE, _T.EDIT, None, _ADMIN, always, "S-26"),
        Transition(_DRAFT, _T.ACTIVATE, TemplateStatus.ACTIVE, _ADMIN, always, "R-EVT-04"),
        Transition(_ACTIVE, _T.WITHDRAW, TemplateStatus.DRAFT, _ADMIN, always, "R-EVT-04"),
        Transition(_DRAFT | _ACTIVE, _T.DELETE, None, _ADMIN, _is_unused, "S-26"),
    ),
)
