"""The section of charges: what waits for the next invoice, where each comes from, and a file of all."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt

from agentview.contract.charges import Charges, ChargesExportPage
from agentview.core.errors import Refusal, Unavailable
from agentview.ui.lists.export_dialog import ExportDialog
from agentview.ui.views.customers.section_charges import ChargesSection
from agentview.ui.views.customers.sections import SECTIONS
from tests.ui.views.customers.builders import answers, charge, charges_of, customer
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway, shell_of


def section_of(screen: Screen) -> ChargesSection:
    """Show the section and return it."""
    screen.section("charges")
    found = screen.page.section("charges")
    assert isinstance(found, ChargesSection)
    return found


def texts(section: ChargesSection, row: int) -> list[str]:
    """What a row says."""
    model = section.list.model
    return [str(model.index(row, at).data() or "") for at in range(model.columnCount())]


CREDIT = charge(2, amount_cents=-1663, description="MG-44: credit for unused days")
FEE = charge(3, amount_cents=5000, order_id=None, reference="", description="=Leaving early", tax_code="")
BILLED = charge(4, status="BILLED", is_pending=False)


def test_s_10_charges_name_their_order_and_add_up(open_screen: OpenScreen) -> None:
    gateway = FakeGateway(answers(None, charges=charges_of(charge(1), CREDIT, FEE, BILLED)))
    section = section_of(open_screen(gateway=gateway))
    assert section.sum.text() == ("On the next invoice: 48.37\u00a0AUD excluding tax, charges and credits: 3")
    first, credit, fee, billed = (texts(section, row) for row in range(4))
    assert {"MG-44: upgrade charge", "Mobile 40", "15.00", "GST", "MG-44", "Pending"} <= set(first)
    assert "\u221216.63" in credit
    assert "MG-44" not in fee
    assert "Billed" in billed


def test_enter_opens_the_migration_and_without_one_the_package(open_screen: OpenScreen) -> None:
    screen = open_screen(gateway=FakeGateway(answers(None, charges=charges_of(charge(1), FEE))))
    section = section_of(screen)
    section.list.table.select_id(1)
    screen.key(Qt.Key.Key_Return)
    section.list.table.select_id(3)
    screen.key(Qt.Key.Key_Return)
    section.list.table.select_id(1)
    screen.key(Qt.Key.Key_P)
    opened = [(target.kind, target.record_id) for target in shell_of(screen.desk).targets]
    assert opened == [("migration", 44), ("package", 1), ("package", 1)]


def test_nothing_yet_says_what_will_stand_here(open_screen: OpenScreen) -> None:
    section = section_of(open_screen(gateway=FakeGateway(answers(None, charges=charges_of()))))
    assert section.list.panel._overlay.accessibleName().startswith("No charges yet")
    assert section.sum.text() == "Nothing waits for the next invoice."
    assert not section.export.isEnabled()


def test_what_could_not_be_read_is_no_empty_list(open_screen: OpenScreen) -> None:
    def fail(_request: object) -> Charges:
        raise Unavailable(Refusal("E-UNAVAILABLE"))

    section = section_of(open_screen(gateway=FakeGateway(answers(None, charges=fail))))
    assert section.list.panel._overlay.accessibleName().startswith("This could not be read")
    assert section.sum.text() == ""


def test_the_pill_counts_what_is_pending() -> None:
    counts = customer().counts.model_copy(update={"pending_charges": 3})
    [spec] = [one for one in SECTIONS if one.key == "charges"]
    assert spec.count(customer(counts=counts)) == 3
    assert spec.count(customer()) is None


def test_the_file_holds_all_charges_as_numbers_and_no_formula(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    rows = (charge(1), CREDIT, FEE)
    page = ChargesExportPage(rows=rows, last=None, total=3)
    gateway = FakeGateway(answers(None, charges=charges_of(*rows), charges_export=lambda _request: page))
    screen = open_screen(gateway=gateway)
    section_of(screen).take_focus()
    screen.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    [dialog] = screen.view.root.window().findChildren(ExportDialog)
    path = tmp_path / "charges.csv"
    dialog.form.set_values({"format": "csv", "path": str(path)})
    dialog.verb_button.click()
    screen.settle()
    head, *lines = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    assert head[1:] == ["Charge or credit", "Package", "Amount ex tax", "Currency", "Tax", "Order", "Status"]
    credit = ["MG-44: credit for unused days", "PS-1 Mobile 40", "-16.63", "AUD", "GST", "MG-44", "Pending"]
    assert lines[1][1:] == credit
    assert lines[2][1] == "'=Leaving early"
