"""The search box: what is found, in which order, and by whom."""

import pytest
from sqlalchemy import delete, select

from agentview.contract.orders import PLACE
from agentview.contract.provisioning import TransferType
from agentview.contract.search import FIND, FindRequest, Hit, HitKind
from agentview.core.reference import Prefix
from agentview.models.customer import Account, Contact
from agentview.models.database import Stamp
from agentview.models.desk import SearchToken
from agentview.models.numbering import go_on_after_rows
from agentview.models.provisioning import ProvisioningTask
from agentview.services.search.index import index_account
from agentview.services.search.query import read_query
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, order


def find(backend: Backend, text: str, by: str = "harbour_csa", limit: int = 8) -> list[Hit]:
    return list(backend.gateway(by).call(FIND, FindRequest(text=text, limit=limit)).hits)


def titles(backend: Backend, text: str, by: str = "harbour_csa") -> list[str]:
    return [hit.title for hit in find(backend, text, by)]


@pytest.fixture
def filled(backend: Backend) -> Backend:
    """Return the small operator with all accounts indexed and two orders placed."""
    index_all(backend)
    gateway = backend.gateway("harbour_csa")
    gateway.call(PLACE, order("S1", add("DUO", number="0491 570 156")))
    gateway.call(PLACE, order("S2", add("MOB-40", number="0491 570 157"), account=build.OKONKWO))
    return backend


def index_all(backend: Backend) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        session.execute(delete(SearchToken))
        unit = Unit(session, NOBODY, build.START)
        for account in session.scalars(select(Account)):
            index_account(unit, account)


def test_names_are_found_by_the_beginnings_of_their_words(filled: Backend) -> None:
    assert titles(filled, "mar den")[0] == "Marlow Dental Group"
    assert titles(filled, "  GROUP  dental ")[0] == "Marlow Dental Group"
    assert titles(filled, "arlow") == []
    assert titles(filled, "mar xyz") == []
    assert titles(filled, "") == []
    assert titles(filled, "%") == []
    assert titles(filled, "_") == []


def test_case_and_accents_do_not_matter(filled: Backend) -> None:
    with filled.database.write(Stamp("test", build.START)) as session:
        account = session.get_one(Account, build.BRIGHT)
        contact = session.scalars(select(Contact).where(Contact.account_id == build.BRIGHT)).one()
        account.name = contact.name = "Žofie Müller-Straße"
        index_account(Unit(session, NOBODY, build.START), account)
    for typed in ("zofie", "ŽOFIE", "Z\u030cofie", "muller", "MÜLLER", "strasse", "STRAẞE"):
        assert titles(filled, typed) == ["Žofie Müller-Straße"]
    assert titles(filled, "bright") == []


def test_customers_are_described_without_more_than_needed(filled: Backend) -> None:
    (hit, *_) = find(filled, "marlow")
    assert (hit.kind, hit.record_id, hit.title, hit.status) == (
        HitKind.CUSTOMER,
        build.MARLOW,
        "Marlow Dental Group",
        "Active",
    )
    assert hit.detail == "004-1001 · •••••001 · Sydney"
    assert find(filled, "slow")[0].status == "Inactive"


@pytest.mark.parametrize(
    "typed", ["0491570156", "0491 570 156", "+61 491 570 156", "61491570156", "570156", "0156"]
)
def test_numbers_are_found_by_their_ends_however_they_are_typed(filled: Backend, typed: str) -> None:
    hits = find(filled, typed)
    assert [(hit.kind, hit.title) for hit in hits] == [
        (HitKind.CUSTOMER, "Marlow Dental Group"),
        (HitKind.TASK, "PO-1/1"),
    ]
    assert "491570156" not in "".join(hit.detail for hit in hits)


def test_few_digits_are_no_number(filled: Backend) -> None:
    assert titles(filled, "156") == []


def test_account_numbers_are_found(filled: Backend) -> None:
    assert titles(filled, "004-1002")[0] == "Kelechi Okonkwo"
    assert titles(filled, "1002")[0] == "Kelechi Okonkwo"
    assert titles(filled, "ff55-hjy4") == ["Jean Pontus"]


@pytest.mark.parametrize("prefix", Prefix)
def test_whatever_can_be_quoted_can_be_looked_for(backend: Backend, prefix: Prefix) -> None:
    assert find(backend, f"{prefix}-987654") == []


def test_references_mean_their_record_alone(filled: Backend) -> None:
    assert titles(filled, "PO-1") == ["PO-1", "PO-1/1", "PO-1/2"]
    assert titles(filled, " po-2/1 ") == ["PO-2/1"]
    assert titles(filled, "AC-2") == ["Kelechi Okonkwo"]
    assert titles(filled, "PS-2") == ["Kelechi Okonkwo"]
    assert titles(filled, "SS-1") == ["Marlow Dental Group"]
    for unknown in ("PO-99", "CR-1", "PO-1/9", "PO-999999999999999999", "PS-999999999999999999"):
        assert titles(filled, unknown) == []


