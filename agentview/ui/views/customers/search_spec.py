"""The search for customers as a list: its columns, its fields, its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.customer_search import (
    CUSTOMERS_EXPORT,
    CustomerFilter,
    CustomerRow,
    CustomerSort,
)
from agentview.contract.customers import CHOICES, AccountType
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.core.money import Money
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import counted
from agentview.ui.lists.export import Content
from agentview.ui.lists.reading import exports_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import Choices, EmptyText, Exported, FilterField, ListSpec, ListWords, Narrowing
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.search_recent import PAGES
from agentview.ui.views.customers.status import account_chip
from agentview.ui.views.customers.words import NO_VALUE, account_type_word, amount_text


def _columns(desk: Desk, _times: ServerTime) -> Sequence[Column[CustomerRow]]:
    translate = QCoreApplication.translate
    return (
        Column(
            "account_no",
            lambda: translate("Customers", "Account no."),
            lambda row: row.account_no,
            Kind.ID,
            sample=lambda: "K3-0000042",
            sort_key=CustomerSort.ACCOUNT_NO.value,
        ),
        Column(
            "name",
            lambda: translate("Customers", "Name"),
            lambda row: row.name,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            sort_key=CustomerSort.NAME.value,
        ),
        Column(
            "status",
            lambda: translate("Customers", "Status"),
            lambda row: account_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: account_chip(row.status),
            sample=lambda: account_chip(4).word,
            sort_key=CustomerSort.STATUS.value,
        ),
        *_more_columns(desk.person.currency),
    )


def _more_columns(currency: str) -> tuple[Column[CustomerRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "type",
            lambda: translate("Customers", "Type"),
            lambda row: account_type_word(AccountType(row.account_type)),
            strong=False,
            sample=lambda: account_type_word(AccountType.CONSUMER),
            gives_way=2,
        ),
        Column(
            "owing",
            lambda: translate("Customers", "Owing ({currency})").replace("{currency}", currency),
            lambda row: grouped_amount(Money(row.owing_cents, row.currency)),
            Kind.NUMBER,
            sample=lambda: grouped_amount(Money(1_234_500, currency)),
        ),
        Column(
            "contact",
            lambda: translate("Customers", "Contact"),
            lambda row: row.contact or NO_VALUE,
            strong=False,
            sample=lambda: "Kelechi Okonkwo",
            gives_way=1,
        ),
        Column(
            "number",
            lambda: translate("Customers", "Number"),
            lambda row: row.number or NO_VALUE,
            Kind.PHONE,
            strong=False,
            sample=lambda: "\u2022\u2022\u2022\u2022\u2022001",
            gives_way=3,
        ),
        Column(
            "agent",
            lambda: translate("Customers", "Agent"),
            lambda row: row.agent or NO_VALUE,
            strong=False,
            sample=lambda: "Corner Shop",
            gives_way=4,
        ),
    )


def _fields() -> tuple[FilterField, ...]:
    translate = QCoreApplication.translate
    statuses = tuple((str(int(status)), account_chip(int(status)).word) for status in ACCOUNT_STATUS_LABELS)
    return (
        FilterField("name", translate("Customers", "Name"), hint=translate("Customers", "Part of a name")),
        FilterField("number", translate("Customers", "Phone or service identifier")),
        FilterField("account_no", translate("Customers", "Account no.")),
        FilterField(
            "contact",
            translate("Customers", "Contact"),
            hint=translate("Customers", "Contact: name, e-mail or number"),
        ),
        FilterField("address", translate("Customers", "Address")),
        FilterField("serial", translate("Customers", "IMEI or ICCID")),
        FilterField(
            "order_no", translate("Customers", "Order no."), hint=translate("Customers", "Order no. (PO-...)")
        ),
        FilterField(
            "statuses",
            translate("Customers", "Status"),
            Narrowing.CHOICES,
            choices=statuses,
            are_ids=True,
        ),
        FilterField("profiles", translate("Customers", "Profile"), Narrowing.CHOICES, are_ids=True),
    )


def _choices(gateway: Gateway, _wanted: CustomerFilter) -> Mapping[str, Choices]:
    offered = gateway.call(CHOICES, Nothing())
    return {"profiles": tuple((str(profile.id), profile.name) for profile in offered.profiles)}


def spec_for(desk: Desk) -> ListSpec[CustomerFilter, CustomerRow]:
    """Return the list for a person: only who may add customers is offered to."""
    may_add = desk.has(Power.EDIT_CUSTOMER)
    return replace(SPEC, words=lambda: _words(may_add=may_add))


def _words(*, may_add: bool = True) -> ListWords:
    translate = QCoreApplication.translate
    return ListWords(
        translate("Customers", "Customers"),
        counted(translate("Customers", "1 customer"), translate("Customers", "{count} customers")),
        lambda _view: _empty(may_add=may_add),
        "customers",
        translate("Customers", "You may not look customers up."),
    )


def _empty(*, may_add: bool) -> EmptyText:
    translate = QCoreApplication.translate
    return EmptyText(
        translate("Customers", "Find a customer"),
        translate(
            "Customers",
            "Type a name, a number or an order above, or press Ctrl+K. Customers that you open stand here.",
        ),
        translate("Customers", "New customer") if may_add else "",
    )


def _owing(row: CustomerRow) -> str:
    """What a file holds: the amount alone, in major units."""
    return str(Money(row.owing_cents, row.currency).decimal())


def _summary(row: CustomerRow) -> str:
    owing = amount_text(row.owing_cents, row.currency) if row.owing_cents else ""
    owed = (
        QCoreApplication.translate("Customers", "owes {amount}").replace("{amount}", owing) if owing else ""
    )
    return ", ".join(part for part in (row.name, row.account_no, account_chip(row.status).word, owed) if part)


SPEC: ListSpec[CustomerFilter, CustomerRow] = ListSpec(
    key="customers.search",
    first=CustomerFilter(),
    order=SortOrder(CustomerSort.NAME.value),
    columns=_columns,
    row_id=lambda row: row.account_id,
    pages=PAGES,
    words=_words,
    topics=frozenset({Topic.ACCOUNT}),
    fields=_fields,
    choices=_choices,
    exports=exports_of(CUSTOMERS_EXPORT),
    exported={"owing": Exported(_owing, Content.OWN)},
    summary=_summary,
    power=Power.FIND_CUSTOMER,
)
"""The search for customers (S-02); while nothing is looked for it shows who was opened last."""
