"""Contract types are listed, added, edited and withdrawn; what binds customers stays as it is (S-15)."""

from typing import Any

import pytest

from agentview.contract import contract_types as contract
from agentview.contract.contract_types import TypeStatus
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.core.power import Power
from tests import build
from tests.services.belongings import give_every_power
from tests.services.contract_catalogue.cataloguing import (
    ADMIN,
    FIELDS,
    Attempts,
    add_pool,
    add_type,
    bind,
    edit_request,
    read_type,
    set_default,
    trail,
    withdraw_plan,
)
from tests.services.people.administering import give
from tests.services.provisioning.working import Working


def names(working: Working, by: str = ADMIN, **wanted: object) -> list[str]:
    rows = working.call(by, contract.TYPES, filter=wanted).rows
    return [row.terms.internal_name for row in rows]


def codes(error: object) -> dict[str | None, str]:
    assert isinstance(error, Rejected)
    return {one.field: one.code for one in error.refusals}


def test_s_15_a_type_is_listed_with_its_pools_plans_and_contracts_in_force(working: Working) -> None:
    row = add_type(working)
    assert (row.pools, row.plans, row.in_force) == (0, 0, 0)
    add_pool(working, row, "Mobile")
    add_pool(working, row, "Bundles")
    set_default(working, "MOB-80", row)
    bind(working.backend, row)
    bind(working.backend, row, "RENEWED")
    bind(working.backend, row, "BROKEN")
    bind(working.backend, row, "ENDED")
    [listed] = working.call(ADMIN, contract.TYPES).rows
    assert (listed.pools, listed.plans, listed.in_force) == (2, 1, 2)
    assert (listed.terms.length, listed.tax_code, listed.currency) == (24, "GST", "AUD")
    assert listed == read_type(working, row)
    assert trail(working.backend, "contract_type") == [("create", None, None, "24 months")]


def test_types_are_filtered_and_read_page_by_page(working: Working) -> None:
    for name in ("b", "A", "c"):
        add_type(working, internal_name=name, external_name=f"Public {name}")
    assert names(working) == ["A", "b", "c"]
    assert names(working, text="public B") == ["b"]
    assert names(working, status="WITHDRAWN") == []
    first = working.call(ADMIN, contract.TYPES, limit=2)
    second = working.call(ADMIN, contract.TYPES, limit=2, after=first.last)
    assert [row.terms.internal_name for row in (*first.rows, *second.rows)] == ["A", "b", "c"]
    assert (first.total, second.last) == (3, None)
    back = working.call(ADMIN, contract.TYPES, limit=2, is_descending=True)
    rest = working.call(ADMIN, contract.TYPES, limit=2, is_descending=True, after=back.last)
    assert [row.terms.internal_name for row in (*back.rows, *rest.rows)] == ["c", "b", "A"]
    for wrong in ("x", "WzFd", "bm8", "WzEsMl0="):
        error = working.refused(ADMIN, contract.TYPES, after=wrong)
        assert error.code == "E-CURSOR"


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"internal_name": " ", "external_name": ""}, {"internal_name": "E-TYPE-MISSING"}),
        ({"tax_code": ""}, {"tax_code": "E-TYPE-MISSING"}),
        ({"length": 121}, {"length": "E-TYPE-LENGTH"}),
        ({"length": 11, "length_unit": "YEAR"}, {"length": "E-TYPE-LENGTH"}),
        ({"length": 3661, "length_unit": "DAY"}, {"length": "E-TYPE-LENGTH"}),
        ({"break_out_amount_cents": None}, {"break_out_amount_cents": "E-TYPE-FEE-MISSING"}),
        ({"break_out_percent": 5}, {"break_out_percent": "E-TYPE-FEE-UNUSED"}),
        (
            {"break_out_method": "PERCENT_REMAINING_ACCESS_FEE"},
            {"break_out_percent": "E-TYPE-FEE-MISSING", "break_out_amount_cents": "E-TYPE-FEE-UNUSED"},
        ),
        ({"early_upgrade_fee_cents": 1}, {"early_upgrade_remaining_months": "E-TYPE-EARLY"}),
        ({"credit_periods": 3}, {"period_credit_cents": "E-TYPE-CREDIT"}),
        (
            {"external_name": "", "length": 500, "credit_periods": 3},
            {
                "external_name": "E-TYPE-MISSING",
                "length": "E-TYPE-LENGTH",
                "period_credit_cents": "E-TYPE-CREDIT",
            },
        ),
    ],
)
def test_a_type_that_cannot_be_is_refused_with_every_reason(
    working: Working, more: dict[str, object], wanted: dict[str, str]
) -> None:
    found = codes(working.refused(ADMIN, contract.CREATE_TYPE, **{**FIELDS, **more}))
    assert wanted.items() <= found.items()
    assert names(working) == []


