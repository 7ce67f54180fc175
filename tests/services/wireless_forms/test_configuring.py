"""How administrators configure the fields of wireless orders, on each backend (T13, R-WL-15)."""

import pytest
from sqlalchemy import select

from agentview.contract import wireless_forms as contract
from agentview.contract import wireless_orders
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_forms import ConfiguredField, ConfiguredForm, FieldId, FieldSource
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.models.trail import AuditEntry
from tests.fixtures.backend import Backend
from tests.services.wireless_orders.requesting import (
    ADMIN,
    BACK,
    CSA,
    MANAGER,
    Requesting,
    codes,
)
from tests.services.wireless_orders.requesting import requesting as furnished
from tests.services.wireless_orders.samples import PORT_DATA
from tests.wireless_world import NORTHERN, SOUTHERN

T, F = OrderType, FieldId


class Configuring(Requesting):
    """Configures the forms as administrator of the operator."""

    def form(self, kind: OrderType = T.PORT_CARRIER, vendor_id: int | None = None) -> ConfiguredForm:
        return self.call(ADMIN, contract.FORM_CONFIG, type=kind, vendor_id=vendor_id)

    def field(
        self, field_id: FieldId, kind: OrderType = T.PORT_CARRIER, vendor_id: int | None = None
    ) -> ConfiguredField:
        return one_of(self.form(kind, vendor_id), field_id)

    def set_field(
        self,
        field_id: FieldId,
        kind: OrderType = T.PORT_CARRIER,
        vendor_id: int | None = None,
        **settings: object,
    ) -> ConfiguredField:
        """Set a field, with what stands for the rest."""
        return one_of(
            self.call(ADMIN, contract.SAVE_FIELD, **self.saving(field_id, kind, vendor_id, **settings)),
            field_id,
        )

    def saving(
        self,
        field_id: FieldId,
        kind: OrderType = T.PORT_CARRIER,
        vendor_id: int | None = None,
        **settings: object,
    ) -> dict[str, object]:
        """Return the request that sets a field as it is seen now."""
        seen = self.field(field_id, kind, vendor_id)
        fields = {**seen.fields.model_dump(), **settings}
        return {
            "type": kind,
            "vendor_id": vendor_id,
            "field_id": field_id,
            "version": seen.version,
            "fields": fields,
        }

    def reset(self, seen: ConfiguredField, vendor_id: int | None = None) -> ConfiguredField:
        """Take back what was set of a field."""
        request = {
            "type": T.PORT_CARRIER,
            "vendor_id": vendor_id,
            "field_id": seen.field_id,
            "version": seen.version,
        }
        return one_of(self.call(ADMIN, contract.RESET_FIELD, **request), seen.field_id)


def one_of(form: ConfiguredForm, field_id: FieldId) -> ConfiguredField:
    return next(one for one in form.rows if one.field_id is field_id)


@pytest.fixture
def configuring(backend: Backend) -> Configuring:
    """Return the administrator on each backend."""
    furnished(backend)
    return Configuring(backend)


def test_r_wl_15_a_field_says_where_its_settings_come_from(configuring: Configuring) -> None:
    """The carrier's own setting goes before that for all, and that before the definition."""
    shipped = configuring.field(F.TAX_ID)
    assert (shipped.source, shipped.version, shipped.changed_by) == (FieldSource.SHIPPED, 0, "")
    assert shipped.fields == shipped.shipped == shipped.otherwise
    for_all = configuring.set_field(F.TAX_ID, label="ABN", max_length=14)
    assert (for_all.source, for_all.version, for_all.changed_by) == (FieldSource.HERE, 1, "Harbour Admin")
    assert for_all.otherwise == for_all.shipped == shipped.fields
    at_vendor = configuring.field(F.TAX_ID, vendor_id=SOUTHERN)
    assert (at_vendor.source, at_vendor.version) == (FieldSource.EVERY_CARRIER, 0)
    assert (at_vendor.fields.label, at_vendor.changed_by) == ("ABN", "Harbour Admin")
    own = configuring.set_field(F.TAX_ID, vendor_id=SOUTHERN, label="Tax file")
    assert (own.source, own.fields.label, own.fields.max_length) == (FieldSource.HERE, "Tax file", 14)
    assert (own.otherwise.label, own.shipped.label) == ("ABN", "")
    assert configuring.field(F.TAX_ID, vendor_id=NORTHERN).fields.label == "ABN"


