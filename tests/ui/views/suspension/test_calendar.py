"""Exemptions, account groups and closed days, as a credit controller keeps them (R-SUS-04, R-SUS-13)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from agentview.contract import closed_days
from agentview.contract import suspension_exemptions as exemptions
from agentview.contract.op import Nothing
from agentview.contract.suspension_exemptions import ExemptionView
from agentview.contract.suspension_groups import GROUP_MEMBERS
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.suspension import SuspensionExemption
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import ACCOUNT
from agentview.ui.views.suspension import closed_days_pane, exemptions_pane, groups_pane
from agentview.ui.views.suspension.account_dialog import TEXT, AccountDialog
from agentview.ui.views.suspension.calendar_pane import CLOSED_DAYS, EXEMPTIONS, GROUPS
from tests import build
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import ADMIN, CONTROLLER, TODAY, group
from tests.ui.views.suspension.bench import Bench, OpenBench


def exempt(working: Working, days: int, account: int = build.MARLOW) -> exemptions.ExemptionRow:
    return working.call(
        CONTROLLER,
        exemptions.EXEMPT,
        account_id=account,
        until_on=TODAY + timedelta(days=days),
        reason="Hardship",
        owner="Harbour Lead",
    )


def shown(bench: Bench, key: str) -> Any:  # noqa: ANN401 - of any page
    pane = bench.calendar
    pane.show_page(key)
    return pane.page()


def expired(working: Working) -> int:
    """Write an exemption whose last day has passed."""
    with working.backend.database.write(Stamp("test", build.START)) as session:
        row = SuspensionExemption(
            account_id=build.BRIGHT, reason="Flood", owner="Nobody", until_on=TODAY - timedelta(days=1)
        )
        session.add(row)
        session.flush()
        return row.id


def test_exemptions_that_end_soon_and_have_expired_are_told_apart(
    working: Working, open_bench: OpenBench
) -> None:
    soon, later = exempt(working, 14), exempt(working, 15, build.OKONKWO)
    over = expired(working)
    bench = open_bench(CONTROLLER)
    pane = shown(bench, EXEMPTIONS)
    bench.wait(lambda: pane.list.presenter.counts == {"RUNNING": 2, "EXPIRING": 1})
    bench.choose(pane, later.exemption_id)
    pane.list.presenter.choose_view(ExemptionView.EXPIRING.value)
    bench.choose(pane, soon.exemption_id)
    pane.list.presenter.choose_view(ExemptionView.OVER.value)
    bench.choose(pane, over)
    assert "Expired at the end of 15 Nov 2026" in pane.side.line.text()
    assert "is over" in pane.side.buttons[exemptions_pane.END].toolTip()
    pane.run(exemptions_pane.OPEN)
    assert [(one.kind, one.record_id) for one in bench.shell.targets] == [(ACCOUNT, build.BRIGHT)]


def test_an_exemption_is_ended_with_a_reason(working: Working, open_bench: OpenBench) -> None:
    made = exempt(working, 5)
    bench = open_bench(CONTROLLER)
    pane = shown(bench, EXEMPTIONS)
    bench.choose(pane, made.exemption_id)
    dialog = bench.opened(pane, exemptions_pane.END)
    dialog.form.set_values({"reason": "Has paid"})
    dialog.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: pane.presenter.detail is not None and not pane.presenter.detail.is_running)
    assert nameless(bench.view.root) == []


def indexed(working: Working) -> None:
    """Let customers be found by name."""
    with working.backend.database.write(Stamp("test", build.START)) as session:
        for account in session.scalars(select(Account)).all():
            index_account(Unit(session, NOBODY, build.START), account)


def test_a_group_is_made_and_accounts_are_put_in_and_taken_out(
    working: Working, open_bench: OpenBench
) -> None:
    indexed(working)
    bench = open_bench(CONTROLLER)
    pane = shown(bench, GROUPS)
    dialog = bench.opened(pane, groups_pane.CREATE)
    dialog.form.set_values({"name": "Hospitals"})
    dialog.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: pane.presenter.detail is not None)
    group_id = pane.presenter.detail.row.group_id
    assert "No account is in it" in pane.side.buttons[groups_pane.REMOVE].toolTip()
    pane.run(groups_pane.ADD)
    finding = bench.dialog(AccountDialog)
    finding.form.set_values({TEXT: "Marlow"})
    finding.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: [one.account_id for one in pane.presenter.detail.members] == [build.MARLOW])
    [undo] = bench.toasts.undoes
    undo()
    bench.wait(lambda: not pane.presenter.detail.members)
    assert not working.call(CONTROLLER, GROUP_MEMBERS, group_id=group_id).rows


def test_who_is_meant_must_be_one_customer(working: Working, open_bench: OpenBench) -> None:
    group_id = group(working.backend, "Hospitals", build.OKONKWO)
    bench = open_bench(CONTROLLER)
    pane = shown(bench, GROUPS)
    bench.choose(pane, group_id)
    pane.run(groups_pane.ADD)
    dialog = bench.dialog(AccountDialog)
    for typed, told in (("m", "two letters or digits"), ("Nobody at all", "No customer is found")):
        dialog.form.set_values({TEXT: typed})
        dialog.verb_button.click()
        bench.wait(lambda told=told: not dialog.verb_button.is_busy and told in bench.texts(dialog))  # type: ignore[misc]  # the loop's
    dialog.reject()
    bench.no_dialog()
    removing = bench.opened(pane, groups_pane.REMOVE)
    removing.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: pane.presenter.detail is not None and not pane.presenter.detail.members)


def test_r_sus_13_closed_days_are_added_and_removed(working: Working, open_bench: OpenBench) -> None:
    bench = open_bench(CONTROLLER)
    pane = shown(bench, CLOSED_DAYS)
    dialog = bench.opened(pane, closed_days_pane.ADD)
    dialog.form.set_values({"name": "Leap day", "day": Decimal(30), "month": "2"})
    dialog.verb_button.click()
    bench.wait(lambda: not dialog.verb_button.is_busy and "There is no such day" in bench.texts(dialog))
    dialog.form.set_values({"day": Decimal(29)})
    dialog.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: pane.presenter.detail is not None)
    assert "Tue 29 Feb 2028" in bench.texts(pane.side)
    pane.run(closed_days_pane.REMOVE)
    asking = bench.dialog(AskDialog)
    asking.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: pane.presenter.subject is None)
    assert working.on(CONTROLLER).call(closed_days.CLOSED_DAYS, Nothing()).rows == ()


def test_what_takes_a_power_is_closed_with_its_cause(working: Working, open_bench: OpenBench) -> None:
    group(working.backend, "Hospitals")
    bench = open_bench(ADMIN)
    assert not shown(bench, GROUPS).above[groups_pane.CREATE].isEnabled()
    assert not shown(bench, CLOSED_DAYS).above[closed_days_pane.ADD].isEnabled()
