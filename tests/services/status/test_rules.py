"""Which of several holds of a service rules."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.services.status.rules import Hold, strongest

AT = datetime(2026, 11, 1, tzinfo=UTC)


def hold(
    bar: Bar = Bar.OUTGOING,
    origin: HoldOrigin = HoldOrigin.AUTO,
    cause: HoldCause = HoldCause.NON_PAYMENT,
    days: int = 0,
) -> Hold:
    return Hold(cause, origin, bar, "", AT + timedelta(days=days), "")


def test_d_26_the_strongest_hold_rules_in_whatever_order_they_were_placed() -> None:
    ranked = [
        hold(Bar.ALL, HoldOrigin.MANUAL, HoldCause.FRAUD, days=9),
        hold(Bar.ALL, HoldOrigin.AUTO),
        hold(origin=HoldOrigin.MANUAL, cause=HoldCause.FRAUD, days=3),
        hold(origin=HoldOrigin.MANUAL, cause=HoldCause.CUSTOMER_REQUEST),
        hold(),
        hold(days=1),
    ]
    for mixed in permutations(ranked):
        assert strongest(mixed) is ranked[0]
    for at in range(len(ranked)):
        assert strongest(reversed(ranked[at:])) is ranked[at]
    assert strongest([]) is None
