"""Drafts: what cannot be begun, what stands against them, and what costs are confirmed (SM-6)."""

from datetime import timedelta

import pytest

from agentview.contract import wireless_catalogue as catalogue
from agentview.contract import wireless_orders as contract
from agentview.contract.wireless import Acknowledged, ItemAction, ItemKind, OrderType, WirelessStatus
from agentview.contract.wireless_forms import FieldId
from agentview.core.errors import Conflict, Denied, NotFound
from agentview.core.power import Power
from agentview.models.wireless_catalogue import WirelessPlan, WirelessSetting
from agentview.models.wireless_order import WirelessOrderField
from tests import build, wireless_world
from tests.build_hardware import CASE, PHONE, PLAIN_PHONE
from tests.services.people.administering import give
from tests.services.wireless_orders.requesting import (
    BACK,
    CSA,
    MANAGER,
    WORKER,
    Requesting,
    at,
    codes,
    open_commands,
)
from tests.services.wireless_orders.samples import PLACE, PORT_DATA, SAMPLES, wish

T, K = OrderType, ItemKind


@pytest.mark.parametrize("device", [wireless_world.UNCONFIRMED, wireless_world.RETIRED])
def test_nothing_is_begun_on_a_closed_device(requesting: Requesting, device: int) -> None:
    """R-WL-01."""
    about = {"account_id": build.MARLOW, "type": T.ACCESSORY, "device_id": device}
    error = requesting.refused(WORKER, contract.START, **about)
    assert [one.code for one in error.refusals] == ["E-WL-DEVICE-CLOSED"]


@pytest.mark.parametrize(
    ("kind", "about", "code"),
    [
        (T.WARRANTY_REPLACEMENT, {"device_id": wireless_world.MANAGER_PHONE}, "E-WL-WARRANTY-OVER"),
        (T.SUSPEND, {"line_id": wireless_world.AWAY_LINE}, "E-WL-LINE-STATE"),
        (T.RESTORE, {"line_id": wireless_world.WORKER_LINE}, "E-WL-LINE-STATE"),
        (T.FEATURES, {"line_id": wireless_world.SOUTHERN_LINE}, "E-WL-NOT-SMART"),
        (
            T.SWAP_DEVICE,
            {"line_id": wireless_world.SOUTHERN_LINE, "device_id": wireless_world.SPARE_PLAIN},
            "E-WL-DEVICE-CARRIER",
        ),
        (T.SUSPEND, {}, "E-WL-NEEDED"),
        (T.STIPEND_ENROL, {"beneficiary_id": wireless_world.COLLEAGUE}, "E-WL-STIPEND"),
        (T.ASSIGN, {"line_id": 1, "beneficiary_id": wireless_world.LEAVER}, "E-WL-PERSON-LEFT"),
    ],
)
def test_what_is_not_possible_says_why(
    requesting_here: Requesting, kind: OrderType, about: dict[str, int], code: str
) -> None:
    """R-WL-02, R-WL-06, R-WL-07, R-WL-14: nothing is begun."""
    error = requesting_here.refused(WORKER, contract.START, account_id=build.MARLOW, type=kind, **about)
    assert code in {one.code for one in error.refusals}
    page = requesting_here.call(WORKER, contract.FIND)
    assert page.rows == ()


def test_an_ended_line_is_restored_within_thirty_days(requesting: Requesting) -> None:
    """R-WL-04: the line ended exactly thirty days ago; a day later it is too late."""
    about = {"line_id": wireless_world.ENDED_LINE}
    assert requesting.start(T.RESTORE, WORKER, **about).status is WirelessStatus.DRAFT
    requesting.backend.clock.move(timedelta(days=1))
    requesting.sign_in_again()
    error = requesting.refused(WORKER, contract.START, account_id=build.MARLOW, type=T.RESTORE, **about)
    assert error.code == "E-WL-RESTORE-LATE"


