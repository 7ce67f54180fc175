"""The lists of enrolment programmes and agreements: columns, filters, words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from agentview.contract.enrolment_catalogue import (
    AGREEMENTS,
    PROGRAMMES,
    AgreementRow,
    AgreementsFilter,
    CatalogueSort,
    ProgrammeRow,
    ProgrammesFilter,
)
from agentview.contract.feed import Topic
from agentview.core.power import Power
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.plural import plural
from agentview.ui.kit.theme import Tone
from agentview.ui.lists.reading import pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.catalogue_words import NOTHING


def programme_chip(row: ProgrammeRow) -> ChipValue:
    """Whether a programme is served."""
    translate = QCoreApplication.translate
    if row.is_active:
        served = translate("Programmes", "Active: its devices are sent with the next run")
        return ChipValue(Tone.SUCCESS, "\u2713", translate("Programmes", "Active"), served)
    rests = translate("Programmes", "Not active: its devices wait")
    return ChipValue(Tone.NEUTRAL, "\u2013", translate("Programmes", "Not active"), rests)


def events_word(row: ProgrammeRow) -> str:
    """For which outcomes a case is raised (R-ENR-07)."""
    translate = QCoreApplication.translate
    success, failure = translate("Programmes", "success"), translate("Programmes", "failure")
    told = [
        word
        for word, is_on in ((success, row.has_event_on_success), (failure, row.has_event_on_failure))
        if is_on
    ]
    return ", ".join(told) or translate("Programmes", "none")


def _programme_columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[ProgrammeRow]]:
    translate = QCoreApplication.translate
    return (
        Column(
            "name",
            lambda: translate("Programmes", "Programme"),
            lambda row: row.name,
            sort_key=CatalogueSort.NAME.value,
            sample=lambda: "Fruit Business",
            stretch=True,
        ),
        Column(
            "code",
            lambda: translate("Programmes", "Code"),
            lambda row: row.code,
            Kind.ID,
            sample=lambda: "FRUIT-DEP",
        ),
        Column(
            "status",
            lambda: translate("Programmes", "Status"),
            lambda row: programme_chip(row).word,
            Kind.CHIP,
            mark=programme_chip,
            sample=lambda: translate("Programmes", "Not active"),
            tip=lambda row: programme_chip(row).sentence,
        ),
        Column(
            "organisation",
            lambda: translate("Programmes", "Organisation"),
            lambda row: row.organisation_ref or NOTHING,
            sample=lambda: "ORG-10482",
            gives_way=2,
        ),
        Column(
            "events",
            lambda: translate("Programmes", "Events"),
            events_word,
            sample=lambda: "success, failure",
            gives_way=1,
        ),
        Column(
            "products",
            lambda: translate("Programmes", "Products"),
            lambda row: count_text(row.products),
            Kind.NUMBER,
            sample=lambda: "999",
            gives_way=4,
        ),
        Column(
            "agreements",
            lambda: translate("Programmes", "Agreements"),
            lambda row: count_text(row.agreements),
            Kind.NUMBER,
            sample=lambda: "9,999",
            gives_way=3,
        ),
        Column(
            "waiting",
            lambda: translate("Programmes", "Waiting"),
            lambda row: count_text(row.waiting),
            Kind.NUMBER,
            sample=lambda: "9,999",
        ),
    )


def _agreement_columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[AgreementRow]]:
    translate = QCoreApplication.translate
    return (
        Column(
            "customer",
            lambda: translate("Programmes", "Account"),
            lambda row: row.customer,
            sort_key=CatalogueSort.NAME.value,
            sample=lambda: "Marlow Dental",
            stretch=True,
        ),
        Column(
            "account_no",
            lambda: translate("Programmes", "Account number"),
            lambda row: row.account_no,
            Kind.ID,
            sample=lambda: "004-1001",
            gives_way=2,
        ),
        Column(
            "programme",
            lambda: translate("Programmes", "Programme"),
            lambda row: row.programme,
            sample=lambda: "Fruit Business",
            gives_way=1,
        ),
        Column(
            "organisation",
            lambda: translate("Programmes", "Organisation"),
            lambda row: row.organisation_ref,
            sample=lambda: "ORG-10482",
        ),
        Column(
            "devices",
            lambda: translate("Programmes", "Devices"),
            lambda row: count_text(row.devices),
            Kind.NUMBER,
            sample=lambda: "9,999",
        ),
    )


def _programme_words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("Programmes", "1 programme"), translate("Programmes", "{count} programmes")
    empty = EmptyText(
        translate("Programmes", "No enrolment programmes yet"),
        translate("Programmes", "A programme enrols the devices of a manufacturer for its customers."),
        translate("Programmes", "New programme"),
    )
    return ListWords(
        translate("Programmes", "Enrolment programmes"),
        partial(plural, one, many),
        lambda _view: empty,
        "enrolment-programmes",
    )


def _agreement_words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("Programmes", "1 agreement"), translate("Programmes", "{count} agreements")
    empty = EmptyText(
        translate("Programmes", "No agreements yet"),
        translate(
            "Programmes", "An agreement says under which organisation an account's devices are listed."
        ),
        translate("Programmes", "New agreement"),
    )
    return ListWords(
        translate("Programmes", "Enrolment agreements"),
        partial(plural, one, many),
        lambda _view: empty,
        "enrolment-agreements",
    )


def _fields(hint: str) -> tuple[FilterField, ...]:
    return (FilterField("text", QCoreApplication.translate("Programmes", "Text"), hint=hint),)


PROGRAMME_SPEC: ListSpec[ProgrammesFilter, ProgrammeRow] = ListSpec(
    key="administration.programmes",
    first=ProgrammesFilter(),
    order=SortOrder(CatalogueSort.NAME.value),
    columns=_programme_columns,
    row_id=lambda row: row.programme_id,
    pages=pages_of(PROGRAMMES),
    words=_programme_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=lambda: _fields(QCoreApplication.translate("Programmes", "Name or code")),
    summary=lambda row: f"{row.name}, {row.code}, {programme_chip(row).word}",
    power=Power.READ_STATUS,
)
"""The list of programmes."""

AGREEMENT_SPEC: ListSpec[AgreementsFilter, AgreementRow] = ListSpec(
    key="administration.agreements",
    first=AgreementsFilter(),
    order=SortOrder(CatalogueSort.NAME.value),
    columns=_agreement_columns,
    row_id=lambda row: row.agreement_id,
    pages=pages_of(AGREEMENTS),
    words=_agreement_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=lambda: _fields(QCoreApplication.translate("Programmes", "Customer, account, organisation")),
    summary=lambda row: f"{row.customer}, {row.programme}, {row.organisation_ref}",
    power=Power.READ_STATUS,
)
"""The list of agreements."""
