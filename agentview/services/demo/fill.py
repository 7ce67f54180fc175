"""Fills an empty database with the demo operator, in one transaction, the same each time but for the day."""

from datetime import datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.core.clock import Clock, local_day
from agentview.models.database import Database, Stamp
from agentview.models.numbering import go_on_after_rows
from agentview.models.order import CancelRequest, Order
from agentview.models.party import Provider
from agentview.services.demo import carrier, scenery
from agentview.services.demo.bonds import bind_old
from agentview.services.demo.career import Careers
from agentview.services.demo.cases import play_cases
from agentview.services.demo.crowd import Crowd
from agentview.services.demo.deed import Deeds
from agentview.services.demo.drafts import plan_drafts
from agentview.services.demo.holdings import Holdings
from agentview.services.demo.identifier import Identifiers
from agentview.services.demo.lists import (
    CatalogueLists,
    Contracts,
    Customers,
    Parties,
    Texts,
    read,
)
from agentview.services.demo.messages import play_messages
from agentview.services.demo.money import Books
from agentview.services.demo.moves import play_migrations
from agentview.services.demo.offices import furnish
from agentview.services.demo.parcels import play_hardware
from agentview.services.demo.people import People
from agentview.services.demo.request import Requests
from agentview.services.demo.ruling import play_ruling
from agentview.services.demo.scenery import Catalogue
from agentview.services.demo.stage import Stage
from agentview.services.demo.terms import plan_terms
from agentview.services.demo.week import Shop, Week
from agentview.services.demo.wireless import play_wireless
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.session.password import hashed
from agentview.services.unit import Unit

PASSWORD = "demo"  # noqa: S105 - printed wherever the demo operator is served
"""Everybody's password on the demo operator."""

_SEED = 20_261_116
_IMPORT = "import"


def fill_if_empty(database: Database, clock: Clock) -> bool:
    """Fill the database unless it has a provider; say whether it was filled. All or nothing."""
    with database.read() as session:
        if not _is_empty(session):
            return False
    now = clock.now()
    with database.write(Stamp(_IMPORT, now)) as session:
        if not _is_empty(session):
            return False
        fill(session, now)
    return True


def _is_empty(session: Session) -> bool:
    return session.scalars(select(Provider.id).limit(1)).first() is None


def fill(session: Session, now: datetime) -> None:
    """Write the demo operator, and play the days before `now`, into an empty database."""
    random = Random(_SEED)  # noqa: S311 - the demo is the same each time
    identifiers = Identifiers(random)
    texts = read("texts", Texts)
    catalogue, shops = _scenery(session, random, identifiers, now)
    stage = Stage(session, now, random)
    contracts = read("contracts", Contracts)
    plan_terms(stage, contracts)
    stage.play()
    careers = Careers(stage, Deeds(random, identifiers, catalogue.forms, texts), random)
    week = Week(stage, careers, Requests(random, identifiers, texts), random)
    week.plan(Unit(session, NOBODY, now), shops)
    plan_drafts(stage, shops)
    stage.play()
    carrier.order_boxes(stage, shops)
    stage.play()
    carrier.settle(session, now)
    furnish(session, now)
    play_cases(session, now)
    bind_old(session, now, contracts)
    play_migrations(session, now)
    play_hardware(session, now)
    play_wireless(session, now)
    play_ruling(Unit(session, NOBODY, now))
    play_messages(session, now)


def _scenery(
    session: Session, random: Random, identifiers: Identifiers, now: datetime
) -> tuple[Catalogue, tuple[Shop, ...]]:
    parties, lists = read("providers", Parties), read("customers", Customers)
    made = scenery.providers(session, parties)
    profiles = scenery.profiles(session, parties, made)
    catalogue = scenery.catalogue(session, read("catalogue", CatalogueLists), made)
    holdings = Holdings(session, random, identifiers)
    shops = []
    for code, names in lists.retailers.items():
        provider, offers = made[code], catalogue.offers[code]
        today = local_day(now, provider.timezone)
        crowd = Crowd(random, identifiers, profiles, today)
        customers = crowd.customers(session, provider, names, lists.places[code])
        held = holdings.of_retailer(provider, customers, offers, today)
        shops.append(Shop.of(provider, customers, offers, held, now))
        People(Unit(session, NOBODY, now), provider).furnish(customers, held)
        Books(Unit(session, NOBODY, now), provider, today).furnish(customers, held)
        for customer in customers:
            index_account(Unit(session, NOBODY, now), customer.account)
    accounts = {one.account.account_no: one.account for shop in shops for one in shop.customers}
    scenery.staff(session, parties, made, accounts, hashed(PASSWORD))
    session.flush()
    go_on_after_rows(session, Order)
    go_on_after_rows(session, CancelRequest)
    return catalogue, tuple(shops)
