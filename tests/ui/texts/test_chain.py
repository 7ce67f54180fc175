"""The words of a chain of packages: where it came from, what it became, and what opens."""

from datetime import date

import pytest

from agentview.contract.subscription import ChainLink
from agentview.ui.navigation import MIGRATION, ORDER, PACKAGE, Target
from agentview.ui.texts.chain import chain_facts

MIGRATED = ChainLink(
    package_id=12,
    reference="PS-12",
    plan="Mobile 20",
    first_on=date(2025, 11, 3),
    order_id=44,
    order_reference="MG-44",
    order_type="MIGRATE",
)
UPGRADED = MIGRATED.model_copy(update={"order_reference": "PO-44", "order_type": "UPGRADE"})
HIDDEN = MIGRATED.model_copy(
    update={"plan": "", "first_on": None, "order_id": None, "order_reference": "", "order_type": "CHOWN"}
)


def test_r_mig_21_a_package_says_where_it_came_from_and_what_it_became() -> None:
    facts = [(fact.label, fact.value, fact.opens) for fact in chain_facts(MIGRATED, UPGRADED)]
    package = Target(PACKAGE, 12, "PS-12")
    assert facts == [
        ("Migrated from", "PS-12", package),
        ("by order", "MG-44", Target(MIGRATION, 44, "MG-44")),
        ("on", "3 Nov 2025", None),
        ("Upgraded to", "PS-12", package),
        ("by order", "PO-44", Target(ORDER, 44, "PO-44")),
        ("on", "3 Nov 2025", None),
    ]


def test_r_gen_10_what_is_not_to_be_seen_does_not_open() -> None:
    assert [(fact.value, fact.opens) for fact in chain_facts(HIDDEN, None)] == [("PS-12", None)]


@pytest.mark.parametrize(
    ("order_type", "words"),
    [
        ("MIGRATE", ("Migrated from", "Migrated to")),
        ("UPGRADE", ("Upgraded from", "Upgraded to")),
        ("CHOWN", ("Taken over as", "Given away as")),
        ("", ("Followed", "Followed by")),
    ],
)
def test_each_kind_of_order_has_its_words(order_type: str, words: tuple[str, str]) -> None:
    link = HIDDEN.model_copy(update={"order_type": order_type})
    assert tuple(fact.label for fact in chain_facts(link, link)) == words
