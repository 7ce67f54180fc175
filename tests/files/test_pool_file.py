"""A file of pool plans is read line by line: weights, amounts in both notations, and what cannot be read."""

from pathlib import Path

import pytest

from agentview.contract.pool_import import MOST_LINES
from agentview.core.errors import Rejected
from agentview.files.pool_file import read_cents, read_pool_plans

HEADER = (
    "pool,plan_code,weight,upgrade_charge,crossgrade_charge,downgrade_charge,"
    "upgrade_discount,crossgrade_discount,downgrade_discount\n"
)


def written(folder: Path, text: str) -> Path:
    path = folder / "pools.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_says_which_plan_stands_where_and_what_moving_to_it_costs(tmp_path: Path) -> None:
    read = read_pool_plans(
        written(tmp_path, HEADER + "Mobile,MOB-40,10,15,,0,,1.5,7.25\n\nMobile,MOB-80,20,,,,,,\n")
    )
    first, second = read.lines
    assert (first.number, first.pool, first.plan_code, first.weight) == (2, "Mobile", "MOB-40", 10)
    assert (first.upgrade_charge_cents, first.crossgrade_charge_cents, first.downgrade_charge_cents) == (
        1500,
        None,
        0,
    )
    assert (first.upgrade_discount_cents, first.crossgrade_discount_cents) == (None, 150)
    assert first.downgrade_discount_cents == 725
    assert (second.plan_code, second.weight, second.refusals) == ("MOB-80", 20, ())


def test_columns_may_come_in_any_order_and_charges_may_be_missing(tmp_path: Path) -> None:
    [line] = read_pool_plans(written(tmp_path, "Weight;Plan code;Pool\n3;TALK;All\n")).lines
    assert (line.pool, line.plan_code, line.weight, line.upgrade_charge_cents) == ("All", "TALK", 3, None)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ("P,X,,,,,,,", ["E-POOL-WEIGHT"]),
        ("P,X,1.5,,,,,,", ["E-POOL-WEIGHT"]),
        ("P,X,-1,,,,,,", ["E-POOL-WEIGHT"]),
        ("P,X,1000001,,,,,,", ["E-POOL-WEIGHT"]),
        ("P,X,1000000,,,,,,", []),
        ("P,X,1,1.234,,,,,", ["E-POOL-AMOUNT"]),
        ("P,X,1,-5,,,,,", ["E-POOL-AMOUNT"]),
        ("P,X,x,y,,z,,,", ["E-POOL-WEIGHT", "E-POOL-AMOUNT", "E-POOL-AMOUNT"]),
        (f"{'P' * 201},X,1,,,,,,", ["E-POOL-LONG"]),
    ],
)
def test_what_cannot_be_read_is_said_of_its_line(tmp_path: Path, cells: str, codes: list[str]) -> None:
    [line] = read_pool_plans(written(tmp_path, f"{HEADER}{cells}\n")).lines
    assert [one.code for one in line.refusals] == codes


@pytest.mark.parametrize(
    ("text", "cents"), [("", None), ("0", 0), ("12,5", 1250), ("12.05", 1205), ("7", 700)]
)
def test_amounts_are_whole_cents(text: str, cents: int | None) -> None:
    assert read_cents(text) == cents


@pytest.mark.parametrize("text", ["1.234", "1,234.50", "12.345", "a", "1 000", "٣"])
def test_an_amount_that_could_mean_two_things_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read_cents(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pool,weight\nP,1\n", "E-POOL-COLUMNS"),
        (HEADER, "E-FILE-CSV"),
        (HEADER + "P,X,1,,,,,,\n" * (MOST_LINES + 1), "E-POOL-MANY"),
    ],
)
def test_a_file_that_is_no_list_of_pool_plans_is_refused_whole(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Rejected) as error:
        read_pool_plans(written(tmp_path, text))
    assert error.value.code == code


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    assert len(read_pool_plans(written(tmp_path, HEADER + "P,X,1,,,,,,\n" * MOST_LINES)).lines) == MOST_LINES
