"""The lifecycle of a person's account, with the guards of D-19: not oneself, never the last administrator."""

from dataclasses import dataclass

from agentview.contract.people import PersonCommand, PersonStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition, always
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the guards look at. `is_last_admin`: nobody else who is active holds USER_ADMIN."""

    is_self: bool
    is_last_admin: bool


def _not_oneself(facts: PersonFacts) -> tuple[Refusal, ...]:
    return (Refusal("E-ONESELF", rule="D-19"),) if facts.is_self else ()


def _another_and_not_the_last(facts: PersonFacts) -> tuple[Refusal, ...]:
    return (*_not_oneself(facts), *(last_admin_refusal() if facts.is_last_admin else ()))


def last_admin_refusal() -> tuple[Refusal, ...]:
    """Return the reason why somebody must keep administering people."""
    return (Refusal("E-LAST-ADMIN", rule="D-19"),)


_ACTIVE = frozenset({PersonStatus.ACTIVE})
_DISABLED = frozenset({PersonStatus.DISABLED})
_ANY = _ACTIVE | _DISABLED
_ADMIN = frozenset({Power.USER_ADMIN})

LIFECYCLE: Lifecycle[PersonStatus, PersonCommand, PersonFacts] = Lifecycle(
    "Person",
    (
        Transition(_ANY, PersonCommand.EDIT, None, _ADMIN, always, "S-36"),
        Transition(_ANY, PersonCommand.SET_ROLES, None, _ADMIN, _not_oneself, "D-19"),
        Transition(_ANY, PersonCommand.SET_POWER, None, _ADMIN, _not_oneself, "R-GEN-03"),
        Transition(_ACTIVE, PersonCommand.SET_PASSWORD, None, _ADMIN, _not_oneself, "D-32"),
        Transition(_ACTIVE, PersonCommand.END_SESSIONS, None, _ADMIN, always, "D-32"),
        Transition(
            _ACTIVE,
            PersonCommand.DISABLE,
            PersonStatus.DISABLED,
            _ADMIN,
            _another_and_not_the_last,
            "D-19",
        ),
        Transition(_DISABLED, PersonCommand.ENABLE, PersonStatus.ACTIVE, _ADMIN, _not_oneself, "D-19"),
    ),
)


def status_of(*, is_active: bool) -> PersonStatus:
    """Return the state that is stored as a flag."""
    return PersonStatus.ACTIVE if is_active else PersonStatus.DISABLED
