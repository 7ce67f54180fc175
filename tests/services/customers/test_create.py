"""New customers: with a name or a number alone, numbered without gaps in sense, and not twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from agentview.contract import customers as contract
from agentview.contract import search
from agentview.contract.customers import CustomerKept
from agentview.core.errors import AgentViewError, Denied
from agentview.models.customer import Account
from agentview.services.customers.account_number import numbers_after
from tests import build
from tests.services.customers.having import seen
from tests.services.provisioning.working import Working

FIELDS = {"account_type": "CONSUMER", "profile_id": 1}


def request(name: str = "", number: str = "", /, **rest: object) -> dict[str, object]:
    return {"fields": {**FIELDS, "name": name}, "contact": {"mobile": number}, **rest}


def create(working: Working, name: str = "", number: str = "", /, **rest: object) -> CustomerKept:
    return working.call("harbour_csa", contract.CREATE, **request(name, number, **rest))


def refused(working: Working, name: str = "", number: str = "", /, **rest: object) -> AgentViewError:
    return working.refused("harbour_csa", contract.CREATE, **request(name, number, **rest))


def test_a_customer_is_made_with_contact_address_and_note(working: Working) -> None:
    address = {"line1": "9 Quay Street", "city": "Sydney", "country": "AU"}
    made = create(working, "Zoë Åkesson", "0491 570 156", address=address, note="Rang at noon")
    found = seen(working, made.account_id)
    assert (found.name, found.account_no, found.status) == ("Zoë Åkesson", made.account_no, 1)
    assert found.contacts[0].mobile is not None
    assert [note.text for note in found.latest_notes] == ["Rang at noon"]
    for text in ("akesson", made.account_no):
        hits = working.call("harbour_csa", search.FIND, text=text).hits
        assert made.account_id in [hit.record_id for hit in hits]


def test_a_customer_with_a_number_alone_is_called_by_the_account_number(working: Working) -> None:
    made = create(working, "", "(0491) 570-156")
    assert made.name == made.account_no
    nobody = refused(working)
    assert [(one.code, one.field) for one in nobody.refusals] == [("E-NAME-OR-NUMBER", "name")]


def test_the_number_follows_the_provider_s_pattern_and_skips_what_is_taken(working: Working) -> None:
    first = create(working, "First")
    assert first.account_no == "004-1005"
    create(working, "Taken", account_no="004-1006")
    assert create(working, "Second").account_no == "004-1007"
    taken = refused(working, "Third", account_no="004-1006")
    assert (taken.code, taken.values["name"]) == ("E-ACCOUNT-TAKEN", "Taken")


def test_numbers_go_on_in_the_most_common_shape() -> None:
    assert next(numbers_after(["A-0099", "A-0098", "ff55-hjy4", "legacy"])) == "A-0100"
    assert next(numbers_after(["9999"])) == "10000"
    assert next(numbers_after([])) == "100001"
    many = list(numbers_after(["7"]))
    assert len(set(many)) == len(many) > 50
    assert many[:3] == ["8", "9", "10"]


def test_many_at_once_get_different_numbers(local_working: Working) -> None:
    gateway = local_working.on("harbour_csa")

    def make(at: int) -> str:
        body = contract.NewCustomerRequest.model_validate(request(f"Person {at}"))
        return gateway.call(contract.CREATE, body).account_no

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(make, range(18)))
    assert len(set(numbers)) == 18


@pytest.mark.parametrize("spelling", ["+61 491 570 156", "0491/570156"])
def test_somebody_with_the_same_number_is_named_until_confirmed(working: Working, spelling: str) -> None:
    made = create(working, "Jo", "0491 570 156")
    known = refused(working, "Somebody else", spelling)
    assert (known.code, known.values["account_id"], known.values["name"]) == (
        "E-CUSTOMER-KNOWN",
        made.account_id,
        "Jo",
    )
    other = create(working, "Somebody else", spelling, confirm_duplicate=True)
    assert other.account_id != made.account_id


def test_somebody_with_the_same_name_at_the_same_place_is_named(working: Working) -> None:
    place = {"line1": "1 Quay Street", "postcode": "2000", "country": "AU"}
    create(working, "Zoë Åkesson", address=place)
    spelt = {**place, "line1": "1  quay STREET"}
    assert refused(working, "ZOE AKESSON", address=spelt).code == "E-CUSTOMER-KNOWN"
    create(working, "Zoë Åkesson", address={**place, "line1": "2 Quay Street"})
    create(working, "Zoë Åkesson")


def test_another_provider_s_customer_is_never_named(working: Working) -> None:
    create(working, "Jo", "+61491570156")
    made = working.call("alpine_csa", contract.CREATE, **request("Jo", "+61491570156"))
    assert made.account_no.startswith("009-")


def test_what_is_wrong_is_said_all_at_once_and_nothing_is_made(working: Working) -> None:
    before = _count(working)
    wrong = refused(working, "x" * 10_000, "none", account_no="9" * 101)
    assert {(one.code, one.field) for one in wrong.refusals} == {
        ("E-LONG", "name"),
        ("E-LONG", "account_no"),
        ("E-NO-DIGITS", "contact.mobile"),
    }
    assert _count(working) == before
    assert isinstance(working.refused("harbour_prov", contract.CREATE, **request("Jo")), Denied)


@pytest.mark.parametrize(
    "name",
    [
        "\u0645\u062d\u0645\u062f",
        "\u674e\u5c0f\u9f8d",
        "\u05d0\u05d1\u05d9 \u202e\u05db\u05d4\u05df",
        "\u1e68\u1e69\u0307 \U0001f469\u200d\U0001f680",
        "<b>Bold</b>",
        "=cmd|'/c'!A1",
    ],
)
def test_names_in_any_script_are_kept_and_found(working: Working, name: str) -> None:
    made = create(working, name)
    assert seen(working, made.account_id).name == made.name
    assert made.name


def _count(working: Working) -> int:
    with working.backend.database.read() as session:
        return session.scalars(
            select(func.count()).select_from(Account).where(Account.provider_id == build.HARBOUR)
        ).one()