@pytest.mark.parametrize(
    "more",
    [
        {"length": 120},
        {"length": 10, "length_unit": "YEAR"},
        {"length": 3660, "length_unit": "DAY"},
        {"break_out_amount_cents": 0},
        {
            "break_out_method": "PERCENT_REMAINING_ACCESS_FEE",
            "break_out_percent": 100,
            "break_out_amount_cents": None,
        },
        {"early_upgrade_remaining_months": 0},
        {"early_upgrade_remaining_months": 3, "early_upgrade_fee_cents": 0},
        {"period_credit_cents": 500},
        {"period_credit_cents": 500, "credit_periods": 1},
    ],
)
def test_what_is_just_allowed_is_taken(working: Working, more: dict[str, object]) -> None:
    made = working.call(ADMIN, contract.CREATE_TYPE, **{**FIELDS, **more})
    row = working.call(ADMIN, contract.TYPE, contract_type_id=made.contract_type_id)
    shown = row.terms.model_dump(mode="json")
    assert {name: shown[name] for name in more} == more


def test_no_two_types_of_a_provider_have_one_name(working: Working) -> None:
    row, other = add_type(working), add_type(working, internal_name="12 months")
    assert codes(working.refused(ADMIN, contract.CREATE_TYPE, **FIELDS)) == {"internal_name": "E-TYPE-EXISTS"}
    error = working.refused(ADMIN, contract.EDIT_TYPE, **edit_request(other, internal_name="24 months"))
    assert codes(error) == {"internal_name": "E-TYPE-EXISTS"}
    working.call(ADMIN, contract.EDIT_TYPE, **edit_request(row, external_name="Other"))
    give(working, "alpine_lead", Power.CATALOGUE_ADMIN)
    assert add_type(working, "alpine_lead").currency == "EUR"


def test_a_type_without_contracts_in_force_changes_field_by_field(working: Working) -> None:
    row = add_type(working)
    bind(working.backend, row, "ENDED")
    working.call(ADMIN, contract.EDIT_TYPE, **edit_request(row, length=12, end_method="RENEW_CONTRACT"))
    now = read_type(working, row)
    assert (now.terms.length, now.terms.end_method, now.version) == (12, "RENEW_CONTRACT", row.version + 1)
    assert trail(working.backend, "contract_type")[1:] == [
        ("edit", "length", "24", "12"),
        ("edit", "end_method", "NO_CONTRACT", "RENEW_CONTRACT"),
    ]


@pytest.mark.parametrize("status", ["ACTIVE", "RENEWED"])
def test_what_binds_customers_stays_and_names_description_and_tax_change(
    working: Working, status: str
) -> None:
    row = add_type(working)
    bind(working.backend, row, status)
    changed: dict[str, Any] = {
        "length": 12,
        "length_unit": "YEAR",
        "end_method": "RENEW_CONTRACT",
        "break_out_method": "PER_REMAINING_MONTH",
        "break_out_amount_cents": 1,
        "early_upgrade_remaining_months": 6,
        "early_upgrade_fee_cents": 100,
        "period_credit_cents": 5,
        "credit_periods": 2,
    }
    for name, value in changed.items():
        more = {"length": 2} if name == "length_unit" else {}
        wanted = edit_request(row, **{**more, name: value})
        found = working.refused(ADMIN, contract.EDIT_TYPE, **wanted)
        assert isinstance(found, Rejected)
        locked = {one.field: one.values for one in found.refusals if one.code == "E-TYPE-IN-FORCE"}
        assert locked[name] == {"contracts": 1}, name
    assert read_type(working, row).version == row.version
    free = {"internal_name": "x", "external_name": "y", "description": "z", "tax_code": "VAT"}
    working.call(ADMIN, contract.EDIT_TYPE, **edit_request(row, **free))
    now = read_type(working, row)
    assert (now.terms.internal_name, now.terms.external_name, now.description, now.tax_code) == (
        "x",
        "y",
        "z",
        "VAT",
    )