def test_a_false_claim_of_warranty_is_known_of(requesting: Requesting) -> None:
    """R-WL-02, R-WL-03."""
    draft = requesting.drafted(T.WARRANTY_REPLACEMENT, acknowledged=())
    assert codes(draft) == {"E-WL-NOT-AGREED"}
    assert requesting.refused(WORKER, contract.CONFIRM, **at(draft)).code == "E-WL-NOT-AGREED"
    fields = {FieldId.FAULT: "LIQUID"}
    assert codes(requesting.edit(draft, fields=fields)) == {"E-WL-WARRANTY-FAULT"}


@pytest.mark.parametrize("kind", [T.TRANSFER_IN, T.TRANSFER_OUT])
@pytest.mark.parametrize("code", [Acknowledged.SHARED_PLAN, Acknowledged.TERMINATION_FEE])
def test_a_transfer_takes_each_acknowledgement(
    requesting_here: Requesting, kind: OrderType, code: Acknowledged
) -> None:
    """R-WL-11."""
    every = requesting_here.drafted(kind)
    given = tuple(one.code for one in every.agreements if one.code is not code)
    lacking = requesting_here.edit(every, acknowledged=given)
    [problem] = lacking.problems
    assert (problem.code, problem.rule, problem.values["agreement"]) == ("E-WL-NOT-AGREED", "R-WL-11", code)


def test_features_are_added_and_removed_once(requesting: Requesting) -> None:
    """R-WL-08: the line has HOTSPOT, and no roaming."""
    had = wish(K.FEATURE, wireless_world.HOTSPOT, action=ItemAction.ADD)
    lacking = wish(K.FEATURE, wireless_world.ROAMING, action=ItemAction.REMOVE)
    draft = requesting.drafted(T.FEATURES, items=(had, lacking))
    assert codes(draft) == {"E-WL-FEATURE-HAD", "E-WL-FEATURE-NOT-HAD"}
    right = (
        had.model_copy(update={"action": ItemAction.REMOVE}),
        lacking.model_copy(update={"action": ItemAction.ADD}),
    )
    draft = requesting.edit(draft, items=right)
    assert not codes(draft)
    assert draft.monthly_cents == 1000


def test_what_is_sent_needs_an_address(requesting: Requesting) -> None:
    """R-WL-10."""
    draft = requesting.drafted(T.NEW_SIM, ship_to={})
    fields = {one.field for one in draft.problems}
    assert {"ship_to/name", "ship_to/line1", "ship_to/city", "ship_to/country"} <= fields
    draft = requesting.edit(draft, ship_to={**PLACE, "postal_code": "1"})
    assert [one.field for one in draft.problems] == ["ship_to/postal_code"]
    assert not codes(requesting.edit(draft, ship_to=PLACE))
    assert not requesting.drafted(T.CHANGE_NUMBER).is_shipped


def test_port_data_are_complete_and_as_typed(requesting: Requesting) -> None:
    """R-WL-12: blanks, case and leading noughts are those of the other carrier."""
    draft = requesting.drafted(T.PORT_CARRIER)
    kept = {one.field.field_id: one.text for one in draft.fields}
    assert {name: kept[name] for name in PORT_DATA if name is not FieldId.PIN} == {
        name: text for name, text in PORT_DATA.items() if name is not FieldId.PIN
    }
    for name in PORT_DATA:
        draft = requesting.edit(draft, fields={**PORT_DATA, name: ""})
        assert [one.field for one in draft.problems] == [f"fields/{name}"]
    draft = requesting.edit(draft)
    revealed = requesting.call(
        BACK, contract.REVEAL, order_id=_sent(requesting, draft), field_id="PIN", reason="To port it"
    )
    assert revealed.text == PORT_DATA[FieldId.PIN]


def _sent(requesting: Requesting, draft: contract.WirelessOrder) -> int:
    return requesting.submit(requesting.confirm(draft)).order_id


