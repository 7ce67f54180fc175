"""The list of customers (S-02): by any field, in order, page by page, own ones alone."""

from typing import Any

import pytest
from sqlalchemy import select

from agentview.contract.account import AccountStatus
from agentview.contract.customer_search import (
    CUSTOMERS,
    CUSTOMERS_EXPORT,
    CustomerFilter,
    CustomerRow,
    CustomersExportRequest,
    CustomerSort,
    CustomersRequest,
)
from agentview.contract.orders import PLACE
from agentview.core.errors import Denied, Rejected
from agentview.models.customer import Account, AccountProfile, Contact
from agentview.models.database import Stamp
from agentview.models.money import Invoice
from agentview.models.party import Agent
from agentview.models.subscription import ServiceSerial, ServiceSubscription
from agentview.models.trail import AuditEntry
from agentview.services import exporting
from agentview.services.customer_search import listing, queries
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, order

OWN = ["Bright & Sons Pty", "Jean Pontus", "Kelechi Okonkwo", "Marlow Dental Group", "Slow Payer"]


@pytest.fixture
def filled(backend: Backend) -> Backend:
    """Return the small operator with an order, a serial, an invoice and an agent, all of it indexed."""
    backend.gateway("harbour_csa").call(PLACE, order("S1", add("MOB-40", number="0491 570 156")))
    with backend.database.write(Stamp("test", build.START)) as session:
        service = session.scalars(select(ServiceSubscription)).one()
        session.add(
            ServiceSerial(service_subscription_id=service.id, kind="IMEI", serial_no="490154203237518")
        )
        session.add(AccountProfile(id=2, name="Business"))
        agent = Agent(provider_id=build.HARBOUR, name="Corner Shop")
        session.add(agent)
        session.flush()
        bright = session.get_one(Account, build.BRIGHT)
        bright.agent_id, bright.profile_id = agent.id, 2
        for number, (status, due) in enumerate(
            (("ISSUED", 2500), ("ISSUED", 1200), ("PAID", 0), ("DRAFT", 99))
        ):
            session.add(
                Invoice(
                    account_id=build.BRIGHT,
                    invoice_no=f"I-{number}",
                    issued_on=build.START.date(),
                    due_on=build.START.date(),
                    currency="AUD",
                    total_inc_cents=5000,
                    amount_due_inc_cents=due,
                    status=status,
                )
            )
        for account in session.scalars(select(Account)):
            index_account(Unit(session, NOBODY, build.START), account)
    return backend


def names(backend: Backend, by: str = "harbour_csa", **wanted: Any) -> list[str]:  # noqa: ANN401 - of any field
    request = CustomersRequest(filter=CustomerFilter(**wanted))
    return [row.name for row in backend.gateway(by).call(CUSTOMERS, request).rows]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, OWN),
        ({"name": "marl"}, ["Marlow Dental Group"]),
        ({"name": "group den"}, ["Marlow Dental Group"]),
        ({"name": "xyz"}, []),
        ({"name": "&"}, []),
        (
            {"account_no": "004-100"},
            ["Bright & Sons Pty", "Kelechi Okonkwo", "Marlow Dental Group", "Slow Payer"],
        ),
        ({"account_no": "1002"}, ["Kelechi Okonkwo"]),
        ({"account_no": "FF55 HJY4"}, ["Jean Pontus"]),
        ({"number": "(03) 5550 0002"}, ["Kelechi Okonkwo"]),
        ({"number": "570156"}, ["Marlow Dental Group"]),
        ({"number": "abc"}, []),
        ({"contact": "contact3@example.com"}, ["Bright & Sons Pty"]),
        ({"contact": "kele"}, ["Kelechi Okonkwo"]),
        ({"contact": "+61 3 5550 0002"}, ["Kelechi Okonkwo"]),
        ({"address": "quay sydney", "name": "bright"}, ["Bright & Sons Pty"]),
        ({"contact": "&", "name": "bright"}, []),
        ({"contact": "&", "name": "bright", "address": "quay"}, []),
        ({"serial": "490154"}, ["Marlow Dental Group"]),
        ({"serial": "237518"}, ["Marlow Dental Group"]),
        ({"order_no": "PO-1"}, ["Marlow Dental Group"]),
        ({"order_no": "1"}, ["Marlow Dental Group"]),
        ({"order_no": "PO-99"}, []),
        ({"order_no": "CR-1"}, []),
        ({"order_no": "AC-1"}, []),
        ({"order_no": "nonsense"}, []),
        ({"statuses": (2,)}, ["Slow Payer"]),
        ({"profiles": (2,)}, ["Bright & Sons Pty"]),
        ({"account_ids": (1, 3, 5)}, ["Bright & Sons Pty", "Marlow Dental Group"]),
        ({"name": "o", "statuses": (1,)}, ["Kelechi Okonkwo"]),
    ],
)
def test_s_02_customers_are_found_by_any_field(
    filled: Backend, wanted: dict[str, Any], found: list[str]
) -> None:
    assert names(filled, **wanted) == found