def test_a_type_is_withdrawn_once_no_plan_on_sale_makes_contracts_of_it(working: Working) -> None:
    row = add_type(working)
    bind(working.backend, row)
    set_default(working, "MOB-80", row)
    at = {"contract_type_id": row.terms.contract_type_id, "version": row.version}
    error = working.refused(ADMIN, contract.WITHDRAW_TYPE, **at)
    assert (error.code, error.values) == ("E-TYPE-DEFAULT", {"plans": 1})
    [state] = [one for one in read_type(working, row).commands if one.command == "withdraw_type"]
    assert [one.code for one in state.refusals] == ["E-TYPE-DEFAULT"]
    withdraw_plan(working.backend, "MOB-80")
    done = working.call(ADMIN, contract.WITHDRAW_TYPE, **at)
    assert done.status is TypeStatus.WITHDRAWN
    assert read_type(working, row).in_force == 1
    again = working.refused(ADMIN, contract.WITHDRAW_TYPE, **{**at, "version": done.version})
    assert again.code == "E-TYPE-WITHDRAWN"
    assert trail(working.backend, "contract_type")[1:] == [("withdraw", "status", "ACTIVE", "WITHDRAWN")]


def test_r_prv_41_who_comes_second_is_told_who_came_first(working: Working) -> None:
    row = add_type(working)
    working.call(ADMIN, contract.EDIT_TYPE, **edit_request(row, description="first"))
    at = {"contract_type_id": row.terms.contract_type_id, "version": row.version}
    for op, request in (
        (contract.EDIT_TYPE, edit_request(row, description="second")),
        (contract.WITHDRAW_TYPE, at),
    ):
        late = working.refused(ADMIN, op, **request)
        assert isinstance(late, Conflict)
        assert (late.code, late.values["by"]) == ("E-STALE", "Harbour Admin")


def test_r_gen_10_another_s_types_are_not_there(working: Working) -> None:
    row = add_type(working)
    give_every_power(working.backend, "alpine_lead")
    assert names(working, "alpine_lead") == []
    at = {"contract_type_id": row.terms.contract_type_id, "version": row.version}
    attempts: Attempts = (
        (contract.TYPE, {"contract_type_id": row.terms.contract_type_id}),
        (contract.EDIT_TYPE, edit_request(row)),
        (contract.WITHDRAW_TYPE, at),
    )
    for op, request in attempts:
        assert isinstance(working.refused("alpine_lead", op, **request), NotFound), op.name
    assert read_type(working, row) == row


def test_d_19_the_staff_reads_types_the_administrator_changes_them_and_customers_see_none(
    working: Working,
) -> None:
    row = add_type(working)
    assert names(working, "harbour_csa") == ["24 months"]
    shown = read_type(working, row, "harbour_csa")
    assert {one.code for state in shown.commands for one in state.refusals} == {"E-POWER"}
    assert all(state.is_open for state in row.commands)
    changes: Attempts = (
        (contract.CREATE_TYPE, FIELDS),
        (contract.EDIT_TYPE, edit_request(row)),
        (contract.WITHDRAW_TYPE, {"contract_type_id": row.terms.contract_type_id, "version": row.version}),
    )
    for op, request in changes:
        assert isinstance(working.refused("harbour_lead", op, **request), Denied), op.name
    give_every_power(working.backend, "harbour_viewer")
    attempts: Attempts = (
        (contract.TYPES, {}),
        (contract.TYPE, {"contract_type_id": row.terms.contract_type_id}),
        (contract.CREATE_TYPE, FIELDS),
    )
    for op, request in attempts:
        assert working.refused("harbour_viewer", op, **request).code == "E-STAFF-ONLY", op.name
    assert build.USERS["harbour_viewer"][0] == build.HARBOUR
