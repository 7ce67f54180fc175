"""The lifecycle of a package's contract (R-CON)."""

from dataclasses import dataclass

from agentview.contract.contract_terms import ContractCommand, ContractStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition, Verdict
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What the guards look at. `until` is the end of the contract in force, where there is one."""

    product: str
    package_status: SubscriptionStatus
    until: str | None
    has_discount: bool
    migration: str | None
    """The open migration that the package is in."""


def _active_package(facts: ContractFacts) -> tuple[Refusal, ...]:
    if facts.package_status is SubscriptionStatus.ACTIVE:
        return ()
    values = {"product": facts.product, "status": facts.package_status.value}
    return (Refusal("E-PRODUCT-STATE", rule="R-CON-02", values={**values}),)


def _in_no_migration(facts: ContractFacts) -> tuple[Refusal, ...]:
    """A submitted migration has its own way with the contract."""
    if facts.migration is None:
        return ()
    values = {"product": facts.product, "reference": facts.migration}
    return (Refusal("E-OPEN-ORDER", rule="R-PRV-33", values={**values}),)


def _unbound(facts: ContractFacts) -> tuple[Refusal, ...]:
    if facts.until is None:
        return ()
    values = {"product": facts.product, "until": facts.until}
    return (Refusal("E-CONTRACT-OPEN", rule="R-CON-02", values={**values}),)


def _may_add(facts: ContractFacts) -> tuple[Refusal, ...]:
    return _active_package(facts) + _unbound(facts) + _in_no_migration(facts)


def _may_move_discount(facts: ContractFacts) -> tuple[Refusal, ...]:
    return () if facts.has_discount else (Refusal("E-DISCOUNT-NONE", rule="R-CON-06"),)


_BOUND = frozenset({ContractStatus.ACTIVE, ContractStatus.RENEWED})
_BREAKS = frozenset({Power.BREAK_CONTRACT})
_NOBODY: frozenset[Power] = frozenset()

LIFECYCLE: Lifecycle[ContractStatus, ContractCommand, ContractFacts] = Lifecycle(
    "Contract",
    (
        Transition(frozenset(), ContractCommand.ADD, ContractStatus.ACTIVE, _BREAKS, _may_add, "R-CON-02"),
        Transition(
            _BOUND,
            ContractCommand.BREAK_OUT,
            ContractStatus.BROKEN,
            _BREAKS,
            _in_no_migration,
            "R-CON-05",
        ),
        Transition(
            _BOUND,
            ContractCommand.EDIT_DISCOUNT,
            None,
            frozenset({Power.EDIT_FIXED_DISCOUNT}),
            _may_move_discount,
            "R-CON-06",
        ),
        Transition(_BOUND, ContractCommand.END, ContractStatus.ENDED, _NOBODY, rule="R-CON-03"),
        Transition(_BOUND, ContractCommand.RENEW, ContractStatus.RENEWED, _NOBODY, rule="R-CON-03"),
    ),
)

OFFERED = (ContractCommand.ADD, ContractCommand.BREAK_OUT, ContractCommand.EDIT_DISCOUNT)
"""What people may do."""


def judge(
    facts: ContractFacts, status: ContractStatus | None, command: ContractCommand, powers: frozenset[Power]
) -> Verdict[ContractStatus, ContractCommand]:
    """Say whether a command is open, with every reason if not; `status` is of the contract in force."""
    if command is ContractCommand.ADD:
        return _judge_add(facts, powers)
    if status is None:
        values = {"product": facts.product}
        return Verdict(command, None, (Refusal("E-NO-CONTRACT", rule="R-CON-05", values={**values}),))
    return LIFECYCLE.judge(status, command, facts, powers)


def _judge_add(facts: ContractFacts, powers: frozenset[Power]) -> Verdict[ContractStatus, ContractCommand]:
    """A contract that is added comes out of no state: its row is looked at directly."""
    (row,) = LIFECYCLE.rows_of(ContractCommand.ADD)
    missing = (
        ()
        if row.powers & powers
        else (Refusal("E-POWER", rule="R-GEN-02", values={"power": min(row.powers).value}),)
    )
    return Verdict(ContractCommand.ADD, row.target, missing + row.guard(facts))