def test_r_wl_15_a_setting_is_taken_back(configuring: Configuring) -> None:
    """What would hold otherwise holds then; who resets what is reset already is told."""
    configuring.set_field(F.TAX_ID, label="ABN")
    own = configuring.set_field(F.TAX_ID, vendor_id=SOUTHERN, label="Tax file")
    assert configuring.reset(own, SOUTHERN).fields.label == "ABN"
    general = configuring.field(F.TAX_ID)
    assert configuring.reset(general).source is FieldSource.SHIPPED
    request = {"type": T.PORT_CARRIER, "field_id": F.TAX_ID, "version": general.version}
    assert isinstance(configuring.refused(ADMIN, contract.RESET_FIELD, **request), NotFound)


def test_r_wl_15_an_older_version_is_not_written_over(configuring: Configuring) -> None:
    """Two administrators at once: the second is told who was faster, also by a reset."""
    first = configuring.saving(F.TAX_ID, label="First")
    configuring.set_field(F.TAX_ID, label="Second")
    error = configuring.refused(ADMIN, contract.SAVE_FIELD, **first)
    assert isinstance(error, Conflict)
    assert (error.code, error.values["by"]) == ("E-STALE", "Harbour Admin")
    assert configuring.field(F.TAX_ID).fields.label == "Second"
    request = {"type": T.PORT_CARRIER, "field_id": F.TAX_ID, "version": 2}
    assert isinstance(configuring.refused(ADMIN, contract.RESET_FIELD, **request), Conflict)


def test_r_wl_15_forms_ask_as_they_are_configured(configuring: Configuring) -> None:
    """Required blocks, optional does not, excluded is not asked for; what is said of a field is shown."""
    configuring.set_field(F.TAX_ID, requirement="OPTIONAL", help="As on the invoice", place=5)
    draft = configuring.drafted(T.PORT_CARRIER, fields={**PORT_DATA, F.TAX_ID: ""})
    assert not codes(draft)
    first = draft.fields[0].field
    assert (first.field_id, first.help) == (F.TAX_ID, "As on the invoice")
    configuring.set_field(F.TAX_ID, requirement="REQUIRED", vendor_id=NORTHERN)
    assert not codes(configuring.look(draft)), "the order is one of the other carrier"
    configuring.set_field(F.TAX_ID, requirement="REQUIRED", vendor_id=SOUTHERN)
    assert [one.field for one in configuring.look(draft).problems] == ["fields/TAX_ID"]
    configuring.set_field(F.TAX_ID, requirement="EXCLUDED", vendor_id=SOUTHERN)
    seen = configuring.look(draft)
    assert not codes(seen)
    assert F.TAX_ID not in {one.field.field_id for one in seen.fields}


def test_r_wl_15_what_is_asked_no_longer_stays_with_its_order(configuring: Configuring) -> None:
    """Excluded later, it is shown apart, two characters of it where it is encrypted; no edit loses it."""
    configuring.set_field(F.TAX_ID, requirement="OPTIONAL")
    draft = configuring.drafted(T.PORT_CARRIER)
    assert draft.not_asked == ()
    configuring.set_field(F.TAX_ID, requirement="EXCLUDED")
    [left] = configuring.look(draft).not_asked
    assert (left.field.field_id, left.text, left.is_veiled) == (F.TAX_ID, PORT_DATA[F.TAX_ID], False)
    edited = configuring.edit(configuring.look(draft), fields={F.TAX_ID: "other", F.PIN: "0043"})
    assert [one.text for one in edited.not_asked] == [PORT_DATA[F.TAX_ID]], "what is not asked is not written"
    configuring.set_field(F.TAX_ID, requirement="EXCLUDED", is_encrypted=True)
    [veiled] = configuring.look(draft).not_asked
    assert veiled.is_veiled
    assert PORT_DATA[F.TAX_ID] not in veiled.text
    assert veiled.text.endswith(PORT_DATA[F.TAX_ID][-2:])
    configuring.set_field(F.TAX_ID, requirement="OPTIONAL", is_encrypted=False)
    again = configuring.look(draft)
    assert again.not_asked == ()
    [text] = [one.text for one in again.fields if one.field.field_id is F.TAX_ID]
    assert text == PORT_DATA[F.TAX_ID]


def test_r_wl_15_fields_stand_in_their_places(configuring: Configuring) -> None:
    """The definition leaves room; of two at one place that of the definition goes first."""
    form = configuring.form()
    assert [one.place for one in form.rows] == [(at + 1) * 10 for at in range(len(form.rows))]
    names = [one.field_id for one in form.rows]
    last = names[-1]
    moved = configuring.set_field(last, place=10)
    assert moved.place == 10
    assert [one.field_id for one in configuring.form().rows[:3]] == [names[0], last, names[1]]
    assert configuring.set_field(last, place=1).place == 1
    assert configuring.form().rows[0].field_id is last
    assert configuring.set_field(last, place=0).place == len(names) * 10


