"""Powers: what roles give, and what a person's own overrides change."""

import pytest

from agentview.core.caller import Caller
from agentview.core.errors import ERRORS, AgentViewError, Denied, Rejected
from agentview.core.power import ROLE_POWERS, Power, Role, effective_powers


def test_every_role_stands_in_the_table() -> None:
    assert set(ROLE_POWERS) == set(Role)


def test_d_19_only_those_who_work_the_queue_may_work_it() -> None:
    workers = {role for role, powers in ROLE_POWERS.items() if Power.WORK_QUEUE in powers}
    assert workers == {Role.PROVISIONER, Role.SUPERVISOR}
    assert {role for role, powers in ROLE_POWERS.items() if Power.TAKE_OVER in powers} == {Role.SUPERVISOR}


def test_r_gen_03_an_override_beats_the_role() -> None:
    csa = frozenset({Role.CSA})
    granted = effective_powers(csa, frozenset({Power.WORK_QUEUE}), frozenset())
    assert Power.WORK_QUEUE in granted
    denied = effective_powers(csa, frozenset({Power.RESUBMIT}), frozenset({Power.RESUBMIT}))
    assert Power.RESUBMIT not in denied


def test_r_gen_02_a_missing_power_is_refused_by_name() -> None:
    nobody = Caller(1, "x", "X", 1, "P", frozenset(), frozenset(), "UTC")
    with pytest.raises(Denied) as refused:
        nobody.demand(Power.WORK_QUEUE)
    assert refused.value.values == {"power": "WORK_QUEUE"}


def test_an_error_gives_a_reason_and_its_status_finds_its_class() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Rejected()
    assert all(kind.status == status for status, kind in ERRORS.items())
    assert AgentViewError not in ERRORS.values()
