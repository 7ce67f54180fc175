"""Contract types, pools, plans and the import, as an administrator handles them (S-15)."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from agentview.contract import contract_pools, contract_types
from agentview.contract.contract_pools import BlockSetting
from agentview.contract.op import Nothing
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.lists.pane import ListPane
from agentview.ui.views.administration.plans_pane import PlansPane
from agentview.ui.views.administration.pool_import_dialog import PoolImportDialog
from agentview.ui.views.administration.pools_pane import PoolsPane
from agentview.ui.views.administration.types_pane import TypesPane
from tests.services.contract_catalogue.cataloguing import (
    PLAN,
    add_pool,
    add_type,
    bind,
    edit_request,
    put,
    set_default,
)
from tests.services.provisioning.working import Working
from tests.ui.views.administration.office import Office, OpenOffice

ADMIN = "harbour_admin"


def texts(office: Office) -> str:
    labels = office.view.root.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def types_of(office: Office) -> TypesPane:
    assert office.view.types is not None
    office.view.show_pane(office.view.types)
    return office.view.types


def pools_of(office: Office) -> PoolsPane:
    assert office.view.pools is not None
    office.view.show_pane(office.view.pools)
    return office.view.pools


def plans_of(office: Office) -> PlansPane:
    assert office.view.plans is not None
    office.view.show_pane(office.view.plans)
    return office.view.plans


def choose(office: Office, pane: TypesPane | PoolsPane | PlansPane, record_id: int) -> None:
    rows: ListPane[Any, Any] = pane.list
    office.wait(lambda: rows.model.rowCount() > 0 and rows.model.row(0) is not None)
    assert rows.select(record_id)
    office.wait(lambda: pane.presenter.subject == record_id and pane.presenter.detail is not None)


def form(office: Office) -> RecordDialog:
    found = office.dialog(RecordDialog)
    assert isinstance(found, RecordDialog)
    return found


def test_s_15_a_contract_type_is_added_from_the_empty_list_with_every_reason_beside_its_field(
    open_office: OpenOffice,
) -> None:
    office = open_office(ADMIN)
    pane = types_of(office)
    office.wait(lambda: "No contract types yet" in texts(office))
    panel = office.view.root.findChildren(ListPanel)
    assert panel
    pane.run("create_type")
    dialog = form(office)
    dialog.form.set_values(
        {
            "internal_name": "24 months",
            "external_name": "Two years",
            "tax_code": "GST",
            "length": Decimal(24),
            "break_out_percent": Decimal(5),
        }
    )
    dialog.verb_button.click()
    office.wait(lambda: not dialog.verb_button.is_busy)
    shown = texts(office)
    assert "cannot be computed without this" in shown
    assert "is not computed from this" in shown
    dialog.form.set_values({"break_out_amount_cents": Decimal("12.345"), "break_out_percent": None})
    dialog.verb_button.click()
    office.wait(lambda: not dialog.verb_button.is_busy)
    assert dialog.isVisible(), "no fraction of a cent"
    dialog.form.set_values({"break_out_amount_cents": Decimal("50.5")})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: pane.presenter.detail is not None)
    assert pane.presenter.detail is not None
    assert pane.presenter.detail.terms.break_out_amount_cents == 5050
    assert office.toasts.said == ["Added 24 months"]
    office.wait(lambda: "50.50" in texts(office))
    assert nameless(office.view.root) == []


def test_a_type_that_binds_customers_says_so_and_keeps_its_terms(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    row = add_type(Working(office.backend))
    bind(office.backend, row)
    pane = types_of(office)
    choose(office, pane, row.terms.contract_type_id)
    pane.run("edit_type")
    dialog = form(office)
    assert "1 contracts in force read their terms" in texts(office)
    dialog.form.set_values({"length": Decimal(12), "external_name": "Changed"})
    dialog.verb_button.click()
    office.wait(lambda: "binds customers by 1 contracts in force" in texts(office))
    dialog.form.set_values({"length": Decimal(24)})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: "Changed" in pane.side.line.text())


def test_r_prv_41_two_administrators_who_edit_one_type_see_both_sides(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    working = Working(office.backend)
    row = add_type(working)
    pane = types_of(office)
    choose(office, pane, row.terms.contract_type_id)
    pane.run("edit_type")
    dialog = form(office)
    dialog.form.set_values({"break_out_amount_cents": Decimal(60)})
    working.call(ADMIN, contract_types.EDIT_TYPE, **edit_request(row, break_out_amount_cents=7000))
    dialog.verb_button.click()
    office.wait(lambda: bool(dialog.findChildren(ConflictView)))
    (conflict,) = dialog.findChildren(ConflictView)
    conflict.pick("break_out_amount_cents", yours=True)
    conflict._on_go_on()
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: "60.00" in texts(office))


def test_a_type_is_withdrawn_unless_plans_on_sale_have_it(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    working = Working(office.backend)
    row = add_type(working)
    set_default(working, "MOB-80", row)
    pane = types_of(office)
    choose(office, pane, row.terms.contract_type_id)
    button = pane.side.buttons["withdraw_type"]
    office.wait(lambda: "default contract type of 1 plans" in button.toolTip())
    assert not button.isEnabled()
    set_default(working, "MOB-80", None)
    office.wait(button.isEnabled)
    pane.run("withdraw_type")
    ask = office.dialog(AskDialog)
    assert isinstance(ask, AskDialog)
    ask.verb_button.click()
    office.no_dialog()
    office.wait(lambda: "withdrawn already" in pane.side.buttons["withdraw_type"].toolTip())
    assert office.toasts.said == ["Withdrew 24 months"]


def test_a_pool_is_added_renamed_and_its_plans_are_changed_and_taken_out(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    working = Working(office.backend)
    row = add_type(working)
    pane = pools_of(office)
    pane.run("create_pool")
    dialog = form(office)
    dialog.form.set_values({"name": "Mobile", "contract_type_id": str(row.terms.contract_type_id)})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: pane.presenter.detail is not None)
    pool = pane.presenter.detail
    assert pool is not None
    put(working, pool, "MOB-40", 10)
    office.wait(lambda: pane.model.rowCount() == 1)
    assert pane.plans.select_id(PLAN["MOB-40"])
    office.wait(pane.side.buttons["change_plan"].isEnabled)
    pane.run("change_plan")
    dialog = form(office)
    dialog.form.set_values({"weight": Decimal(15), "upgrade_charge_cents": Decimal("9.90")})
    dialog.verb_button.click()
    office.no_dialog()

    def changed() -> bool:
        detail = pane.presenter.detail
        return detail is not None and [(one.weight, one.upgrade_charge_cents) for one in detail.plans] == [
            (15, 990)
        ]

    office.wait(changed)
    pane.run("rename_pool")
    dialog = form(office)
    dialog.form.set_values({"name": "Phones"})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: pane.side.title.text() == "Phones")
    pane.run("take_out_plan")
    ask = office.dialog(AskDialog)
    assert isinstance(ask, AskDialog)
    ask.verb_button.click()
    office.no_dialog()
    office.wait(lambda: "No plans in this pool" in texts(office))


def test_r_mig_12_both_fixes_are_made_from_the_list_of_plans(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    working = Working(office.backend)
    row = add_type(working)
    pool = add_pool(working, row)
    pools = pools_of(office)
    choose(office, pools, pool.row.pool_id)
    pools.run("add_plans")
    assert office.view.stack.currentWidget() is office.view.plans
    pane = plans_of(office)
    choose(office, pane, PLAN["MOB-80"])
    pane.run("put_plan")
    dialog = form(office)
    dialog.form.set_values({"pool_id": str(pool.row.pool_id), "weight": Decimal(20)})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: pane.presenter.detail is not None and pane.presenter.detail.pools == ("Mobile",))
    pane.run("set_contract_type")
    dialog = form(office)
    dialog.form.set_values({"contract_type_id": str(row.terms.contract_type_id)})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(
        lambda: pane.presenter.detail is not None and pane.presenter.detail.contract_type == "24 months"
    )


def test_d_03_the_setting_is_told_and_chosen(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = pools_of(office)
    office.wait(lambda: "Only where no plan of its pool" in pane.told.text())
    pane.run("set_setting")
    dialog = form(office)
    assert "breaks out first" in texts(office)
    dialog.form.set_values({"contract_blocks_migration": "STRICT"})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: "Always" in pane.told.text())
    now = office.backend.gateway(ADMIN).call(contract_pools.SETTING, Nothing())
    assert now.contract_blocks_migration is BlockSetting.STRICT


def test_a_file_is_tried_out_line_by_line_before_anything_is_written(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = open_office(ADMIN)
    working = Working(office.backend)
    pool = add_pool(working, add_type(working))
    pane = pools_of(office)
    choose(office, pane, pool.row.pool_id)
    file = tmp_path / "pools.csv"
    file.write_text(
        "pool,plan_code,weight,upgrade_charge\nMobile,MOB-40,10,\nMobile,NONE,x,1\n", encoding="utf-8"
    )
    pane.run("import_plans")
    dialog = office.dialog(PoolImportDialog)
    assert isinstance(dialog, PoolImportDialog)
    assert not dialog.verb_button.isEnabled()
    dialog.try_file(str(file))
    office.wait(lambda: dialog.model.rowCount() == 2)
    assert "1 new, 0 changed, 0 as they are, 1 refused" in dialog.told.text()
    assert not dialog.verb_button.isEnabled()
    assert "1" in dialog.verb_button.toolTip()
    file.write_text("pool,plan_code,weight\nMobile,MOB-40,10\nMobile,MOB-80,20\n", encoding="utf-8")
    dialog.try_file(str(file))
    office.wait(dialog.verb_button.isEnabled)
    assert nameless(dialog) == []
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: pane.model.rowCount() == 2)
    assert office.toasts.said == ["Imported: 2 new, 0 changed, 0 as they were"]


def test_a_file_that_cannot_be_read_says_why(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office(ADMIN)
    pane = pools_of(office)
    file = tmp_path / "pools.csv"
    file.write_text("name,weight\na,1\n", encoding="utf-8")
    pane.run("import_plans")
    dialog = office.dialog(PoolImportDialog)
    assert isinstance(dialog, PoolImportDialog)
    dialog.try_file(str(file))
    office.wait(lambda: "A column is missing from the first row: pool, plan_code." in texts(office))
    assert not dialog.verb_button.isEnabled()
    dialog.reject()
    office.no_dialog()


def test_the_tabs_are_walked_and_commands_are_given_by_keys(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    row = add_type(Working(office.backend))
    office.view.root.activateWindow()
    switches = office.view.action_groups()["Administration"]
    switches[1].trigger()
    assert office.view.stack.currentWidget() is office.view.agents
    switches[1].trigger()
    assert office.view.stack.currentWidget() is office.view.types
    pane = types_of(office)
    choose(office, pane, row.terms.contract_type_id)
    pane.list.table.setFocus()
    QTest.keyClick(pane.list.table, Qt.Key.Key_E)
    form(office).reject()
    office.no_dialog()
    switches[0].trigger()
    switches[0].trigger()
    assert office.view.stack.currentWidget() is office.view.people
