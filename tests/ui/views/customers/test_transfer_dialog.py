"""Change of owner and upgrade from the screen of a customer."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from agentview.contract.contract_terms import BreakOutMethod, ContractFee
from agentview.contract.search import Hit, HitKind, Hits
from agentview.contract.transfers import (
    MovedService,
    MoveOutcome,
    PlanOffer,
    Plans,
    TransferPreview,
    Transferred,
    UpgradeContract,
)
from agentview.contract.value import RefusalInfo
from agentview.ui.views.customers.section_overview import OverviewSection
from agentview.ui.views.customers.transfer_choice import REST_MS
from agentview.ui.views.customers.transfer_dialog import OwnerDialog, TransferDialog, UpgradeDialog
from tests.ui.fake_desk import NOON
from tests.ui.views.customers.builders import answers, customer, package
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.customers.test_cancel_dialog import OPEN
from tests.ui.views.provisioning.builders import FakeGateway, toasts_of
from tests.ui.views.provisioning.conftest import shown_texts

PREVIEW = TransferPreview(
    package_id=1,
    reference="PK-1",
    account_id=5,
    owner="Marlow Dental Group",
    owner_no="004-0005",
    new_owner="Quay Bakery",
    new_owner_no="004-0006",
    plan="Mobile 40",
    new_plan="Mobile 80",
    fee_cents=4_000,
    new_fee_cents=8_000,
    setup_fee_cents=0,
    currency="AUD",
    closed_until=date(2026, 2, 28),
    earliest_on=date(2026, 3, 1),
    requested_on=NOON.date(),
    services=(
        MovedService(
            reference="SV-1",
            name="Mobile voice",
            service_type="Mobile",
            identifier="+61491570156",
            outcome=MoveOutcome.MOVES,
            worked_by="Meridian Wholesale",
        ),
    ),
    refusals=(),
)
ORDERED = Transferred(
    order_id=9, reference="PO-9", status="ORDER_COMPLETED", account_id=6, task_references=("PO-9/1",)
)
PLAN = PlanOffer(
    plan_id=3,
    code="MOB-80",
    name="Mobile 80",
    internal_name="MOB-80",
    setup_fee_cents=0,
    access_fee_cents=8_000,
    currency="AUD",
    parts=(),
    ends=(),
)
HITS = Hits(
    hits=(
        Hit(
            kind=HitKind.CUSTOMER,
            record_id=6,
            title="Quay Bakery",
            detail="",
            status="1",
            reference="004-0006",
        ),
        Hit(kind=HitKind.TASK, record_id=1, title="PO-1/1", detail="", status="", reference="PO-1/1"),
    )
)


def opened(
    open_screen: OpenScreen, key: Qt.Key, *refusals: RefusalInfo, contract: UpgradeContract | None = None
) -> tuple[Screen, TransferDialog]:
    held = customer(packages=(package(1, commands=OPEN),))
    shown = PREVIEW.model_copy(update={"refusals": refusals, "contract": contract})
    gateway = FakeGateway(
        {
            **answers(held),
            "search.find": lambda _request: HITS,
            "transfers.preview_owner": lambda _request: shown,
            "transfers.preview_upgrade": lambda _request: shown,
            "transfers.plans": lambda _request: Plans(plans=(PLAN,)),
            "transfers.change_owner": lambda _request: ORDERED,
            "transfers.upgrade": lambda _request: ORDERED,
        }
    )
    screen = open_screen(held, gateway=gateway)
    section = screen.page.section("overview")
    assert isinstance(section, OverviewSection)
    section.table.select_id("package:1")
    section.table.setFocus()
    screen.settle()
    screen.key(key)
    dialog = screen.page.commands.dialog
    assert isinstance(dialog, TransferDialog)
    return screen, dialog


def test_an_owner_is_found_by_typing_and_chosen_with_the_arrow_keys(open_screen: OpenScreen) -> None:
    screen, dialog = opened(open_screen, Qt.Key.Key_W)
    assert isinstance(dialog, OwnerDialog)
    QTest.keyClicks(dialog.choice.text, "quay")
    screen.qtbot.wait(REST_MS + 50)
    screen.settle()
    assert [one.text for one in screen.gateway.sent("search.find")] == ["quay"]
    assert dialog.choice.rows.count() == 1, "only customers can own a package"
    QTest.keyClick(dialog.choice.text, Qt.Key.Key_Down)
    screen.settle()
    assert screen.gateway.sent("transfers.preview_owner")[-1].new_account_id == 6
    shown = shown_texts(dialog)
    assert "Marlow Dental Group  \u2192  Quay Bakery" in shown
    assert "28 Feb 2026" in shown
    dialog.form.set_values({"requested_on": date(2026, 3, 12), "note": "Sold the shop"})
    dialog.verb_button.click()
    screen.settle()
    [request] = screen.gateway.sent("transfers.change_owner")
    assert (request.new_account_id, request.requested_on, request.note) == (
        6,
        date(2026, 3, 12),
        "Sold the shop",
    )
    assert toasts_of(screen.desk).said == ["Change of owner ordered for PK-1"]


def test_nothing_is_ordered_before_an_owner_is_chosen(open_screen: OpenScreen) -> None:
    screen, dialog = opened(open_screen, Qt.Key.Key_W)
    dialog.verb_button.click()
    screen.settle()
    assert dialog.isVisible()
    assert screen.gateway.sent("transfers.change_owner") == []
    assert dialog.verb_button.isEnabled()


def test_plans_are_offered_at_once_and_an_upgrade_is_ordered(open_screen: OpenScreen) -> None:
    screen, dialog = opened(open_screen, Qt.Key.Key_U)
    assert isinstance(dialog, UpgradeDialog)
    assert dialog.choice.rows.count() == 1
    dialog.choice.rows.setCurrentRow(0)
    screen.settle()
    shown = shown_texts(dialog)
    assert "40.00\u00a0AUD  \u2192  80.00\u00a0AUD" in shown
    assert any("goes on, activated by Meridian Wholesale" in text for text in shown)
    dialog.verb_button.click()
    screen.settle()
    assert [one.plan_id for one in screen.gateway.sent("transfers.upgrade")] == [3]


def test_r_prv_10_what_stands_against_it_is_said_before_it_is_tried(open_screen: OpenScreen) -> None:
    closed = RefusalInfo(code="E-CLOSED-PERIOD", field="requested_on", values={"until": "2026-02-28"})
    _screen, dialog = opened(open_screen, Qt.Key.Key_U, closed)
    assert not dialog.verb_button.isEnabled()
    assert any("closed until 2026-02-28" in text for text in shown_texts(dialog.against))


def bound_upgrade(open_screen: OpenScreen, *, may_waive: bool) -> tuple[Screen, UpgradeDialog]:
    fee = ContractFee(
        on=NOON.date(),
        amount_cents=2_500,
        currency="AUD",
        method=BreakOutMethod.FIXED,
        is_early_upgrade=True,
        remaining_months=2,
        unit_cents=2_500,
        percent=None,
        access_fee_cents=4_000,
    )
    contract = UpgradeContract(name="24 months", end_on=date(2026, 4, 30), fee=fee, may_waive=may_waive)
    screen, dialog = opened(open_screen, Qt.Key.Key_U, contract=contract)
    assert isinstance(dialog, UpgradeDialog)
    screen.settle()
    QTest.keyClick(dialog.choice.text, Qt.Key.Key_Down)
    screen.settle()
    return screen, dialog


def test_r_mig_27_an_upgrade_shows_the_fee_for_leaving_the_contract_and_sends_it(
    open_screen: OpenScreen,
) -> None:
    screen, dialog = bound_upgrade(open_screen, may_waive=False)
    assert "24 months" in dialog.bond.text()
    assert "25.00" in dialog.bond.text()
    assert not dialog.form.widget.findChildren(QCheckBox)[0].isVisible()
    dialog.verb_button.click()
    screen.settle()
    (sent,) = screen.gateway.sent("transfers.upgrade")
    assert (sent.early_fee_cents, sent.is_fee_waived) == (2_500, False)


def test_r_mig_28_who_may_waives_the_fee_with_a_reason(open_screen: OpenScreen) -> None:
    screen, dialog = bound_upgrade(open_screen, may_waive=True)
    dialog.form.set_values({"is_fee_waived": True, "waive_reason": "Faulty line"})
    dialog.verb_button.click()
    screen.settle()
    (sent,) = screen.gateway.sent("transfers.upgrade")
    assert (sent.is_fee_waived, sent.waive_reason) == (True, "Faulty line")
