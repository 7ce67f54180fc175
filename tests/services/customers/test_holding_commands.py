"""What the rows of a customer offer is what the commands themselves allow."""

import pytest

from agentview.contract import cancelling, transfers
from agentview.contract.customers import CUSTOMER, PackageRow, ServiceRow
from agentview.contract.value import CommandState
from agentview.models.database import Stamp
from agentview.models.subscription import PackageSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import Held, hold
from tests.services.provisioning.working import Working


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


def row_of(working: Working, held: Held, username: str = "harbour_csa") -> PackageRow:
    found = working.call(username, CUSTOMER, account_id=build.MARLOW)
    return next(row for row in found.packages if row.package_id == held.package_id)


def codes(states: tuple[CommandState, ...], command: str) -> set[str]:
    state = next(one for one in states if one.command == command)
    return {refusal.code for refusal in state.refusals}


def service_in(row: PackageRow, held: Held, number: int) -> ServiceRow:
    return next(one for one in row.services if one.service_id == held.service_ids[number])


def test_r_prv_30_rows_say_what_can_be_cancelled(working: Working) -> None:
    held = hold(working.backend, "DUO")
    row = row_of(working, held)
    assert codes(row.commands, "cancel_package") == set()
    assert codes(service_in(row, held, 0).commands, "cancel_service") == {"E-MANDATORY"}
    assert codes(service_in(row, held, 2).commands, "cancel_service") == set()
    assert "edit_service" in {state.command for state in service_in(row, held, 0).commands}


def test_rows_and_commands_refuse_for_the_same_reasons(working: Working) -> None:
    held, newer = hold(working.backend, "DUO"), hold(working.backend)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(PackageSubscription, held.package_id).followed_by_id = newer.package_id
    working.chown(f"PS-{newer.package_id}")
    for one in (held, newer):
        row = row_of(working, one)
        cancel = {"package_id": one.package_id, "reason": "PRICE"}
        refused = working.refused("harbour_csa", cancelling.CANCEL_PACKAGE, **cancel)
        assert codes(row.commands, "cancel_package") == {refusal.code for refusal in refused.refusals}
        give = {"package_id": one.package_id, "new_account_id": build.BRIGHT}
        kept = working.refused("harbour_csa", transfers.CHANGE_OWNER, **give)
        assert codes(row.commands, "change_owner") == {refusal.code for refusal in kept.refusals}


def test_d_19_who_lacks_the_power_is_told_so(working: Working) -> None:
    held = hold(working.backend, "DUO")
    row = row_of(working, held, "harbour_prov")
    assert codes(row.commands, "cancel_package") == {"E-POWER"}
    assert codes(row.commands, "upgrade") == {"E-POWER"}
    assert codes(row_of(working, held, "harbour_viewer").commands, "cancel_package") == {"E-POWER"}
