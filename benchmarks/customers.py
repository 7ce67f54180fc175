"""Fills a database with very many customers and all that they are found by, fast."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random

from sqlalchemy import Index
from sqlalchemy.schema import CreateIndex, DropIndex

from agentview.core.text import fold
from agentview.models.database import Database, Stamp
from agentview.models.desk import SearchToken
from agentview.models.upgrade import upgrade
from agentview.services.search.index import Findable, account_token_rows
from benchmarks.population import NOW, STAMPS, Row, write_tables
from tests import build

FIRST = 1_000
_GIVEN = [
    "Ava",
    "Noah",
    "Mia",
    "Leo",
    "Isla",
    "Jack",
    "Zoe",
    "Max",
    "Ruby",
    "Finn",
    "Ella",
    "Hugo",
    "Ivy",
    "Oscar",
    "Lily",
    "Theo",
    "Grace",
    "Louis",
    "Amelia",
    "Henry",
    "Sofia",
    "Marlon",
    "Maria",
    "Martin",
    "Margaret",
    "Chen",
    "Wei",
    "Priya",
    "Arjun",
    "Yuki",
    "Kenji",
    "Fatima",
    "Omar",
    "Layla",
    "Ahmed",
    "Olga",
    "Ivan",
    "Anna",
    "Pavel",
    "Kelechi",
    "Amara",
    "Chidi",
    "Ngozi",
    "Thabo",
    "Zanele",
    "Jose",
    "Carmen",
    "Diego",
    "Lucia",
    "Andre",
    "Chloe",
    "Pierre",
    "Elise",
    "Jonas",
    "Greta",
]
_ONSETS = ["b", "br", "ch", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w"]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_CODAS = ["n", "r", "s", "ll", "ck", "rt", "son", "ley", "man", "ton", "well"]
_SURNAMES = tuple(
    f"{onset}{first}{middle}{second}{coda}".capitalize()
    for onset, first, middle, second, coda in product(_ONSETS, "aeiou", "lmnrt", _VOWELS, _CODAS)
)
_TRADES = [
    "Dental",
    "Plumbing",
    "Books",
    "Electrical",
    "Bakery",
    "Motors",
    "Gardens",
    "Legal",
    "Transport",
    "Studio",
]
_CITIES = [
    "Sydney",
    "Melbourne",
    "Perth",
    "Hobart",
    "Darwin",
    "Cairns",
    "Newcastle",
    "Geelong",
    "Ballarat",
    "Bendigo",
    "Broome",
    "Albany",
]
_STREETS = ["Quay", "Station", "Church", "Mill", "Harbour", "Garden", "Park", "King", "Queen", "Victoria"]


def populate_customers(url: str, customers: int) -> None:
    """Make a database with so many customers of one retailer."""
    database = Database(url)
    upgrade(database)
    with database.write(Stamp("seed", NOW)) as session:
        build.seed(session)
    indexes = sorted(_indexes(), key=lambda index: str(index.name))
    # An index is made far faster of all its rows than row by row.
    with database.engine.begin() as connection:
        for index in indexes:
            connection.execute(DropIndex(index))
    database.close()
    write_tables(database, (("account", _accounts(customers)), ("contact", _contacts(customers))))
    write_tables(database, (("address", _addresses(customers)), ("search_token", _tokens(customers))))
    with database.engine.begin() as connection:
        for index in indexes:
            connection.execute(CreateIndex(index))
    write_tables(database, ())
    database.close()


def name_of(number: int) -> str:
    """Return the name of a customer; every fifth is a business."""
    random = Random(number)
    surname = random.choice(_SURNAMES)
    if number % 5 == 0:
        return f"{surname} {random.choice(_TRADES)} Group"
    return f"{random.choice(_GIVEN)} {surname}"


def phone_of(number: int) -> str:
    """Return the telephone number of a customer."""
    # Prime to 10**8, so that ends of numbers are spread evenly and nobody shares a number.
    return f"+614{number * 48_271_003 % 100_000_000:08d}"


def _indexes() -> tuple[Index, ...]:
    return tuple(index for index in SearchToken.metadata.tables["search_token"].indexes)


def _accounts(customers: int) -> Iterator[Row]:
    for number in range(customers):
        name = name_of(number)
        yield {
            "id": FIRST + number,
            "provider_id": build.HARBOUR,
            "profile_id": 1,
            "account_no": _account_no(number),
            "name": name,
            "name_key": fold(name),
            "account_type": "BUSINESS" if number % 5 == 0 else "CONSUMER",
            "status": 1 if number % 9 else 1 + number % 8,
            "opened_on": date(2024, 1, 1),
            "omit_from_auto_restrict": False,
            **STAMPS,
        }


def _account_no(number: int) -> str:
    return f"K{number % 10}-{number:07d}"


def _contacts(customers: int) -> Iterator[Row]:
    for number in range(customers):
        yield {
            "id": FIRST + number,
            "account_id": FIRST + number,
            "kind": "ACCOUNT_HOLDER",
            "name": name_of(number),
            "email": _email(number),
            "phone": phone_of(number),
            "language": "",
            "may_email": True,
            "may_sms": True,
            **STAMPS,
        }


def _email(number: int) -> str:
    return f"{fold(name_of(number)).replace(' ', '.')}{number}@example.com"


def _addresses(customers: int) -> Iterator[Row]:
    for number in range(customers):
        yield {
            "id": FIRST + number,
            "account_id": FIRST + number,
            "line1": _line(number),
            "line2": "",
            "city": _city(number),
            "region": "",
            "postcode": _postcode(number),
            "country": "AU",
            **STAMPS,
        }


def _line(number: int) -> str:
    return f"{1 + number % 199} {_STREETS[number // 7 % len(_STREETS)]} Street"


def _city(number: int) -> str:
    return _CITIES[number % len(_CITIES)]


def _postcode(number: int) -> str:
    return f"{2000 + number % 6000}"


def _tokens(customers: int) -> Iterator[Row]:
    for number in range(customers):
        name = name_of(number)
        found = Findable(
            name=name,
            account_no=_account_no(number),
            contacts=(name,),
            numbers=(phone_of(number),),
            emails=(_email(number),),
            addresses=(f"{_line(number)} {_city(number)} {_postcode(number)}",),
        )
        for row in account_token_rows(build.HARBOUR, FIRST + number, found):
            yield dict(row)