def test_accessories_fit_and_are_few(requesting: Requesting) -> None:
    """R-WL-13: five of one are allowed, six are not; with BULK_LARGE any number is."""
    draft = requesting.start(T.ACCESSORY)
    five, six = wish(K.ACCESSORY, CASE, 5), wish(K.ACCESSORY, CASE, 6)
    assert not codes(requesting.edit(draft, items=(five,)))
    assert codes(requesting.edit(requesting.look(draft), items=(six,))) == {"E-WL-TOO-MANY"}
    assert not codes(requesting.drafted(T.ACCESSORY, "harbour_lead", items=(six,)))
    requesting.set_row(WirelessSetting, build.HARBOUR, most_accessories=6)
    assert not codes(requesting.look(draft))
    plain = requesting.start(T.DEVICE_ONLY)
    items = (wish(K.DEVICE, PLAIN_PHONE), wish(K.ACCESSORY, CASE))
    error = requesting.refused(WORKER, contract.EDIT, **at(plain), content={"items": items, "ship_to": PLACE})
    assert [(one.code, one.field) for one in error.refusals] == [("E-WL-NOT-OFFERED", "items/ACCESSORY")]


def test_an_encrypted_field_shows_two_characters(requesting: Requesting) -> None:
    """R-WL-15: nobody reads it in the database, and what comes back veiled stays as it was."""
    draft = requesting.drafted(T.TRANSFER_IN)
    [pin] = [one for one in draft.fields if one.field.field_id is FieldId.PIN]
    assert (pin.field.is_encrypted, pin.text, pin.is_filled) == (True, "\N{BULLET}" * 5 + "11", True)
    with requesting.backend.database.read() as session:
        kept = session.get_one(WirelessOrderField, (draft.order_id, "PIN"))
        assert kept.is_encrypted
        assert "4711" not in kept.value_text
    again = requesting.edit(draft, fields={FieldId.PIN: pin.text})
    assert not codes(again)
    order_id = _sent(requesting, again)
    found = requesting.call(BACK, contract.REVEAL, order_id=order_id, field_id="PIN", reason="To port it")
    assert found.text == "4711"
    assert isinstance(
        requesting.refused(WORKER, contract.REVEAL, order_id=order_id, field_id="PIN", reason="x"), Denied
    )
    told = requesting.call(BACK, contract.HISTORY, order_id=order_id).entries
    assert "4711" not in str(told)
    assert told[0].action == "reveal"


def test_costs_are_confirmed_before_submitting(requesting: Requesting) -> None:
    """R-WL-16: a change after it takes the confirmation back, and prices are those of the confirmation."""
    draft = requesting.drafted(T.NEW_DEVICE_SERVICE)
    assert requesting.refused(WORKER, contract.SUBMIT, **at(draft)).code == "E-WL-NOT-CONFIRMED"
    requesting.set_row(WirelessPlan, wireless_world.TALK, monthly_cents=2500)
    confirmed = requesting.confirm(draft)
    assert (confirmed.once_cents, confirmed.monthly_cents) == (99900, 2500)
    edited = requesting.edit(confirmed, justification="For the new clinic")
    assert edited.confirmed_at is None
    assert "submit" not in open_commands(edited)
    assert requesting.refused(WORKER, contract.SUBMIT, **at(edited)).code == "E-WL-NOT-CONFIRMED"
    assert requesting.submit(requesting.confirm(edited)).status is not WirelessStatus.DRAFT


def test_the_policy_is_overwritten_by_administrators_alone(requesting: Requesting) -> None:
    """R-WL-32: NO by itself, and YES is offered to those alone who may."""
    draft = requesting.drafted(T.CHANGE_PLAN)
    assert not draft.can_overwrite
    assert not draft.is_policy_overwritten
    assert draft.is_policy_exception
    assert [one.code for one in draft.policy_reasons] == ["E-WL-OUT-OF-POLICY"]
    content = {"line_id": 1, "items": (wish(K.PLAN, wireless_world.EXECUTIVE),)}
    error = requesting.refused(
        WORKER, contract.EDIT, **at(draft), content={**content, "is_policy_overwritten": True}
    )
    assert isinstance(error, Denied)
    give(requesting, CSA, Power.OVERWRITE_POLICY)
    requesting.sign_in_again()
    by_admin = requesting.drafted(T.CHANGE_PLAN, CSA, is_policy_overwritten=True)
    assert by_admin.can_overwrite
    assert by_admin.is_policy_overwritten
    assert not by_admin.is_policy_exception


