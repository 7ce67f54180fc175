"""What leads to a hardware order: the customer's page, the search box, links, cases of the worklist."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agentview.contract.search import FIND, FindRequest, HitField, HitKind
from agentview.contract.worklist import CASES, CasesRequest, CaseType, CaseView
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import HARDWARE_ORDER, NEW_HARDWARE_ORDER, Target, record_target
from agentview.ui.shell.deep_link import Place, read_link
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.customers.page import CustomerPage
from agentview.ui.views.customers.section_hardware import HardwareSection
from agentview.ui.views.worklist.presenter import target_of
from tests import build
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import BACK, CSA, LEAD, Ordering
from tests.ui.fake_desk import desk
from tests.ui.views.provisioning.builders import shell_of

Look = Callable[[], None]


def page_of(
    qtbot: QtBot, backend: Backend, folder: Path, account: int = build.MARLOW, user: str = CSA
) -> tuple[CustomerPage, Look]:
    gateway, runner = backend.gateway(user), HeldRunner()
    me = gateway.sign_in(user, None)
    page = CustomerPage(
        desk(gateway, runner, CodeTexts(backend.clock), folder, me), account, ServerTime(backend.clock)
    )
    qtbot.addWidget(page)
    page.resize(1138, 660)
    with qtbot.waitExposed(page):
        page.show()

    def settle() -> None:
        for _ in range(4):
            runner.run_all()
            QCoreApplication.processEvents()

    page.show_page()
    settle()
    return page, settle


def section_of(page: CustomerPage) -> HardwareSection:
    section = page.section("hardware")
    assert isinstance(section, HardwareSection)
    return section


def test_the_customers_page_lists_all_orders_and_opens_one(
    qtbot: QtBot, sqlite_backend: Backend, ordering: Ordering, tmp_path: Path
) -> None:
    """Newest first, ended ones too; the head counts the open ones and leads here."""
    done = ordering.ship(ordering.sent())
    new = ordering.start()
    page, settle = page_of(qtbot, sqlite_backend, tmp_path)
    detail = page.presenter.detail
    assert detail is not None
    assert detail.counts.open_hardware == 1
    page.header.link_pressed.emit("hardware")
    settle()
    section = section_of(page)
    model = section.list.model
    shown = [row.reference for row in map(model.row, model.known_positions()) if row is not None]
    assert shown == [new.reference, done.reference]
    section.list.table.setFocus()
    QTest.keyClick(section.list.table, Qt.Key.Key_Return)
    [target] = shell_of(page._desk).targets
    assert target == Target(HARDWARE_ORDER, new.order_id, new.reference)
    page.close_down()


def test_a_new_order_begins_on_the_customers_page_by_button_and_key(
    qtbot: QtBot, sqlite_backend: Backend, tmp_path: Path
) -> None:
    page, settle = page_of(qtbot, sqlite_backend, tmp_path)
    page.choose("hardware")
    settle()
    section_of(page).new.click()
    [target] = shell_of(page._desk).targets
    assert (target.kind, target.record_id) == (NEW_HARDWARE_ORDER, build.MARLOW)
    names = [action.text() for action in page.actions_of_page.all()]
    assert "New hardware order" in names
    page.close_down()


def test_an_account_that_is_not_active_says_why_nothing_is_ordered(
    qtbot: QtBot, sqlite_backend: Backend, tmp_path: Path
) -> None:
    """SM-3: the reason is the one of the lifecycle of hardware orders."""
    with sqlite_backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(Account, build.MARLOW).status = 3
    page, settle = page_of(qtbot, sqlite_backend, tmp_path)
    page.choose("hardware")
    settle()
    button = section_of(page).new
    assert not button.isEnabled()
    assert "not Active" in button.accessibleDescription()
    page.close_down()


@pytest.mark.parametrize("user", [CSA, BACK])
def test_the_search_box_finds_an_order_by_its_number(
    sqlite_backend: Backend, ordering: Ordering, user: str
) -> None:
    order = ordering.start()
    [hit] = sqlite_backend.gateway(user).call(FIND, FindRequest(text=order.reference.lower())).hits
    assert (hit.kind, hit.record_id, hit.title) == (
        HitKind.HARDWARE_ORDER,
        order.order_id,
        order.reference,
    )
    assert (hit.detail, hit.status, hit.matched) == ("Marlow Dental Group", "NEW", HitField.REFERENCE)


def test_an_order_of_another_operator_is_not_found(sqlite_backend: Backend, ordering: Ordering) -> None:
    """R-GEN-10, D-31."""
    order = ordering.start()
    for user in ("alpine_csa", "meridian_prov"):
        assert sqlite_backend.gateway(user).call(FIND, FindRequest(text=order.reference)).hits == ()


def test_links_and_the_trail_lead_to_an_order() -> None:
    found = read_link("agentview:hardware/HO-12")
    assert found == Place(Target(HARDWARE_ORDER, 12, "HO-12"))
    assert not isinstance(read_link("agentview:order/HO-12"), Place)
    assert record_target("hardware_order", 12, "HO-12") == Target(HARDWARE_ORDER, 12, "HO-12")


def test_cases_of_fraud_and_dispatch_open_their_order(sqlite_backend: Backend, ordering: Ordering) -> None:
    """S-34: FRAU and DISP."""
    failed = ordering.fail(ordering.sent())
    ordering.switch_fraud_check()
    held = ordering.generated()
    ordering.fraud_fails(held)
    request = CasesRequest.model_validate({"filter": {"view": CaseView.OPEN.value}})
    rows = sqlite_backend.gateway(LEAD).call(CASES, request).rows
    targets = {row.type: target_of(row) for row in rows}
    for kind, order in ((CaseType.FRAUD_FAILED, held), (CaseType.DISPATCH_ERROR, failed)):
        target = targets[kind]
        assert target is not None
        assert (target.kind, target.record_id) == (HARDWARE_ORDER, order.order_id)
