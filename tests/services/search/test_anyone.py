"""Anyone is found: by every number in every spelling, by every name in every script, best first (D-35)."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select

from agentview.contract.orders import PLACE, OrderType
from agentview.contract.search import FIND, FindRequest, Hit, HitField, HitKind
from agentview.models.customer import Account, Address, Contact
from agentview.models.database import Stamp
from agentview.models.numbering import go_on_after_rows
from agentview.models.order import Order
from agentview.models.subscription import PackageSubscription, ServiceSerial, ServiceSubscription
from agentview.models.work_item import WorkItem
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, order


def find(backend: Backend, text: str, by: str = "harbour_csa", limit: int = 8) -> list[Hit]:
    return list(backend.gateway(by).call(FIND, FindRequest(text=text, limit=limit)).hits)


def titles(backend: Backend, text: str, by: str = "harbour_csa") -> list[str]:
    return [hit.title for hit in find(backend, text, by)]


def add_customers(
    backend: Backend, customers: Sequence[tuple[str, str | None, str | None, str | None]]
) -> list[int]:
    """Add customers: name, telephone, telephone as typed, mobile."""
    made = []
    with backend.database.write(Stamp("test", build.START)) as session:
        go_on_after_rows(session, Account)
        go_on_after_rows(session, Contact)
        for at, (name, phone, as_typed, mobile) in enumerate(customers):
            account = Account(
                provider_id=build.HARBOUR,
                profile_id=1,
                account_no=f"N-{at}",
                name=name,
                name_key=name.casefold(),
                account_type="CONSUMER",
                status=1,
                opened_on=date(2024, 1, 1),
            )
            session.add(account)
            session.flush()
            session.add(
                Contact(
                    account_id=account.id,
                    kind="ACCOUNT_HOLDER",
                    name=name,
                    phone=phone,
                    phone_as_typed=as_typed,
                    mobile=mobile,
                )
            )
            index_account(Unit(session, NOBODY, build.START), account)
            made.append(account.id)
    return made


@pytest.mark.parametrize(
    "typed",
    [
        "02 9555 0142",
        "(02) 9555-0142",
        "02/9555.0142",
        "+61 2 9555 0142",
        "+61 (0)2 9555 0142",
        "0061 2 9555 0142",
        "0011 61 2 9555 0142",
        "02\u00a09555\u202f0142",
        "02 9555\u20110142",
        "[02] 9555 0142",
        "tel:+61295550142",
        "+61295550142;ext=12",
        "02 9555 0142 ext 12",
        "02 9555 0142 x12",
        "02 9555 0142 Ext. 12",
        "\u202a02 9555 0142\u202c",
        "\uff0b\uff16\uff11 2 9555 0142",
        "95550142",
        "550142",
    ],
)
def test_d_35_a_number_is_found_in_any_spelling(local_backend: Backend, typed: str) -> None:
    add_customers(local_backend, [("Quay Books", "+61295550142", "02/9555 0142", None)])
    (hit,) = find(local_backend, typed)
    assert (hit.title, hit.matched) == ("Quay Books", HitField.NUMBER)


@pytest.mark.parametrize(
    "typed", ["0295550142", "02 9555 0142", "+61295550142", "02 9555 0142 ext 9", "0142"]
)
def test_a_number_that_is_kept_as_it_was_typed_is_found_too(local_backend: Backend, typed: str) -> None:
    add_customers(local_backend, [("Quay Books", None, "02 9555 0142 ext 12", None)])
    assert titles(local_backend, typed) == ["Quay Books"]


def test_a_customer_with_only_a_number_is_found_by_it(backend: Backend) -> None:
    add_customers(backend, [("+61 491 570 006", None, None, "+61491570006")])
    assert titles(backend, "0491 570 006") == ["+61 491 570 006"]
    assert titles(backend, "0006") == ["+61 491 570 006"]


def test_matches_are_shown_while_a_number_is_being_typed(local_backend: Backend) -> None:
    add_customers(local_backend, [("Quay Books", "+61295550142", None, None)])
    for typed in ("0295", "02 95 5", "+612955", "6129555"):
        (hit,) = find(local_backend, typed)
        assert (hit.title, hit.matched) == ("Quay Books", HitField.NUMBER), typed


def test_the_whole_number_comes_before_longer_ones_that_end_alike(local_backend: Backend) -> None:
    add_customers(
        local_backend,
        [("Abroad", "+4312955501420295550142", None, None), ("Here", "+61295550142", None, None)],
    )
    assert titles(local_backend, "0295550142") == ["Here", "Abroad"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Žofie Müller-Straße", "zofie mueller"),
        ("Mueller", "Müller"),
        ("Müller", "mueller"),
        ("Søren Ærø", "soren"),
        ("Søren Ærø", "soeren aero"),
        ("Łukasz Wałęsa", "lukasz walesa"),
        ("Đorđe Đukić", "dorde dukic"),
        ("Ilg\u0131n I\u015f\u0131k", "isik"),
        ("İbrahim", "ibrahim"),
        ("Sean O'Brien", "obrien"),
        ("Sean OBrien", "o\u2019brien"),
        ("山田太郎", "太郎"),
        ("山田太郎", "田太"),
        ("山田 太郎", "山田太郎"),
        ("株式会社東京Tower", "tower"),
        ("김민수", "민수"),
        ("김민수", "김민"),
        ("مُحَمَّد علي", "محمد"),
        ("محـمد", "محمد"),
        ("שָׁלוֹם כהן", "שלום"),
        ("हिन्दी कुमार", "हिन्दी"),
        ("สมชาย", "ชาย"),
        ("\uff26\uff35\uff2c\uff2c Width", "full width"),
        ("\u200fعلي\u200f", "علي"),
    ],
)
def test_d_35_names_in_any_script_are_found(local_backend: Backend, name: str, typed: str) -> None:
    add_customers(local_backend, [(name, None, None, None)])
    assert titles(local_backend, typed) == [name]


def test_names_come_before_other_words_and_the_beginning_of_a_name_first(local_backend: Backend) -> None:
    made = add_customers(
        local_backend,
        [
            ("Zed Perth", None, None, None),
            ("Perth", None, None, None),
            ("Perthshire Wool", None, None, None),
            ("Ann Lee", None, None, None),
            ("Abe Perthman", None, None, None),
        ],
    )
    with local_backend.database.write(Stamp("test", build.START)) as session:
        session.add(Address(account_id=made[3], line1="1 Quay", city="Perth", country="AU"))
        index_account(Unit(session, NOBODY, build.START), session.get_one(Account, made[3]))
    hits = find(local_backend, "perth")
    assert [(hit.title, hit.matched) for hit in hits] == [
        ("Perth", HitField.NAME),
        ("Perthshire Wool", HitField.NAME),
        ("Zed Perth", HitField.NAME),
        ("Abe Perthman", HitField.NAME),
        ("Ann Lee", HitField.ADDRESS),
    ]
    assert [hit.title for hit in find(local_backend, "lee perth")] == ["Ann Lee"]
    assert [hit.title for hit in find(local_backend, "perth", limit=2)] == ["Perth", "Perthshire Wool"]


def test_everything_that_a_customer_has_leads_to_it(backend: Backend) -> None:
    backend.gateway("harbour_csa").call(PLACE, order("S1", add("MOB-40", number="0491 570 156")))
    with backend.database.write(Stamp("test", build.START)) as session:
        contact = session.scalars(select(Contact).where(Contact.account_id == build.MARLOW)).one()
        contact.name, contact.mobile = "Philippa Quist", "+61491570007"
        service = session.scalars(
            select(ServiceSubscription)
            .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
            .where(PackageSubscription.account_id == build.MARLOW)
        ).one()
        service.vanity_name = "Reception desk"
        for kind, serial in (("IMEI", "490154203237518"), ("ICCID", "8961017000012345678F")):
            session.add(ServiceSerial(service_subscription_id=service.id, kind=kind, serial_no=serial))
        index_account(Unit(session, NOBODY, build.START), session.get_one(Account, build.MARLOW))
    expected = {
        "philippa": HitField.CONTACT,
        "0491 570 007": HitField.NUMBER,
        "0491570156": HitField.NUMBER,
        "reception": HitField.VANITY_NAME,
        "490154203237518": HitField.SERIAL,
        "4901542": HitField.SERIAL,
        "237518": HitField.SERIAL,
        "8961017000012345678F": HitField.SERIAL,
        "49-015420-323751-8": HitField.SERIAL,
        "contact1@example.com": HitField.EMAIL,
        "sydney marlow": HitField.NAME,
        "quay": HitField.ADDRESS,
        "004-1001": HitField.ACCOUNT_NO,
        "004 1001": HitField.ACCOUNT_NO,
    }
    for typed, field in expected.items():
        hit = find(backend, typed)[0]
        assert (hit.record_id, hit.kind) == (build.MARLOW, HitKind.CUSTOMER), typed
        assert hit.matched is field or field is HitField.NAME, typed
        assert hit.reference == "004-1001"


def test_orders_that_are_not_submitted_yet_are_found_by_their_number(backend: Backend) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        draft = Order(
            provider_id=build.HARBOUR,
            order_type="NEW",
            status="ORDER_INCOMPLETE",
            source="DESKTOP",
            form_data={},
            requested_on=build.START.date(),
        )
        session.add(draft)
        session.flush()
        number = draft.id
    (hit,) = find(backend, f"PO-{number}")
    assert (hit.kind, hit.record_id, hit.title, hit.status) == (
        HitKind.ORDER,
        number,
        f"PO-{number}",
        "ORDER_INCOMPLETE",
    )
    assert (hit.detail, hit.order_type) == ("", OrderType.NEW), "the type is told to programs, not as a text"
    for stranger in ("alpine_csa", "meridian_prov", "harbour_viewer"):
        assert titles(backend, f"PO-{number}", stranger) == []


def test_cases_are_found_by_their_number(backend: Backend) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        case = WorkItem(
            provider_id=build.HARBOUR,
            type_code="HALT",
            account_id=build.MARLOW,
            summary="Address is wrong",
            raised_at=build.START,
            status="OPEN",
        )
        session.add(case)
        session.flush()
        number = case.id
    (hit,) = find(backend, f"wi-{number}")
    assert (hit.kind, hit.title) == (HitKind.WORK_ITEM, f"WI-{number}")
    assert hit.detail == "Address is wrong · Marlow Dental Group"
    assert titles(backend, f"WI-{number}", "alpine_csa") == []


def test_an_order_is_found_by_its_bare_number(local_backend: Backend) -> None:
    with local_backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            Order(
                id=10482,
                provider_id=build.HARBOUR,
                account_id=build.MARLOW,
                order_type="NEW",
                status="ORDER_INCOMPLETE",
                source="DESKTOP",
                form_data={},
                requested_on=build.START.date(),
            )
        )
    assert titles(local_backend, "10482") == ["PO-10482"]
    assert titles(local_backend, "10482", "alpine_csa") == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200,
        "山" * 200,
        "1" * 200,
        "+" * 200,
        "\u0301" * 200,
        "' OR 1=1 --",
        "%_\\",
        "\U0010ffff",
        "a b c d e f g h",
        "9" * 64,
        "((((((",
        "ext 12",
    ],
)
def test_odd_queries_do_no_harm(backend: Backend, text: str) -> None:
    assert titles(backend, text) == []


def test_hits_are_what_validation_would_make_of_them(local_backend: Backend) -> None:
    add_customers(local_backend, [("Quay Books", "+61295550142", None, None)])
    (hit,) = find(local_backend, "quay")
    assert Hit.model_validate(hit.model_dump()) == hit
    assert hit.model_fields_set == set(Hit.model_fields)


def test_a_name_of_any_length_does_no_harm(local_backend: Backend) -> None:
    add_customers(local_backend, [("山田" * 100, None, None, None), ("Long " * 40, None, None, None)])
    assert titles(local_backend, "long") == ["Long " * 40]
    assert titles(local_backend, "田山田") == ["山田" * 100]
