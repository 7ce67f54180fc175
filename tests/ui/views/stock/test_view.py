"""The stock check as a person handles it, by keys alone, on the real services (S-19)."""

import csv
from contextlib import ExitStack
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from agentview.contract.hardware import StockSource
from agentview.core.power import Role
from agentview.services.stock import asking
from agentview.ui.kit.a11y import nameless
from agentview.ui.views.stock import AREA
from agentview.ui.views.stock.commands import ADD, CHECK, CORRECT, EXPORT, STOP
from agentview.ui.views.stock.correct_dialog import CorrectDialog
from agentview.ui.views.stock.load_dialog import LoadDialog
from tests.build_hardware import CASE, MELBOURNE, PHONE, PLAIN_PHONE, SYDNEY
from tests.fixtures.backend import Backend
from tests.fixtures.warehouse_server import warehouse
from tests.services.stock.stocking import asked_at, disconnect, filed, known, rows
from tests.ui.fake_desk import person
from tests.ui.views.stock.counter import OpenCounter

CSA, BACK = "harbour_csa", "harbour_back"


@pytest.fixture
def stocked(sqlite_backend: Backend) -> Backend:
    """Return the services with stock in two warehouses: one from a file, one simulated."""
    asked_at(sqlite_backend, MELBOURNE, StockSource.SIMULATOR, "PH-X1=2@2026-12-01 CASE-1=0")
    for product, available in ((PHONE, 5), (CASE, 3), (PLAIN_PHONE, 9)):
        filed(sqlite_backend, SYDNEY, product, available)
    return sqlite_backend


def test_s_19_products_are_found_and_checked_by_keys_alone(
    stocked: Backend, open_counter: OpenCounter
) -> None:
    counter = open_counter(CSA)
    counter.find("Fruit")
    counter.find("Leather")
    counter.matrix.table.select_id(f"{PHONE}/")
    counter.matrix.table.setFocus()
    for _ in range(2):
        QTest.keyClick(counter.matrix.table, Qt.Key.Key_Plus)
    counter.check()
    assert counter.shown(counter.matrix) == [
        ["Fruit Phone X1 128 GB", "PH-X1", "3", "Low: 2", "Enough: 5"],
        ["Leather case", "CASE-1", "1", "None", "Enough: 3"],
    ]
    assert len(rows(stocked)) == 4
    QTest.keyClick(counter.matrix.table, Qt.Key.Key_Minus)
    assert counter.shown(counter.matrix)[0][2:] == ["2", "Not checked", "Not checked"]
    QTest.keyClick(counter.matrix.table, Qt.Key.Key_Delete)
    assert [row[0] for row in counter.shown(counter.matrix)] == ["Leather case"]


@pytest.mark.usefixtures("stocked")
def test_the_quantity_is_typed(open_counter: OpenCounter) -> None:
    counter = open_counter(CSA)
    counter.find("Fruit")
    counter.matrix.table.setFocus()
    QTest.keyClick(counter.matrix.table, Qt.Key.Key_Return)
    assert counter.pane.chosen_part.quantity.hasFocus()
    QTest.keyClicks(counter.pane.chosen_part.quantity, "12")
    assert counter.pane.presenter.rows[0].qty == 12
    QTest.keyClicks(counter.pane.chosen_part.quantity, "x")
    assert counter.pane.presenter.rows[0].qty == 12


def test_s_19_a_silent_warehouse_says_so_beside_the_others(
    stocked: Backend, open_counter: OpenCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "DEADLINE_SECONDS", 0.5)
    with ExitStack() as stack:
        silent = stack.enter_context(warehouse())
        silent.is_silent = True
        asked_at(stocked, MELBOURNE, StockSource.HTTP, silent.url)
        counter = open_counter(CSA)
        counter.find("Fruit")
        QTest.keyClick(counter.matrix.table, Qt.Key.Key_F5)
        counter.wait(lambda: counter.shown(counter.matrix)[0][3:] == ["Asking...", "Enough: 5"])
        counter.wait(lambda: counter.shown(counter.matrix)[0][3:] == ["No answer", "Enough: 5"])
        counter.wait(lambda: not counter.pane.presenter.is_checking)
        assert not counter.pane.commands.buttons[STOP].isVisible()
        tip = counter.matrix.model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
        assert "Did not answer: The warehouse did not answer in time." in str(tip)


