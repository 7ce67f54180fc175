"""The lifecycle of a hardware order: SM-3, and the rule by which it follows its lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agentview.contract.hardware import FraudStatus, HardwareCommand, HardwareLineStatus, HardwareStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What the guards look at of one line.

    `return_until`: the last moment for a return. `has_serials`: of each piece that was shipped the number is
    known, or none of them has one.
    """

    status: HardwareLineStatus
    now: datetime
    return_until: datetime | None = None
    has_serials: bool = True


@dataclass(frozen=True, slots=True)
class HardwareFacts:
    """What the guards look at.

    `missing_delivery` names the fields of the delivery that are empty, `wrong_delivery` those that its
    country does not know so, `unplaced` the products that no warehouse ships, `untaxed` the tax codes that
    have no percentage for what is invoiced at once. `has_batch`: a line of it has ever stood in a batch;
    `is_being_sent`: a batch with a line of it is being written. `line` is the line that a command is for.
    """

    may_order: bool = True
    line_count: int = 0
    missing_delivery: tuple[str, ...] = ()
    wrong_delivery: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    untaxed: tuple[str, ...] = ()
    fraud: FraudStatus = FraudStatus.NOT_REQUIRED
    has_batch: bool = False
    is_being_sent: bool = False
    has_stock_source: bool = True
    line: LineFacts | None = None


def order_status(lines: Iterable[HardwareLineStatus]) -> HardwareStatus:
    """Return the state of an order after generation: a function of its lines, first match wins (R-HW-30)."""
    found = frozenset(lines)
    if found <= {HardwareLineStatus.CANCELLED}:
        return HardwareStatus.CANCELLED
    for status, follows in _FOLLOWS.items():
        if status in found:
            return follows
    return HardwareStatus.COMPLETE


_FOLLOWS = {
    HardwareLineStatus.ERROR: HardwareStatus.ERROR,
    HardwareLineStatus.GENERATED: HardwareStatus.AWAITING_GENERATION,
    HardwareLineStatus.SENT: HardwareStatus.AWAITING_DISPATCH,
}


def _may_order(facts: HardwareFacts) -> tuple[Refusal, ...]:
    return () if facts.may_order else (Refusal("E-ACCOUNT-CLOSED-TO-ORDERS", rule="SM-3"),)


def _can_be_checked(facts: HardwareFacts) -> tuple[Refusal, ...]:
    return () if facts.has_stock_source else (Refusal("E-NO-STOCK-SOURCE", rule="R-HW-03"),)


def _is_complete(facts: HardwareFacts) -> tuple[Refusal, ...]:
    """Refuse to generate with no line, half a delivery, or a line that no warehouse ships (R-HW-06)."""
    # What cannot be invoiced at once is found here, not when the warehouse answers.
    found = [] if facts.line_count else [Refusal("E-NO-LINES", rule="R-HW-06")]
    found += [Refusal("E-DELIVERY", name, "R-HW-06", {"field": name}) for name in facts.missing_delivery]
    found += [Refusal("E-ADDRESS-WRONG", name, "R-HW-06", {"field": name}) for name in facts.wrong_delivery]
    found += [Refusal("E-NO-WAREHOUSE", rule="SM-3", values={"product": name}) for name in facts.unplaced]
    return (*found, *_is_taxed(facts))


def _is_taxed(facts: HardwareFacts) -> tuple[Refusal, ...]:
    return tuple(Refusal("E-NO-TAX", rule="R-HW-22", values={"tax_code": code}) for code in facts.untaxed)


def _is_not_sent(facts: HardwareFacts) -> tuple[Refusal, ...]:
    return (Refusal("E-BATCH-WRITTEN", rule="R-HW-25"),) if facts.has_batch else ()


def _fraud_refusal(facts: HardwareFacts) -> tuple[Refusal, ...]:
    return (Refusal("E-FRAUD-STATE", rule="R-HW-09", values={"fraud": facts.fraud.value}),)


def _is_held(facts: HardwareFacts) -> tuple[Refusal, ...]:
    """Only a delivery that failed the fraud check is looked at again."""
    return () if facts.fraud is FraudStatus.FAILED else _fraud_refusal(facts)


def _is_checked(facts: HardwareFacts) -> tuple[Refusal, ...]:
    """A result is taken while one is awaited."""
    return () if facts.fraud is FraudStatus.PENDING else _fraud_refusal(facts)


def _is_cleared(facts: HardwareFacts) -> tuple[Refusal, ...]:
    """Nothing goes to a warehouse before the fraud check has passed, or where none is asked for (R-HW-09)."""
    is_clear = facts.fraud in {FraudStatus.NOT_REQUIRED, FraudStatus.PASSED}
    return () if is_clear else _fraud_refusal(facts)


def _delivery_is_open(facts: HardwareFacts) -> tuple[Refusal, ...]:
    """What goes to the warehouse is changed after generation only where the fraud check held it."""
    return _is_not_sent(facts) + _is_held(facts)


