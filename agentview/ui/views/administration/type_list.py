"""The list of contract types: its columns, filters and words (S-15)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_terms import EndMethod
from agentview.contract.contract_types import TYPES, TypeRow, TypesFilter, TypeSort, TypeStatus
from agentview.contract.feed import Topic
from agentview.core.power import Power
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.lists.reading import pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords, Narrowing
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.catalogue_words import (
    break_out_word,
    early_word,
    end_name,
    length_word,
    status_chip,
)


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[TypeRow]]:
    translate = QCoreApplication.translate
    return (
        Column(
            "type",
            lambda: translate("Contracts", "Type"),
            lambda row: row.terms.internal_name,
            sort_key=TypeSort.NAME.value,
            sample=lambda: "24 months with discount",
            least=lambda: "24 months, A",
            stretch=True,
        ),
        Column(
            "external_name",
            lambda: translate("Contracts", "External name"),
            lambda row: row.terms.external_name,
            sample=lambda: "Two years",
            gives_way=3,
        ),
        Column(
            "status",
            lambda: translate("Contracts", "Status"),
            lambda row: status_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: status_chip(row.status),
            sample=lambda: status_chip(TypeStatus.WITHDRAWN).word,
        ),
        Column(
            "length",
            lambda: translate("Contracts", "Length"),
            lambda row: length_word(row.terms),
            Kind.NUMBER,
            sample=lambda: "24 months",
        ),
        Column("tax", lambda: translate("Contracts", "Tax"), lambda row: row.tax_code, gives_way=5),
        Column(
            "end",
            lambda: translate("Contracts", "End method"),
            lambda row: end_name(row.terms.end_method),
            sample=lambda: "Renew contract",
            least=_longest_end,
            gives_way=2,
        ),
        Column(
            "break_out",
            lambda: translate("Contracts", "Break-out"),
            break_out_word,
            sample=lambda: "1,000.00 AUD a month",
            least=lambda: "10.00 AUD a month",
            gives_way=1,
        ),
        Column(
            "early",
            lambda: translate("Contracts", "Early upgrade"),
            early_word,
            sample=lambda: "up to 6 months left",
            gives_way=4,
        ),
        Column(
            "pools",
            lambda: translate("Contracts", "Contract pool count"),
            lambda row: str(row.pools),
            Kind.NUMBER,
            sample=lambda: "99",
        ),
        Column(
            "in_force",
            lambda: translate("Contracts", "In force"),
            lambda row: count_text(row.in_force),
            Kind.NUMBER,
            sample=lambda: "99,999",
        ),
    )


def _longest_end() -> str:
    return max(map(end_name, EndMethod), key=len)


def _fields() -> Sequence[FilterField]:
    translate = QCoreApplication.translate
    states = tuple((status.value, status_chip(status).word) for status in TypeStatus)
    return (
        FilterField("text", translate("Contracts", "Text"), hint=translate("Contracts", "Name")),
        FilterField("status", translate("Contracts", "Status"), Narrowing.ONE, states),
    )


def _count(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Contracts", "1 contract type")
    text = QCoreApplication.translate("Contracts", "{count} contract types")
    return text.replace("{count}", count_text(count))


def _empty(_view: str) -> EmptyText:
    translate = QCoreApplication.translate
    return EmptyText(
        translate("Contracts", "No contract types yet"),
        translate("Contracts", "A contract type says how long a contract binds and what leaving it costs."),
        translate("Contracts", "New contract type"),
    )


def _words() -> ListWords:
    return ListWords(
        QCoreApplication.translate("Contracts", "Contract types"), _count, _empty, "contract-types"
    )


TYPE_SPEC: ListSpec[TypesFilter, TypeRow] = ListSpec(
    key="administration.contract_types",
    first=TypesFilter(),
    order=SortOrder(TypeSort.NAME.value),
    columns=_columns,
    row_id=lambda row: row.terms.contract_type_id,
    pages=pages_of(TYPES),
    words=_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=_fields,
    summary=lambda row: f"{row.terms.internal_name}, {length_word(row.terms)}, {break_out_word(row)}",
    power=Power.READ_STATUS,
)
"""The list of contract types."""