def test_mail_addresses_are_found(filled: Backend) -> None:
    assert titles(filled, "contact2@example.com")[0] == "Kelechi Okonkwo"


def test_a_wholesaler_finds_the_tasks_of_its_queue_and_no_customer(filled: Backend) -> None:
    hits = find(filled, "marlow", "meridian_prov")
    assert [(hit.kind, hit.title) for hit in hits] == [(HitKind.TASK, "PO-1/1")]
    assert titles(filled, "PO-1", "meridian_prov") == ["PO-1/1"]
    assert titles(filled, "contact1@example.com", "meridian_prov") == []
    assert titles(filled, "AC-1", "meridian_prov") == []
    assert titles(filled, "PS-1", "meridian_prov") == []


def test_another_retailer_finds_nothing_of_it(filled: Backend) -> None:
    for typed in ("marlow", "PO-1", "PO-1/1", "0491570156", "004-1001", "AC-1", "PS-1", "SS-1"):
        assert titles(filled, typed, "alpine_csa") == []
    assert titles(filled, "lee", "alpine_csa") == ["Lee Alpine"]
    assert titles(filled, "lee") == []


def test_a_viewer_finds_the_own_account_alone(filled: Backend) -> None:
    assert titles(filled, "marlow", "harbour_viewer")[0] == "Marlow Dental Group"
    for typed in ("okonkwo", "0491570157", "PO-2", "AC-2", "004-1002"):
        assert titles(filled, typed, "harbour_viewer") == []
    assert titles(filled, "PO-1", "harbour_viewer") == ["PO-1", "PO-1/1", "PO-1/2"]


def test_the_best_come_first_and_only_so_many(local_backend: Backend) -> None:
    names = ["Annabel Ray", "Ann Zimmer", "Anna Ray", "Ann Abel", "Annika Ray"]
    with local_backend.database.write(Stamp("test", build.START)) as session:
        session.execute(delete(SearchToken))
        unit = Unit(session, NOBODY, build.START)
        template = session.get_one(Account, build.MARLOW)
        go_on_after_rows(session, Account)
        for number, name in enumerate(names):
            account = Account(
                provider_id=build.HARBOUR,
                profile_id=template.profile_id,
                account_no=f"T{number}",
                name=name,
                name_key=name.casefold(),
                account_type="CONSUMER",
                status=1,
                opened_on=template.opened_on,
            )
            session.add(account)
            index_account(unit, account)
    assert titles(local_backend, "ann") == [
        "Ann Abel",
        "Ann Zimmer",
        "Anna Ray",
        "Annabel Ray",
        "Annika Ray",
    ]
    assert [hit.title for hit in find(local_backend, "ann", limit=1)] == ["Ann Abel"]


def test_a_task_says_what_it_is_and_a_dead_claim_is_none(filled: Backend) -> None:
    with filled.database.write(Stamp("test", build.START)) as session:
        task = session.scalars(select(ProvisioningTask).where(ProvisioningTask.reference == "PO-2/1")).one()
        task.status, task.claimed_by = "IN_PROGRESS", 10
        task.claimed_at = task.lease_until = build.START
    (hit,) = find(filled, "PO-2/1", "meridian_prov")
    assert hit.detail == "Kelechi Okonkwo · Mobile · •••••157"
    assert (hit.transfer_type, hit.order_type) == (TransferType.NEW, None)
    assert hit.status == "IN_PROGRESS"
    filled.clock.set(build.START.replace(hour=23))
    (later,) = find(filled, "PO-2/1", "meridian_prov")
    assert later.status == "AWAITING_PROVISIONING"


def test_indexing_again_forgets_what_is_gone(filled: Backend) -> None:
    with filled.database.write(Stamp("test", build.START)) as session:
        contact = session.scalars(select(Contact).where(Contact.account_id == build.OKONKWO)).one()
        contact.email = "new@elsewhere.example"
        index_account(Unit(session, NOBODY, build.START), session.get_one(Account, build.OKONKWO))
    assert titles(filled, "new@elsewhere.example") == ["Kelechi Okonkwo"]
    assert titles(filled, "new@else") == ["Kelechi Okonkwo"]
    assert titles(filled, "new") == ["Kelechi Okonkwo"]
    assert titles(filled, "elsewhere") == [], "a domain is everybody's"
    assert titles(filled, "contact2") == []


def test_what_is_typed_is_read_as_a_number_only_when_it_looks_like_one() -> None:
    assert read_query("Flat 12345", "AU").number == ""
    assert read_query("0491 570 156", "AU").endings == ("651075194",)
    assert read_query("570156", "AU").endings == ("651075",)
    assert read_query("٠٤٩١", "AU").number == "0491"
    assert [wording.words for wording in read_query("a " * 50, "AU").wordings] == [("a",)]
