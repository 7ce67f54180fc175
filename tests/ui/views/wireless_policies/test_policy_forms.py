"""What the form of a policy says, and back; levels without a gap; reasons beside their fields (S-33)."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from agentview.contract.approval_policies import MOST_APPROVERS, MOST_CC, Conditions, PolicyFields, StepFields
from agentview.contract.wireless import MOST_LEVELS, ApproverKind, DeviceType, OrderType
from agentview.core.errors import Refusal
from agentview.ui.forms.merge import Values
from agentview.ui.kit.field import FieldKind
from agentview.ui.sending import rejection_of
from agentview.ui.views.wireless_policies.policy_fields import policy_fields
from agentview.ui.views.wireless_policies.policy_forms import (
    beside,
    closed_up,
    fields_from,
    shown_parts,
    values_from,
)
from agentview.ui.views.wireless_policies.policy_reading import Offered
from agentview.ui.views.wireless_policies.words import conditions_line

OFFERED = Offered(
    people=tuple((str(one), f"Person {one}") for one in range(1, 30)),
    companies=(("4", "Marlow"),),
    vendors=(("NORTHERN", "Northern"), ("SOUTHERN", "Southern")),
    next_priority=7,
)
FULL = PolicyFields(
    name="Dear",
    priority=3,
    account_id=4,
    conditions=Conditions(
        types=(OrderType.ACCESSORY, OrderType.SUSPEND),
        vendors=("NORTHERN",),
        device_types=(DeviceType.TABLET,),
        upgrade_eligible=False,
        total_above_cents=0,
        total_below_cents=150_050,
        policy_exception=True,
    ),
    steps=(
        StepFields(
            kind=ApproverKind.PREDEFINED, approver_ids=(2, 9), default_approver_id=3, cc=("a@b.c", "d@e.f")
        ),
        StepFields(kind=ApproverKind.USER_DEFINED, approver_ids=(11,)),
        *(StepFields(kind=one) for one in list(ApproverKind)[:3]),
    ),
    expiry_days=14,
)
LEAST: Values = {"name": "New", "priority": Decimal(1), "expiry_days": Decimal(30)}


def test_r_wl_17_all_that_a_policy_says_goes_into_the_form_and_comes_back() -> None:
    """R-WL-18: five levels too."""
    values = values_from(FULL, OFFERED)
    assert values["total_above_cents"] == Decimal(0), "nothing is another condition than none"
    assert (values["approvers_1"], values["upgrade_eligible"]) == ("2,9", "no")
    assert fields_from(values) == FULL


def test_what_is_left_empty_is_not_asked() -> None:
    said = fields_from(LEAST)
    assert (said.conditions, said.steps, said.account_id) == (Conditions(), (), None)


@pytest.mark.parametrize("kind", ApproverKind)
def test_t17_each_kind_of_approver_can_be_chosen_and_only_two_name_people(kind: ApproverKind) -> None:
    values = {**LEAST, "kind_1": kind.value, "approvers_1": "5", "cc_1": " a@b.c;d@e.f  g@h.i"}
    step = fields_from(values).steps[0]
    names = kind in {ApproverKind.PREDEFINED, ApproverKind.USER_DEFINED}
    assert (step.kind, step.approver_ids) == (kind, (5,) if names else ())
    assert step.cc == ("a@b.c", "d@e.f", "g@h.i")
    assert shown_parts(values)["approvers_1"] is names


def test_r_wl_18_one_level_more_is_offered_until_there_are_five() -> None:
    def kinds(count: int) -> list[int]:
        filled: Values = {f"kind_{level}": "ORG_REPORTING" for level in range(1, count + 1)}
        shown = shown_parts(filled)
        return [level for level in range(1, MOST_LEVELS + 1) if shown[f"kind_{level}"]]

    assert kinds(0) == [1]
    assert kinds(4) == [1, 2, 3, 4, 5]
    assert kinds(5) == [1, 2, 3, 4, 5]


def test_a_level_that_is_emptied_gives_its_place_to_the_next_one() -> None:
    values = {**values_from(FULL, OFFERED), "kind_1": None}
    moved = {**values, **closed_up(values)}
    assert fields_from(moved).steps == FULL.steps[1:]
    assert moved["kind_5"] is None
    assert moved["cc_1"] == "", "what belonged to the level is gone with it"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"priority": Decimal("1.5")}, "priority"),
        ({"priority": Decimal(0)}, "priority"),
        ({"priority": Decimal(10_001)}, "priority"),
        ({"expiry_days": Decimal(0)}, "expiry_days"),
        ({"expiry_days": Decimal(366)}, "expiry_days"),
        ({"total_above_cents": Decimal("0.005")}, "total_above_cents"),
        ({"total_below_cents": Decimal(-1)}, "total_below_cents"),
        ({"name": "a\x00b"}, "name"),
        ({"kind_1": "PREDEFINED", "kind_2": "ORG_REPORTING", "cc_2": ",".join("abcdefghijk")}, "cc_2"),
        (
            {"kind_1": "PREDEFINED", "approvers_1": ",".join(map(str, range(1, MOST_APPROVERS + 2)))},
            "approvers_1",
        ),
    ],
)
def test_what_cannot_be_stored_names_its_field(values: Values, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        fields_from({**LEAST, **values})
    assert {one.field for one in rejection_of(refused.value).refusals} == {field}


def test_the_most_that_can_be_is_taken() -> None:
    said = fields_from(
        {
            "name": "New",
            "priority": Decimal(10_000),
            "expiry_days": Decimal(365),
            "kind_1": "PREDEFINED",
            "approvers_1": ",".join(map(str, range(1, MOST_APPROVERS + 1))),
            "cc_1": " ".join("abcdefghij"),
        }
    )
    assert (len(said.steps[0].approver_ids), len(said.steps[0].cc)) == (MOST_APPROVERS, MOST_CC)


@pytest.mark.parametrize(
    ("refusal", "field"),
    [
        (Refusal("E-WL-TOTALS", "conditions/total_below_cents"), "total_below_cents"),
        (Refusal("E-WL-PRIORITY", "priority"), "priority"),
        (Refusal("E-WL-NO-APPROVERS", "steps/2"), "approvers_2"),
        (Refusal("E-WL-CANNOT-APPROVE", "steps/1"), "approvers_1"),
        (Refusal("E-WL-CANNOT-APPROVE", "steps/2"), "default_2"),
        (Refusal("E-OTHER"), None),
    ],
)
def test_each_refusal_stands_beside_what_it_is_about(refusal: Refusal, field: str | None) -> None:
    assert beside(refusal, {"approvers_1": "5", "approvers_2": ""}) == field


def test_every_field_has_a_name_of_its_own_and_every_type_is_offered() -> None:
    fields = policy_fields(OFFERED, "AUD")
    names = [one.name for one in fields]
    assert len(names) == len(set(names))
    assert set(values_from(FULL, OFFERED)) == set(names)
    by_name = {one.name: one for one in fields}
    assert [key for key, _ in by_name["types"].choices] == list(OrderType)
    assert by_name["types"].kind is FieldKind.SEVERAL
    assert len({word for _, word in by_name["kind_1"].choices}) == len(ApproverKind)
    assert "AUD" in by_name["total_above_cents"].label


def test_conditions_are_read_as_phrases() -> None:
    """R-WL-17."""
    vendors = dict(OFFERED.vendors)
    assert conditions_line(Conditions(), vendors, "AUD") == "Every order"
    assert conditions_line(FULL.conditions, vendors, "AUD") == (
        "Type of order: Accessories, Suspend a line; Carrier: Northern; Kind of device: Tablet; "
        "Not: Due for an upgrade; Costs more than 0.00\u00a0AUD; Costs less than 1,500.50\u00a0AUD; "
        "Breaks the mobile policy"
    )