def test_r_wl_15_what_is_encrypted_later_is_veiled_as_well(configuring: Configuring) -> None:
    """An account number that was saved in full shows two characters once the field is encrypted."""
    draft = configuring.drafted(T.PORT_CARRIER)
    configuring.set_field(F.CARRIER_ACCOUNT_NO, is_encrypted=True)
    seen = configuring.look(draft)
    [account] = [one for one in seen.fields if one.field.field_id is F.CARRIER_ACCOUNT_NO]
    assert (account.is_veiled, account.text[-2:]) == (True, "77")
    assert PORT_DATA[F.CARRIER_ACCOUNT_NO] not in str(seen)
    again = configuring.edit(seen, fields={F.CARRIER_ACCOUNT_NO: account.text})
    sent = configuring.submit(configuring.confirm(again))
    found = configuring.call(
        BACK,
        wireless_orders.REVEAL,
        order_id=sent.order_id,
        field_id=F.CARRIER_ACCOUNT_NO,
        reason="To port it",
    )
    assert found.text == PORT_DATA[F.CARRIER_ACCOUNT_NO], "what came back veiled stayed as it was"


def test_r_wl_15_every_reason_against_a_setting_is_told(configuring: Configuring) -> None:
    wrong = configuring.saving(F.PIN, requirement="OPTIONAL", min_length=50, pattern="(")
    error = configuring.refused(ADMIN, contract.SAVE_FIELD, **wrong)
    assert isinstance(error, Rejected)
    fields = {one.field for one in error.refusals}
    assert fields >= {"min_length", "pattern"}
    assert configuring.field(F.PIN).source is FieldSource.SHIPPED


def test_r_wl_15_a_text_is_tried_and_nothing_is_saved(configuring: Configuring) -> None:
    settings = configuring.field(F.PIN).fields.model_dump() | {"pattern": "[0-9]{4}"}
    asked = {"type": T.PORT_CARRIER, "field_id": F.PIN, "fields": settings}
    tried = configuring.call(ADMIN, contract.TRY_FIELD, **asked, text="12a4")
    assert [one.code for one in tried.refusals] == ["E-WL-FIELD-PATTERN"]
    tried = configuring.call(ADMIN, contract.TRY_FIELD, **asked, text="1234")
    assert (tried.refusals, tried.shown[-2:]) == ((), "34")
    assert "12" not in tried.shown
    assert configuring.field(F.PIN).source is FieldSource.SHIPPED


def test_forms_list_types_with_what_is_set_and_carriers(configuring: Configuring) -> None:
    configuring.set_field(F.TAX_ID, label="ABN")
    configuring.set_field(F.TAX_ID, label="ABN", vendor_id=SOUTHERN)
    found = configuring.call(ADMIN, contract.FORM_TYPES)
    counts = {one.type: one.set_count for one in found.rows}
    assert set(counts) == set(OrderType)
    assert (counts[T.PORT_CARRIER], counts[T.FEATURES]) == (2, 0)
    assert {one.vendor_id for one in found.vendors} == {NORTHERN, SOUTHERN}


@pytest.mark.parametrize("username", [CSA, BACK, MANAGER, "harbour_lead", "harbour_viewer"])
def test_r_sec_forms_are_configured_by_administrators_alone(configuring: Configuring, username: str) -> None:
    request = configuring.saving(F.TAX_ID, label="Mine")
    assert isinstance(configuring.refused(username, contract.SAVE_FIELD, **request), Denied)
    assert isinstance(configuring.refused(username, contract.FORM_CONFIG, type=T.PORT_CARRIER), Denied)
    assert isinstance(configuring.refused(username, contract.EXPORT, type=T.PORT_CARRIER), Denied)


def test_an_export_and_each_changed_setting_are_audited(configuring: Configuring) -> None:
    configuring.set_field(F.TAX_ID, label="ABN", max_length=14)
    configuring.set_field(F.TAX_ID, label="Tax file", vendor_id=SOUTHERN)
    configuring.call(ADMIN, contract.EXPORT, type=T.PORT_CARRIER, columns=("field", "state"))
    with configuring.backend.database.read() as session:
        wanted = select(AuditEntry).where(AuditEntry.entity.in_(("wireless_field", "export")))
        found = session.scalars(wanted.order_by(AuditEntry.id)).all()
        rows = [(row.field, row.old_value, row.new_value) for row in found]
        assert {row.actor for row in found} == {"Harbour Admin"}
    assert rows == [
        ("PORT_CARRIER/TAX_ID/label", "", "ABN"),
        ("PORT_CARRIER/TAX_ID/max_length", "40", "14"),
        ("PORT_CARRIER/TAX_ID/label", "ABN", "Tax file"),
        (None, None, f"form PORT_CARRIER: {len(configuring.form().rows)} rows: field, state"),
    ]