def _has_failed(facts: HardwareFacts) -> tuple[Refusal, ...]:
    """Only the error lines are sent again (R-HW-27)."""
    return () if facts.line is None else _line_is(facts.line, HardwareLineStatus.ERROR)


def _is_settled(facts: HardwareFacts) -> tuple[Refusal, ...]:
    """A line that a batch is being written of may be on its way: it is not given up meanwhile."""
    return (Refusal("E-BATCH-WRITTEN", rule="R-HW-30"),) if facts.is_being_sent else ()


def _can_come_back(facts: HardwareFacts) -> tuple[Refusal, ...]:
    """A line comes back within its time, when the numbers of what was shipped are known (SM-3)."""
    line = facts.line
    if line is None:
        return ()
    found = list(_line_is(line, HardwareLineStatus.DISPATCHED))
    if line.return_until is not None and line.now > line.return_until:
        values = {"until": line.return_until.isoformat()}
        found.append(Refusal("E-RETURN-OVER", rule="SM-3", values={**values}))
    if not line.has_serials:
        found.append(Refusal("E-SERIAL-UNKNOWN", rule="SM-3"))
    return tuple(found)


def _line_is(line: LineFacts, status: HardwareLineStatus) -> tuple[Refusal, ...]:
    if line.status is status:
        return ()
    return (Refusal("E-LINE-STATE", rule="SM-3", values={"state": line.status.value}),)


_ORDERS = frozenset({Power.CREATE_HARDWARE_ORDER})
_LEADS = frozenset({Power.FRAUD_OVERRIDE})
_NEW = frozenset({HardwareStatus.NEW})
_GENERATED = frozenset({HardwareStatus.AWAITING_GENERATION})
_SENT = frozenset({HardwareStatus.AWAITING_DISPATCH})
_ERROR = frozenset({HardwareStatus.ERROR})
_COMPLETE = frozenset({HardwareStatus.COMPLETE})
_NOBODY: frozenset[Power] = frozenset()
"""Done by the program."""

LIFECYCLE: Lifecycle[HardwareStatus, HardwareCommand, HardwareFacts] = Lifecycle(
    "HardwareOrder",
    (
        Transition(frozenset(), HardwareCommand.START, HardwareStatus.NEW, _ORDERS, _may_order, "R-HW-01"),
        Transition(_NEW, HardwareCommand.EDIT_LINES, None, _ORDERS, rule="R-HW-02"),
        Transition(_NEW, HardwareCommand.EDIT_DELIVERY, None, _ORDERS, rule="R-HW-06"),
        Transition(_GENERATED, HardwareCommand.EDIT_DELIVERY, None, _LEADS, _delivery_is_open, "SM-3"),
        Transition(
            _NEW,
            HardwareCommand.CHECK_STOCK,
            None,
            frozenset({Power.STOCK_CHECK}),
            _can_be_checked,
            "R-HW-05",
        ),
        Transition(
            _NEW,
            HardwareCommand.GENERATE,
            HardwareStatus.AWAITING_GENERATION,
            _ORDERS,
            _is_complete,
            "R-HW-07",
        ),
        Transition(
            _NEW | _GENERATED,
            HardwareCommand.CANCEL,
            HardwareStatus.CANCELLED,
            _ORDERS,
            _is_not_sent,
            "R-HW-25",
        ),
        Transition(_GENERATED, HardwareCommand.FRAUD_CLEARED, None, _NOBODY, _is_checked, "R-HW-10"),
        Transition(_GENERATED, HardwareCommand.FRAUD_HELD, None, _NOBODY, _is_checked, "R-HW-09"),
        Transition(_GENERATED, HardwareCommand.RECHECK_FRAUD, None, _LEADS, _is_held, "SM-3"),
        Transition(_GENERATED, HardwareCommand.OVERRIDE_FRAUD, None, _LEADS, _is_held, "SM-3"),
        Transition(
            _GENERATED,
            HardwareCommand.SEND,
            HardwareStatus.AWAITING_DISPATCH,
            _NOBODY,
            _is_cleared,
            "R-HW-16",
        ),
        Transition(_SENT | _ERROR, HardwareCommand.DISPATCH, None, _NOBODY, rule="R-HW-30"),
        Transition(_ERROR, HardwareCommand.RETRY, None, _ORDERS, _has_failed, "R-HW-27"),
        Transition(
            _ERROR,
            HardwareCommand.CLOSE,
            None,
            frozenset({Power.FORCE_COMPLETE}),
            _is_settled,
            "R-HW-30",
        ),
        Transition(_COMPLETE, HardwareCommand.RETURN_LINE, None, _ORDERS, _can_come_back, "SM-3"),
    ),
)
"""DISPATCH, RETRY and CLOSE leave the order where its lines say (`order_status`): AWAITING_GENERATION where
all failed lines are sent again, ERROR while one is not."""
