"""The table of types says of each all that the others look up in it (5.2)."""

import pytest

from agentview.contract.wireless import Acknowledged, FieldType, ItemKind, OrderGroup, OrderType
from agentview.contract.wireless_catalogue import Need, VendorChoice
from agentview.core.text import words
from agentview.services.wireless_forms.definition import Definition, Result
from agentview.services.wireless_forms.definitions import DEFINITIONS
from agentview.services.wireless_orders.choosing import fit

EVERY = pytest.mark.parametrize("one", DEFINITIONS.values(), ids=lambda one: one.type.value)
T, A = OrderType, Acknowledged


def test_each_type_has_one_row_under_its_tile() -> None:
    assert tuple(DEFINITIONS) == tuple(OrderType)
    groups = [one.group for one in DEFINITIONS.values()]
    assert [groups.count(group) for group in OrderGroup] == [11, 8, 3]


@EVERY
def test_a_row_is_whole(one: Definition) -> None:
    assert one.words
    assert bool(one.line_statuses) is (one.line is not Need.NONE)
    assert bool(one.device_statuses) is (one.device is not Need.NONE)
    assert one.vendor is not VendorChoice.OF_LINE or one.line is Need.REQUIRED
    names = [field.field_id for field in one.fields]
    assert len(names) == len(set(names))
    assert all(field.choices for field in one.fields if field.type is FieldType.CHOICE)
    assert not (one.completes_on_approval and one.results)
    if Result.TRACKING in one.results:
        assert one.is_shipped or {rule.kind for rule in one.items} & {
            ItemKind.DEVICE,
            ItemKind.ACCESSORY,
            ItemKind.SIM,
        }


def test_what_completes_on_approval() -> None:
    """R-WL-09: assigning a line takes no vendor, nor does a stipend."""
    found = {one.type for one in DEFINITIONS.values() if one.completes_on_approval}
    assert found == {T.ASSIGN, T.STIPEND_ENROL, T.STIPEND_REMOVE}


def test_what_has_to_be_agreed_to() -> None:
    """R-WL-03, R-WL-11."""
    transfer = (A.SHARED_PLAN, A.LIABILITY_TRANSFER, A.TERMINATION_FEE)
    assert DEFINITIONS[T.TRANSFER_IN].acknowledgements == transfer
    assert DEFINITIONS[T.TRANSFER_OUT].acknowledgements == transfer
    assert DEFINITIONS[T.WARRANTY_REPLACEMENT].acknowledgements == (A.WARRANTY_TERMS,)
    assert DEFINITIONS[T.DISCONNECT].acknowledgements == (A.TERMINATION_FEE,)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("my phone is broken", {T.WARRANTY_REPLACEMENT, T.UPGRADE_REPLACE, T.SWAP_DEVICE}),
        ("my phone was stolen", {T.UPGRADE_REPLACE, T.SUSPEND}),
        ("I travel abroad and need roaming", {T.FEATURES}),
        ("somebody left", {T.DISCONNECT}),
        ("charger", {T.ACCESSORY}),
    ],
)
def test_what_a_person_says_finds_a_type(said: str, wanted: set[OrderType]) -> None:
    ranked = sorted(DEFINITIONS.values(), key=lambda one: -fit(one, words(said)))
    assert wanted <= {one.type for one in ranked[: len(wanted) + 1]}
    assert fit(DEFINITIONS[T.STIPEND_REMOVE], words("charger")) == 0
