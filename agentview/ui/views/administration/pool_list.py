"""The lists of pools and of plans, and the columns of the plans in a pool (S-15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_catalogue import PLANS, PlanRow, PlansFilter, PlanSort
from agentview.contract.contract_pools import POOLS, PoolPlan, PoolRow, PoolsFilter, PoolSort
from agentview.contract.contract_types import TYPES, TypesRequest
from agentview.contract.feed import Topic
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.plural import plural
from agentview.ui.lists.reading import pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import Choices, EmptyText, FilterField, ListSpec, ListWords, Narrowing
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.catalogue_words import NOTHING, amount_cell, fit_chip

MOST_OFFERED = 200
"""So many contract types and pools a form or filter offers."""


def _pool_columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[PoolRow]]:
    translate = QCoreApplication.translate
    return (
        Column(
            "name",
            lambda: translate("Contracts", "Pool"),
            lambda row: row.name,
            sort_key=PoolSort.NAME.value,
            sample=lambda: "Mobile, monthly",
            stretch=True,
        ),
        Column(
            "type",
            lambda: translate("Contracts", "Contract type"),
            lambda row: row.contract_type,
            sample=lambda: "24 months",
        ),
        Column(
            "plans",
            lambda: translate("Contracts", "Plans"),
            lambda row: count_text(row.plans),
            Kind.NUMBER,
            sample=lambda: "999",
        ),
    )


def _plan_columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[PlanRow]]:
    translate = QCoreApplication.translate
    return (
        Column("code", lambda: translate("Contracts", "Code"), lambda row: row.code, Kind.ID),
        Column(
            "plan",
            lambda: translate("Contracts", "Plan"),
            lambda row: row.plan,
            sort_key=PlanSort.NAME.value,
            sample=lambda: "Mobile unlimited, family",
            least=lambda: "Harbour nbn 250 with phone",
            stretch=True,
        ),
        Column(
            "fee",
            lambda: translate("Contracts", "Access fee"),
            lambda row: amount_cell(row.access_fee_cents, row.currency),
            Kind.NUMBER,
            sample=lambda: "1,000.00",
            gives_way=1,
        ),
        Column(
            "type",
            lambda: translate("Contracts", "Default contract type"),
            lambda row: row.contract_type or NOTHING,
            sample=lambda: "24 months",
        ),
        Column(
            "pools",
            lambda: translate("Contracts", "Pools"),
            lambda row: ", ".join(row.pools) or NOTHING,
            sample=lambda: "Mobile, Home internet",
            least=lambda: "Home internet",
            gives_way=2,
            tip=lambda row: ", ".join(row.pools),
        ),
    )


def plan_columns(currency: str = "") -> tuple[Column[PoolPlan], ...]:
    """The columns of the plans in a pool."""
    translate = QCoreApplication.translate
    words = {
        "upgrade_charge_cents": translate("Contracts", "Charge up"),
        "crossgrade_charge_cents": translate("Contracts", "Charge cross"),
        "downgrade_charge_cents": translate("Contracts", "Charge down"),
        "upgrade_discount_cents": translate("Contracts", "Discount up"),
        "crossgrade_discount_cents": translate("Contracts", "Discount cross"),
        "downgrade_discount_cents": translate("Contracts", "Discount down"),
    }

    def price(name: str) -> Column[PoolPlan]:
        return Column(
            name,
            lambda: words[name],
            lambda row: amount_cell(getattr(row, name), currency),
            Kind.NUMBER,
            sample=lambda: "100.00",
            hidden=name.startswith("crossgrade"),
            gives_way=1,
        )

    return (
        Column("code", lambda: translate("Contracts", "Code"), lambda row: row.code, Kind.ID, gives_way=2),
        Column(
            "plan",
            lambda: translate("Contracts", "Plan"),
            lambda row: row.plan,
            sample=lambda: "Harbour nbn 250 with phone",
            least=lambda: "Harbour Mobile 80 GB",
            stretch=True,
        ),
        Column(
            "weight",
            lambda: translate("Contracts", "Weight"),
            lambda row: str(row.weight),
            Kind.NUMBER,
            sample=lambda: "1000",
        ),
        Column(
            "fits",
            lambda: translate("Contracts", "Can be moved to"),
            lambda row: fit_chip(row).word,
            Kind.CHIP,
            mark=fit_chip,
            sample=lambda: "Other type",
        ),
        *(price(name) for name in words),
    )


def _pool_words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("Contracts", "1 pool"), translate("Contracts", "{count} pools")
    empty = EmptyText(
        translate("Contracts", "No contract pools yet"),
        translate("Contracts", "A pool holds the plans among which a customer moves within a contract."),
        translate("Contracts", "New pool"),
    )
    name = translate("Contracts", "Contract pools")
    return ListWords(name, partial(plural, one, many), lambda _view: empty, "contract-pools")


def _plan_words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("Contracts", "1 plan"), translate("Contracts", "{count} plans")
    empty = EmptyText(
        translate("Contracts", "No plans yet"),
        translate("Contracts", "Your provider has no package plans in the catalogue."),
    )
    name = translate("Contracts", "Plans")
    return ListWords(name, partial(plural, one, many), lambda _view: empty, "plans")


def _text_field() -> FilterField:
    translate = QCoreApplication.translate
    return FilterField("text", translate("Contracts", "Text"), hint=translate("Contracts", "Name or code"))


def _plan_fields() -> Sequence[FilterField]:
    translate = QCoreApplication.translate
    return (
        _text_field(),
        FilterField(
            "contract_type_id",
            translate("Contracts", "Default contract type"),
            Narrowing.ONE,
            are_ids=True,
        ),
        FilterField("without_contract_type", translate("Contracts", "Without contract type"), Narrowing.YES),
    )


def _plan_choices(gateway: Gateway, _wanted: PlansFilter) -> Mapping[str, Choices]:
    return {"contract_type_id": type_choices(gateway, only_active=False)}


def type_choices(gateway: Gateway, *, only_active: bool = True) -> tuple[tuple[str, str], ...]:
    """The contract types that a form or filter offers."""
    wanted = {"status": "ACTIVE"} if only_active else {}
    page = gateway.call(TYPES, TypesRequest.model_validate({"filter": wanted, "limit": MOST_OFFERED}))
    return tuple((str(row.terms.contract_type_id), row.terms.internal_name) for row in page.rows)


POOL_SPEC: ListSpec[PoolsFilter, PoolRow] = ListSpec(
    key="administration.contract_pools",
    first=PoolsFilter(),
    order=SortOrder(PoolSort.NAME.value),
    columns=_pool_columns,
    row_id=lambda row: row.pool_id,
    pages=pages_of(POOLS),
    words=_pool_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=lambda: (_text_field(),),
    summary=lambda row: f"{row.name}, {row.contract_type}",
    power=Power.READ_STATUS,
)
"""The list of pools."""

PLAN_SPEC: ListSpec[PlansFilter, PlanRow] = ListSpec(
    key="administration.plans",
    first=PlansFilter(),
    order=SortOrder(PlanSort.NAME.value),
    columns=_plan_columns,
    row_id=lambda row: row.plan_id,
    pages=pages_of(PLANS),
    words=_plan_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=_plan_fields,
    choices=_plan_choices,
    summary=lambda row: f"{row.plan}, {row.contract_type}",
    power=Power.READ_STATUS,
)
"""The list of plans."""