def test_s_19_who_waits_for_a_silent_warehouse_can_stop_and_go_on(
    stocked: Backend, open_counter: OpenCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "DEADLINE_SECONDS", 5.0)
    with ExitStack() as stack:
        silent = stack.enter_context(warehouse())
        silent.is_silent = True
        asked_at(stocked, MELBOURNE, StockSource.HTTP, silent.url)
        counter = open_counter(CSA)
        counter.find("Fruit")
        QTest.keyClick(counter.matrix.table, Qt.Key.Key_F5)
        counter.wait(lambda: counter.shown(counter.matrix)[0][3:] == ["Asking...", "Enough: 5"])
        assert counter.pane.commands.buttons[STOP].isVisible()
        counter.pane.commands.buttons[STOP].click()
        assert counter.shown(counter.matrix)[0][3:] == ["Not checked", "Enough: 5"]
        assert counter.pane.commands.buttons[CHECK].isEnabled()
        silent.is_over.set()


def test_products_are_pasted_into_the_box(stocked: Backend, open_counter: OpenCounter) -> None:
    assert stocked.url is None
    counter = open_counter(CSA)
    counter.wait(lambda: counter.pane.lists.matrix is not None)
    QGuiApplication.clipboard().setText("PH-X1\t3\nNOTHING\t1\nCASE-1\t2\n")
    QTest.keyClick(counter.pane.picker.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    counter.wait(lambda: len(counter.pane.presenter.rows) == 2)
    assert [row[1:3] for row in counter.shown(counter.matrix)] == [["PH-X1", "3"], ["CASE-1", "2"]]
    assert counter.pane.picker.box.text() == ""
    assert counter.toasts.said == ["2 products pasted"]
    assert counter.toasts.failed == ["Not on sale, or without a quantity: NOTHING"]
    QGuiApplication.clipboard().setText("PH-B2\t1\n")
    counter.pane.run("paste")
    counter.wait(lambda: len(counter.pane.presenter.rows) == 3)


@pytest.mark.usefixtures("stocked")
def test_where_there_is_little_room_the_rows_keep_it(open_counter: OpenCounter) -> None:
    counter = open_counter(CSA)
    counter.find("Fruit")
    counter.pane.presenter.set_quantity(PHONE, 8)
    counter.check()
    assert counter.pane.chosen_part.facts.isVisible()
    counter.view.widget.resize(1140, 380)
    counter.wait(lambda: not counter.pane.chosen_part.facts.isVisible())
    tables = [matrix.table for matrix in (counter.matrix, counter.instead)]
    counter.wait(lambda: all(one.viewport().height() >= one.rowHeight(0) > 0 for one in tables))


@pytest.mark.usefixtures("stocked")
def test_how_old_an_answer_is_is_told_anew_as_time_goes_by(
    open_counter: OpenCounter, sqlite_backend: Backend
) -> None:
    counter = open_counter(CSA)
    counter.find("Fruit")
    counter.check()
    assert counter.pane.told.text().startswith("Checked just now.")
    sqlite_backend.clock.move(timedelta(minutes=3))
    counter.pane._ageing.timeout.emit()
    assert counter.pane.told.text().startswith("Checked 3 min ago.")
    [melbourne, _] = [fact.value for fact in counter.pane.chosen_part.facts._facts]
    assert melbourne.endswith("checked 3 min ago")


@pytest.mark.usefixtures("stocked")
def test_what_can_be_sold_instead_is_taken_with_enter(open_counter: OpenCounter) -> None:
    counter = open_counter(CSA)
    counter.find("Fruit")
    counter.pane.presenter.set_quantity(PHONE, 8)
    counter.check()
    assert counter.instead.isVisible()
    [line] = counter.shown(counter.instead)
    assert line[:3] == ["Basic Phone B2", "PH-B2", "Fruit Phone X1 128 GB"]
    assert line[-2:] == ["Not stocked", "Enough: 9"]
    counter.instead.table.setFocus()
    QTest.keyClick(counter.instead.table, Qt.Key.Key_Return)
    assert [row[0] for row in counter.shown(counter.matrix)] == ["Fruit Phone X1 128 GB", "Basic Phone B2"]
    assert counter.matrix.table.hasFocus()


@pytest.mark.usefixtures("stocked")
def test_what_was_found_is_copied_and_exported(open_counter: OpenCounter, tmp_path: Path) -> None:
    counter = open_counter(CSA)
    counter.find("Leather")
    assert counter.pane.commands.buttons[EXPORT].accessibleDescription() == "Check the stock first"
    counter.check()
    counter.pane.run("copy")
    head = "Product\tSKU\tRequested\tMelbourne\tSydney"
    assert counter.shell.copied == [f"{head}\nLeather case\tCASE-1\t1\tNone\tEnough: 3"]
    counter.pane.export(str(tmp_path / "stock.csv"))
    counter.wait(lambda: bool(counter.toasts.said))
    with (tmp_path / "stock.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0][:7] == [
        "Product", "SKU", "Warehouse", "Available", "Requested", "Result", "Checked at",
    ]  # fmt: skip
    assert lines[1][:6] == ["Leather case", "CASE-1", "Melbourne", "0", "1", "None"]
    assert lines[2][6] == "2026-11-16 20:00", "in the zone of the provider"


@pytest.mark.usefixtures("stocked")
def test_without_an_order_nothing_is_added_and_the_reason_is_told(open_counter: OpenCounter) -> None:
    counter = open_counter(CSA)
    counter.find("Leather")
    button = counter.pane.commands.buttons[ADD]
    assert not button.isEnabled()
    assert "from an order" in button.accessibleDescription()


def test_a_stock_file_is_tried_out_and_loaded(
    stocked: Backend, open_counter: OpenCounter, tmp_path: Path
) -> None:
    counter = open_counter(BACK)
    counter.find("Fruit")
    counter.pane.run("load")
    dialog = counter.dialog(LoadDialog)
    assert isinstance(dialog, LoadDialog)
    path = tmp_path / "stock.csv"
    path.write_text("sku,available\nPH-X1,many\nCASE-1,1\n", encoding="utf-8")
    dialog.try_file(str(path))
    counter.wait(lambda: len(dialog.source.rows) == 2)
    assert not dialog.verb_button.isEnabled()
    path.write_text("sku,available\nPH-X1,8\nCASE-1,1\n", encoding="utf-8")
    dialog.try_file(str(path))
    counter.wait(dialog.verb_button.isEnabled)
    dialog.verb_button.click()
    counter.wait(lambda: bool(counter.toasts.said))
    assert counter.toasts.said == ["Loaded: 0 new, 2 changed, 0 as they were, 0 passed over"]
    assert known(stocked)[SYDNEY, PHONE][0] == 8
    counter.wait(lambda: counter.shown(counter.matrix)[0][-1] == "Enough: 8")


def test_a_level_is_corrected_with_a_reason(stocked: Backend, open_counter: OpenCounter) -> None:
    counter = open_counter(BACK)
    counter.find("Fruit")
    assert not counter.pane.commands.buttons[CORRECT].isEnabled(), "what was not looked at is not corrected"
    counter.check()
    counter.pane.run("correct")
    dialog = counter.dialog(CorrectDialog)
    assert isinstance(dialog, CorrectDialog)
    form = dialog._form
    assert form is not None
    assert form.values()["available"] == 5
    form.set_values({"available": Decimal(4), "reason": "One is broken"})
    dialog.verb_button.click()
    counter.wait(lambda: known(stocked)[SYDNEY, PHONE][0] == 4)
    counter.wait(lambda: counter.shown(counter.matrix)[0][-1] == "Enough: 4")


@pytest.mark.usefixtures("stocked")
def test_who_may_not_correct_is_not_offered_it(open_counter: OpenCounter) -> None:
    counter = open_counter(CSA)
    assert not counter.pane.commands.buttons[CORRECT].isVisible()
    assert CORRECT not in counter.pane.commands.actions


def test_r_hw_03_without_a_warehouse_the_screen_says_so(
    sqlite_backend: Backend, open_counter: OpenCounter
) -> None:
    disconnect(sqlite_backend, SYDNEY, MELBOURNE)
    counter = open_counter(CSA)
    counter.wait(lambda: "No warehouse can be asked" in counter.pane.lists.overlay.accessibleName())
    assert not counter.pane.commands.buttons[CHECK].isEnabled()


@pytest.mark.usefixtures("stocked")
def test_a_word_that_no_product_has_says_so(open_counter: OpenCounter) -> None:
    counter = open_counter(CSA)
    picker = counter.pane.picker
    counter.wait(lambda: bool(picker.source.rows))
    QTest.keyClicks(picker.box, "zzz")
    counter.wait(lambda: not picker.source.rows)
    assert picker.below.isVisible()
    QTest.keyClick(picker.box, Qt.Key.Key_Escape)
    assert not picker.below.isVisible()


@pytest.mark.usefixtures("stocked")
def test_everything_has_a_name(open_counter: OpenCounter) -> None:
    counter = open_counter(BACK)
    counter.find("Fruit")
    assert nameless(counter.pane) == []


def test_d_19_for_whom_the_area_is() -> None:
    assert [role for role in Role if AREA.is_for(person(role))] == [
        Role.CSA,
        Role.SUPERVISOR,
        Role.BACKOFFICE,
    ]