def test_a_draft_is_its_requesters_alone(requesting: Requesting) -> None:
    draft = requesting.drafted(T.SUSPEND, CSA)
    for other in (MANAGER, BACK):
        assert isinstance(requesting.refused(other, contract.GET, order_id=draft.order_id), NotFound)
    changes = {"order_id": draft.order_id, "version": draft.version}
    assert isinstance(requesting.refused(MANAGER, contract.DISCARD, **changes), NotFound)


def test_what_was_changed_meanwhile_is_a_conflict(requesting: Requesting) -> None:
    draft = requesting.drafted(T.SUSPEND)
    requesting.edit(draft)
    error = requesting.refused(WORKER, contract.CONFIRM, **at(draft))
    assert isinstance(error, Conflict)
    assert error.code == "E-STALE"


def test_a_discarded_draft_is_over(requesting: Requesting) -> None:
    draft = requesting.drafted(T.NEW_DEVICE_SERVICE)
    gone = requesting.call(WORKER, contract.DISCARD, **at(draft))
    assert gone.status is WirelessStatus.CANCELLED
    assert open_commands(gone) == {"resubmit"}


def test_a_device_that_is_not_offered_is_not_taken(requesting: Requesting) -> None:
    """R-WL-13, R-WL-14: Southern has no plain phones."""
    draft = requesting.start(T.NEW_DEVICE_SERVICE, vendor_id=wireless_world.SOUTHERN)
    items = (wish(K.DEVICE, PLAIN_PHONE), wish(K.PLAN, wireless_world.SOUTH))
    content = {"vendor_id": wireless_world.SOUTHERN, "items": items, "ship_to": PLACE}
    error = requesting.refused(WORKER, contract.EDIT, **at(draft), content=content)
    assert error.code == "E-WL-NOT-OFFERED"
    content["items"] = (wish(K.DEVICE, PHONE), wish(K.PLAN, wireless_world.SOUTH))
    assert not codes(requesting.call(WORKER, contract.EDIT, **at(draft), content=content))


def test_a_draft_knows_where_its_items_would_go(requesting: Requesting) -> None:
    """R-WL-10: the person's name at the company's address; for nothing that is not sent or is no draft."""
    assert requesting.start(T.NEW_DEVICE_SERVICE).known_place is None, "nothing is chosen that is sent"
    begun = requesting.drafted(T.NEW_DEVICE_SERVICE)
    street = f"{build.MARLOW} Quay Street"
    named = contract.ShipTo(name="Wendy Worker", line1=street, city="Sydney", country="AU")
    assert begun.known_place == named
    content = {**SAMPLES[begun.type].content, "beneficiary_id": wireless_world.COLLEAGUE}
    other = requesting.call(WORKER, contract.EDIT, **at(begun), content=content)
    assert other.beneficiary is not None
    assert other.known_place == named.model_copy(update={"name": other.beneficiary.name})
    assert requesting.start(T.SUSPEND).known_place is None
    assert requesting.submitted(T.NEW_DEVICE_SERVICE).known_place is None


def test_the_lines_of_the_chosen_person_stand_first(requesting: Requesting) -> None:
    """S-28: theirs, then the company's others; in both parts those first that the type is possible for."""
    named = {"account_id": build.MARLOW, "type": T.ASSIGN}
    theirs = requesting.call(CSA, catalogue.LINES, **named, beneficiary_id=wireless_world.WORKER).rows
    own = {wireless_world.WORKER_LINE, wireless_world.AWAY_LINE, wireless_world.LOST_LINE}
    assert {row.line_id for row in theirs if row.is_theirs} == own
    assert [row.is_theirs for row in theirs] == [True] * 3 + [False] * (len(theirs) - 3)
    for part in (theirs[:3], theirs[3:]):
        possible = [not row.refusals for row in part]
        assert possible == sorted(possible, reverse=True)
    nobody = requesting.call(CSA, catalogue.LINES, **named).rows
    assert not any(row.is_theirs for row in nobody)
    assert {row.line_id for row in nobody} == {row.line_id for row in theirs}