def test_what_many_fit_is_found_on_the_way_through_the_index(
    local_backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    with local_backend.database.write(Stamp("test", build.START)) as session:
        for account in session.scalars(select(Account)):
            index_account(Unit(session, NOBODY, build.START), account)
    monkeypatch.setattr(queries, "FEW", 0)
    assert names(local_backend, address="quay") == OWN
    assert names(local_backend, address="quay", name="marlow") == ["Marlow Dental Group"]


@pytest.mark.parametrize("sort", list(CustomerSort))
@pytest.mark.parametrize("is_descending", [False, True])
def test_pages_follow_each_other_in_every_order(
    backend: Backend, sort: CustomerSort, is_descending: bool
) -> None:
    gateway, after = backend.gateway("harbour_csa"), None
    found: list[CustomerRow] = []
    while True:
        page = gateway.call(
            CUSTOMERS, CustomersRequest(sort=sort, is_descending=is_descending, after=after, limit=2)
        )
        found += page.rows
        after = page.last
        if after is None:
            break
    by_sort: dict[CustomerSort, list[Any]] = {
        CustomerSort.NAME: [row.name for row in found],
        CustomerSort.ACCOUNT_NO: [row.account_no for row in found],
        CustomerSort.STATUS: [(row.status, row.name) for row in found],
    }
    keys = by_sort[sort]
    assert len(found) == len(OWN)
    assert keys == sorted(keys, reverse=is_descending)


def test_a_row_says_what_is_owed_and_masks_the_number(filled: Backend) -> None:
    request = CustomersRequest(filter=CustomerFilter(name="bright"))
    (row,) = filled.gateway("harbour_csa").call(CUSTOMERS, request).rows
    assert (row.owing_cents, row.currency, row.agent) == (3700, "AUD", "Corner Shop")
    assert (row.contact, row.number) == ("Bright & Sons Pty", "•••••003")
    assert (row.status, row.account_type) == (AccountStatus.ACTIVE, "CONSUMER")


def test_r_gen_10_others_customers_are_not_there(filled: Backend) -> None:
    assert names(filled, "alpine_csa") == ["Lee Alpine"]
    assert names(filled, "meridian_prov") == []
    for wanted in ({"name": "marlow"}, {"order_no": "PO-1"}, {"account_ids": (1,)}, {"serial": "490154"}):
        assert names(filled, "alpine_csa", **wanted) == []
    assert names(filled, "harbour_viewer") == ["Marlow Dental Group"]
    assert names(filled, "harbour_viewer", name="kelechi") == []


def test_a_place_that_is_none_is_refused(backend: Backend) -> None:
    with pytest.raises(Rejected) as refused:
        backend.gateway("harbour_csa").call(CUSTOMERS, CustomersRequest(after="nonsense"))
    assert refused.value.code == "E-CURSOR"


def test_d_19_an_export_is_audited_and_a_large_one_takes_a_power(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_EXPORT_PAGE", 3)
    gateway = backend.gateway("harbour_csa")
    first = gateway.call(CUSTOMERS_EXPORT, CustomersExportRequest(columns=("name",)), key="a")
    rest = gateway.call(
        CUSTOMERS_EXPORT, CustomersExportRequest(columns=("name",), after=first.last), key="b"
    )
    assert [row.name for row in (*first.rows, *rest.rows)] == OWN
    assert (first.total, rest.last) == (5, None)
    with backend.database.read() as session:
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "export"))
        assert entry.new_value == "customers: 5 rows: name"
    monkeypatch.setattr(exporting, "EXPORT_FREE", 4)
    with pytest.raises(Denied) as refused:
        gateway.call(CUSTOMERS_EXPORT, CustomersExportRequest(), key="c")
    assert refused.value.code == "E-EXPORT-LARGE"


def test_contacts_added_later_are_found_when_indexed(backend: Backend) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        contact = session.scalars(select(Contact).where(Contact.account_id == build.MARLOW)).one()
        contact.name = "Zoltan Quist"
        index_account(Unit(session, NOBODY, build.START), session.get_one(Account, build.MARLOW))
    assert names(backend, contact="quist") == ["Marlow Dental Group"]
