"""What is on sale, and identifiers while they are typed (R-PRV-40, E6)."""

import pytest
from sqlalchemy import update

from agentview.contract import order_entry as contract
from agentview.models.catalogue import PackagePlan
from agentview.models.database import Stamp
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.services.order_entry.ordering import PHONE, Ordering


def test_r_prv_40_choosing_types_keeps_the_packages_that_hold_each_of_them(ordering: Ordering) -> None:
    everything = ordering.call("harbour_csa", contract.OFFERS)
    assert {one.code for one in everything.packages} == {"MOB-40", "MOB-80", "DUO", "TALK", "BOX", "14277"}
    assert [one.name for one in everything.types] == ["Broadband", "Mobile", "SIP trunk", "Voicemail"]
    left = ordering.call("harbour_csa", contract.OFFERS, service_type_ids=[build.MOBILE, build.SIP])
    assert {one.code for one in left.packages} == {"DUO", "14277"}


def test_e6_other_types_that_can_still_be_combined_are_told(ordering: Ordering) -> None:
    chosen = ordering.call("harbour_csa", contract.OFFERS, service_type_ids=[build.VOICEMAIL])
    joins = {one.name: (one.can_join, one.package_count) for one in chosen.types}
    assert joins == {
        "Broadband": (False, 0),
        "Mobile": (False, 0),
        "SIP trunk": (True, 1),
        "Voicemail": (True, 2),
    }


def test_packages_show_their_parts_fees_and_who_provisions_them(ordering: Ordering) -> None:
    found = ordering.call("harbour_csa", contract.OFFERS).packages
    duo = next(one for one in found if one.code == "DUO")
    assert (duo.access_fee_cents, duo.setup_fee_cents, duo.currency) == (9900, 0, "AUD")
    assert [(part.service_type, part.is_mandatory, part.queue) for part in duo.parts] == [
        ("Mobile", True, "Meridian Wholesale"),
        ("Broadband", True, "Harbour Mobile"),
        ("SIP trunk", False, "Harbour Mobile"),
    ]
    box = next(one for one in found if one.code == "BOX")
    assert [(part.method, part.queue) for part in box.parts] == [("AUTOMATIC", "")]


def test_only_the_own_plans_that_are_on_sale_are_offered(ordering: Ordering) -> None:
    assert {one.code for one in ordering.call("alpine_csa", contract.OFFERS).packages} == {"ALP-40"}
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(PackagePlan).where(PackagePlan.code == "DUO").values(status="WITHDRAWN"))
    left = ordering.call("harbour_csa", contract.OFFERS)
    assert "DUO" not in {one.code for one in left.packages}
    assert "Broadband" not in {one.name for one in left.types}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0491 570 156", PHONE),
        ("(0491) 570-156", PHONE),
        ("+61 491 570 156", PHONE),
        ("+61\u00a0491\u00a0570\u00a0156", PHONE),
        (PHONE, PHONE),
    ],
)
def test_numbers_are_checked_as_they_will_be_stored(ordering: Ordering, typed: str, stored: str) -> None:
    asked = [{"service_type_id": build.MOBILE, "text": typed}]
    check = ordering.call("harbour_csa", contract.CHECK_IDENTIFIERS, identifiers=asked).checks[0]
    assert (check.normalised, check.refusals, check.uses) == (stored, (), ())


@pytest.mark.parametrize(
    "typed", ["12", "0491", "phone", "<img src=x>", "\u0660\u0661\u0662", "9" * 200, "+61 491 570 156 ext 4"]
)
def test_what_fits_no_pattern_is_refused(ordering: Ordering, typed: str) -> None:
    asked = [{"service_type_id": build.MOBILE, "text": typed}]
    check = ordering.call("harbour_csa", contract.CHECK_IDENTIFIERS, identifiers=asked).checks[0]
    assert [one.code for one in check.refusals] == ["E-IDENTIFIER"]


def test_an_identifier_in_use_is_warned_of_with_who_has_it(ordering: Ordering) -> None:
    ordering.submit(ordering.ready())
    asked = [
        {"service_type_id": build.MOBILE, "text": "0491 570 156"},
        {"service_type_id": build.SIP, "text": PHONE},
        {"service_type_id": build.MOBILE, "text": ""},
        {"service_type_id": 999, "text": "x"},
    ]
    checks = ordering.call("harbour_csa", contract.CHECK_IDENTIFIERS, identifiers=asked).checks
    assert [(use.customer, use.status) for use in checks[0].uses] == [("Marlow Dental Group", "PreActive")]
    assert [check.uses for check in checks[1:]] == [(), (), ()]
    assert [one.code for one in checks[3].refusals] == ["E-TYPE"]
    theirs = ordering.call("alpine_csa", contract.CHECK_IDENTIFIERS, identifiers=asked[:1]).checks[0]
    assert theirs.uses == (), "another provider's customers are not told of"


def test_a_customer_who_looks_in_is_not_told_who_has_a_number(ordering: Ordering) -> None:
    draft = ordering.start(build.BRIGHT)
    ordering.submit(ordering.save(draft, ordering.form(account_id=build.BRIGHT)))
    asked = [{"service_type_id": build.MOBILE, "text": PHONE}]
    check = ordering.call("harbour_viewer", contract.CHECK_IDENTIFIERS, identifiers=asked).checks[0]
    assert [(use.customer, use.account_id, use.service) for use in check.uses] == [("", None, "")]


def test_reading_a_draft_takes_as_many_queries_for_one_service_as_for_several(local_backend: Backend) -> None:
    ordering = Ordering(local_backend)
    small, large = ordering.ready("MOB-40"), ordering.ready("DUO")
    counts = []
    for draft in (small, large):
        with statements(local_backend.database) as said:
            ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id)
        counts.append(len(said))
    assert counts[0] == counts[1] <= 20
