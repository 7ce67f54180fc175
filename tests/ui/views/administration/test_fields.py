"""The forms of wireless orders, as an administrator configures them (R-WL-15)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from agentview.contract import wireless_forms as contract
from agentview.contract.wireless import FieldType, OrderType, Requirement
from agentview.contract.wireless_forms import ConfiguredField, FieldId, FieldSource, TriedField
from agentview.core.clock import ManualClock
from agentview.core.errors import Refusal, Unavailable
from agentview.core.power import Power, Role
from agentview.gateway.port import Gateway
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.lists.reading import ExportAsk
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.administration import AREA
from agentview.ui.views.administration.field_dialogs import FieldDialog, TryDialog
from agentview.ui.views.administration.field_facts import difference_facts, field_facts
from agentview.ui.views.administration.field_form import fields_typed, values_of
from agentview.ui.views.administration.field_list import (
    FIELD_SPEC,
    FieldRow,
    FormFilter,
    meant_rows,
    picked,
    row_of,
)
from agentview.ui.views.administration.field_trial import Tried, TryPresenter
from agentview.ui.views.administration.fields_pane import EDIT, RESET, FieldsPane
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.ui.fake_desk import desk, person
from tests.ui.views.administration.office import Office, OpenOffice
from tests.wireless_world import NORTHERN, SOUTHERN, furnish

ADMIN = "harbour_admin"
ZONE = ZoneInfo("Australia/Sydney")
PORT = OrderType.PORT_CARRIER
F = FieldId


@pytest.fixture
def office(sqlite_backend: Backend, open_office: OpenOffice) -> Office:
    """Return the administrator of a provider with carriers."""
    furnish(sqlite_backend)
    return open_office(ADMIN)


def shown(office: Office, field_id: FieldId, vendor_id: int | None = None) -> FieldsPane:
    """Show the form of moving a line to another carrier, with a field chosen and read."""
    pane = office.view.fields
    assert pane is not None
    office.view.show_pane(pane)
    pane.list.presenter.show_only(type=PORT, vendor_id=vendor_id)
    number = read_field(office, field_id, vendor_id).number
    office.wait(lambda: pane.list.model.position(number) is not None)
    assert pane.list.select(number)
    office.wait(lambda: pane.presenter.subject == number and pane.presenter.detail is not None)
    return pane


def read_field(office: Office, field_id: FieldId, vendor_id: int | None = None) -> FieldRow:
    """Read a field as the services have it."""
    at = contract.FieldConfigRequest(type=PORT, vendor_id=vendor_id)
    return picked(Working(office.backend).on(ADMIN).call(contract.FORM_CONFIG, at), field_id)


def opened(office: Office, pane: FieldsPane, command: str, kind: Any) -> Any:  # noqa: ANN401 - a dialog
    """Open a dialog by its command."""
    pane.run(command)
    dialog = office.dialog(kind)
    assert nameless(dialog) == []
    return dialog


def says(office: Office, part: str) -> bool:
    return any(part in one.text() for one in office.view.root.findChildren(QLabel) if one.isVisible())


def test_forms_are_for_who_may_edit_policies() -> None:
    assert AREA.is_for(person(Role.ADMIN))
    assert not AREA.is_for(person(Role.BACKOFFICE))
    assert FIELD_SPEC.power is Power.EDIT_POLICY


def test_r_wl_15_a_field_is_set_for_one_carrier_and_reset(office: Office) -> None:
    """It says what is not as shipped and who set it; reset, everything is as shipped again."""
    pane = shown(office, F.TAX_ID, SOUTHERN)
    assert says(office, "Everything is as shipped.")
    assert pane._cause(RESET) is not None, "nothing is set here"
    dialog = opened(office, pane, EDIT, FieldDialog)
    dialog.form.set_values({"label": "ABN", "requirement": "OPTIONAL", "max_length": "14", "place": "5"})
    dialog.verb_button.click()
    office.no_dialog()
    set_here = read_field(office, F.TAX_ID, SOUTHERN).field
    assert (set_here.source, set_here.fields.label, set_here.place) == (FieldSource.HERE, "ABN", 5)
    assert read_field(office, F.TAX_ID).field.source is FieldSource.SHIPPED
    office.wait(lambda: says(office, "Optional, shipped as Required"))
    assert says(office, "Set for this carrier")
    assert says(office, "Harbour Admin")
    assert office.toasts.said[-1] == "Saved ABN"
    office.wait(lambda: pane._cause(RESET) is None)
    opened(office, pane, RESET, AskDialog).verb_button.click()
    office.no_dialog()
    office.wait(lambda: says(office, "Everything is as shipped."))
    assert office.toasts.said[-1] == "Reset Tax number"
    assert read_field(office, F.TAX_ID, SOUTHERN).field.source is FieldSource.SHIPPED
    assert nameless(office.view.root) == []


def test_r_wl_15_what_makes_no_sense_is_refused_at_its_field(office: Office) -> None:
    pane = shown(office, F.PIN)
    dialog = opened(office, pane, EDIT, FieldDialog)
    dialog.form.set_values({"pattern": "(", "min_length": "50", "label": "Port PIN"})
    dialog.verb_button.click()
    office.wait(lambda: dialog.form.input("pattern").property("invalid") is True)
    assert dialog.form.input("min_length").property("invalid") is True
    assert dialog.form.values()["label"] == "Port PIN", "what was typed stays"
    assert read_field(office, F.PIN).field.source is FieldSource.SHIPPED
    dialog.reject()
    office.no_dialog()


def test_r_wl_15_what_somebody_else_set_meanwhile_is_brought_together(office: Office) -> None:
    """Both sides are shown; what only one changed is kept, and what was typed is not lost."""
    pane = shown(office, F.TAX_ID)
    dialog = opened(office, pane, EDIT, FieldDialog)
    seen = read_field(office, F.TAX_ID).field
    theirs = {**seen.fields.model_dump(), "max_length": 14}
    Working(office.backend).call(
        ADMIN, contract.SAVE_FIELD, type=PORT, field_id=F.TAX_ID, version=0, fields=theirs
    )
    dialog.form.set_values({"label": "ABN"})
    dialog.verb_button.click()
    office.wait(lambda: dialog.form.values()["max_length"] == "14")
    assert dialog.form.values()["label"] == "ABN"
    dialog.verb_button.click()
    office.no_dialog()
    fields = read_field(office, F.TAX_ID).field.fields
    assert (fields.label, fields.max_length) == ("ABN", 14)


def test_r_wl_15_a_text_is_tried_before_it_is_saved(office: Office) -> None:
    """The field stands as it would be asked for; what is typed in the editor holds, nothing is saved."""
    pane = shown(office, F.PIN)
    dialog = opened(office, pane, EDIT, FieldDialog)
    dialog.form.set_values({"pattern": "[0-9]{4}", "label": "Port PIN"})
    dialog.activateWindow()
    office.wait(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    trial = cast("TryDialog", office.dialog(TryDialog))
    assert nameless(trial) == []
    assert trial.windowTitle() == "Try Port PIN"
    [field] = trial.fields.findChildren(QLineEdit)
    QTest.keyClicks(field, "12a4")
    office.wait(lambda: says(office, "Port PIN is not in the form"))
    field.selectAll()
    QTest.keyClicks(field, "1234")
    office.wait(lambda: says(office, "34") and says(office, "It fits"))
    assert not says(office, "1234")
    QTest.keyClick(trial, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "the editor is still there, with what was typed"
    assert dialog.form.values()["pattern"] == "[0-9]{4}"
    assert read_field(office, F.PIN).field.source is FieldSource.SHIPPED
    dialog.reject()
    office.no_dialog()


def test_the_form_is_chosen_above_the_list(office: Office) -> None:
    """Order type and carrier stand open; the carrier may be none, the type may not."""
    pane = shown(office, F.PIN)
    bar = pane.list.filter
    assert bar.isVisible()
    office.wait(lambda: bar.ones["vendor_id"].findData(str(NORTHERN)) > 0)
    assert bar.ones["vendor_id"].itemText(0) == "All carriers"
    assert bar.ones["type"].findData(None) == -1
    assert bar.ones["type"].value() == PORT.value
    bar.ones["type"].set_value(OrderType.SUSPEND.value)
    bar.ones["type"].edited.emit()
    assert pane.list.presenter.query.filter.type is OrderType.SUSPEND
    assert "type" not in pane.list.presenter.narrowed_by, "what is listed at all is no narrowing"
    office.wait(lambda: getattr(pane.list.model.row(0), "type", None) is OrderType.SUSPEND)


def test_every_action_has_a_key(office: Office) -> None:
    pane = shown(office, F.PIN)
    keys = {one.shortcut().toString() for one in pane.actions_shown()}
    assert {"E", "T", "R", "Ctrl+E", "Ctrl+F", "F5"} <= keys


def test_a_form_is_exported_as_it_is_listed(office: Office) -> None:
    """What is excluded by the filter is not in the file; the services write down that it was taken."""
    gateway = Working(office.backend).on(ADMIN)
    wanted = FormFilter(type=PORT, text="account")
    assert FIELD_SPEC.exports is not None
    part = FIELD_SPEC.exports(gateway, ExportAsk(wanted, "PLACE", False, ("field",), None), "key-1")
    assert [row.field.field_id for row in part.rows] == [F.CARRIER_ACCOUNT_NO]
    assert (part.last, part.total) == (None, 1)


# Without a window


def form(**changes: ConfiguredField) -> contract.ConfiguredForm:
    return contract.ConfiguredForm(type=PORT, vendor_id=None, rows=(field_of(), *changes.values()))


def field_of(field_id: FieldId = F.TAX_ID, place: int = 10, **settings: object) -> ConfiguredField:
    """Return a field that is set to be otherwise than shipped by these settings."""
    shipped = contract.FieldFields(requirement=Requirement.REQUIRED, max_length=40)
    fields = contract.FieldFields.model_validate({**shipped.model_dump(), **settings})
    return ConfiguredField(
        field_id=field_id,
        type=FieldType.TEXT,
        version=1 if settings else 0,
        source=FieldSource.HERE if settings else FieldSource.SHIPPED,
        place=place,
        fields=fields,
        shipped=shipped,
        otherwise=shipped,
        is_fixed=False,
        has_fixed_choices=False,
        changed_at=build.START if settings else None,
        changed_by="Ada" if settings else "",
    )


def test_a_field_is_found_by_its_own_and_its_usual_word() -> None:
    named = form(pin=field_of(F.PIN, 20, label="Porting secret"))
    found = {
        text: [row.field.field_id for row in meant_rows(named, FormFilter(text=text), is_descending=False)]
        for text in ("porting", "pin at", "tax", "")
    }
    assert found == {"porting": [F.PIN], "pin at": [F.PIN], "tax": [F.TAX_ID], "": [F.TAX_ID, F.PIN]}
    changed = meant_rows(named, FormFilter(only_changed=True), is_descending=True)
    assert [row.field.field_id for row in changed] == [F.PIN]


def test_each_field_of_each_form_has_a_number_of_its_own() -> None:
    fields = tuple(map(field_of, FieldId))
    numbers = [
        FieldRow(kind, vendor_id, one).number
        for kind in OrderType
        for vendor_id in (None, 1, 77)
        for one in fields
    ]
    assert len(set(numbers)) == len(numbers)

    class Asked:
        def call(self, _op: object, request: contract.FieldConfigRequest) -> contract.ConfiguredForm:
            return contract.ConfiguredForm(type=request.type, vendor_id=request.vendor_id, rows=fields)

    gateway = cast("Gateway", Asked())
    assert [row_of(gateway, number).number for number in numbers] == numbers


def test_what_is_typed_comes_back_as_settings() -> None:
    """An empty place is that of the definition; what the form does not ask for stays."""
    row = FieldRow(PORT, None, field_of(label="ABN", place=5, help="As printed"))
    assert fields_typed(row, values_of(row)) == row.field.fields
    typed = fields_typed(row, {**values_of(row), "place": "", "min_length": " 3 "})
    assert (typed.place, typed.min_length, typed.help) == (0, 3, "As printed")


def test_a_field_tells_how_it_differs() -> None:
    one = field_of(label="ABN", is_encrypted=True)
    assert [(fact.label, fact.value) for fact in difference_facts(one)] == [
        ("Label", "ABN, shipped as \u2014"),
        ("Encrypted", "yes, shipped as no"),
    ]
    facts = {fact.label: fact.value for fact in field_facts(one, ZONE, is_for_all=True)}
    assert facts["Comes from"] == "Set for all carriers"
    assert facts["Changed"].endswith(", Ada")
    assert not difference_facts(field_of())
    assert "Changed" not in {fact.label for fact in field_facts(field_of(), ZONE, is_for_all=True)}


class Watching:
    """A view that notes what it is told."""

    def __init__(self) -> None:
        self.tried: list[Tried] = []
        self.failed: list[Exception] = []

    def show_tried(self, tried: Tried) -> None:
        self.tried.append(tried)

    def show_failed(self, error: Exception) -> None:
        self.failed.append(error)


def trying(
    tmp_path: Path, clock: ManualClock, answer: Callable[[Any], TriedField]
) -> tuple[TryPresenter, Watching, HeldRunner]:
    """Return a presenter on services that answer so."""

    class Asked:
        def call(self, _op: object, request: object) -> TriedField:
            return answer(request)

    view, runner = Watching(), HeldRunner()
    on = desk(cast("Gateway", Asked()), runner, CodeTexts(clock), tmp_path)
    row = FieldRow(PORT, None, field_of(F.PIN, requirement="EXCLUDED"))
    return TryPresenter(on, view, row, row.field.fields), view, runner


def test_the_newest_text_wins(tmp_path: Path, clock: ManualClock) -> None:
    presenter, view, runner = trying(tmp_path, clock, lambda asked: TriedField(refusals=(), shown=asked.text))
    assert presenter.is_excluded
    presenter.attempt("1")
    presenter.attempt("12")
    runner.run_all()
    assert [one.text for one in view.tried] == ["12"]
    presenter.attempt("a\x00b")
    runner.run_all()
    assert [one.text for one in view.tried] == ["12"], "what the contract does not take is not sent"
    assert len(view.failed) == 1


def test_a_text_that_could_not_be_tried_says_so(tmp_path: Path, clock: ManualClock) -> None:
    def lost(_asked: object) -> TriedField:
        raise Unavailable(Refusal("E-UNAVAILABLE"))

    presenter, view, runner = trying(tmp_path, clock, lost)
    presenter.attempt("1")
    runner.run_all()
    assert view.tried == []
    assert len(view.failed) == 1
    presenter.attempt("2")
    presenter.close()
    runner.run_all()
    assert len(view.failed) == 1, "a closed dialog hears nothing"
