"""The list of the worklist, declared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication

from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.contract.worklist import (
    CASES,
    COLLEAGUES,
    EXPORT,
    SIZE,
    CaseFilter,
    CaseRow,
    CaseSizeRequest,
    CaseSort,
    CaseType,
    CaseView,
)
from agentview.core.power import Power, Role
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.lists.export import Content
from agentview.ui.lists.reading import exports_of, pages_of
from agentview.ui.lists.spec import (
    Choices,
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
    PillView,
)
from agentview.ui.navigation import Desk
from agentview.ui.texts.role import role_word
from agentview.ui.views.worklist.columns import case_columns
from agentview.ui.views.worklist.words import status_chip, type_word, view_word

DEPARTMENTS = (Role.CSA, Role.PROVISIONER, Role.CREDIT_CONTROLLER, Role.BACKOFFICE, Role.SUPERVISOR)


def _words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("Worklist", "1 case"), translate("Worklist", "{count} cases")
    return ListWords(
        translate("Worklist", "Cases"),
        partial(plural, one, many),
        _empty,
        "worklist",
    )


def _empty(view: str) -> EmptyText:
    translate = QCoreApplication.translate
    show_free = translate("Worklist", "Show unassigned")
    return {
        CaseView.MINE: EmptyText(
            translate("Worklist", "You have no cases"),
            translate("Worklist", "Take the one that must be resolved first."),
            show_free,
        ),
        CaseView.UNASSIGNED: EmptyText(
            translate("Worklist", "Every case of your department has somebody"),
            translate("Worklist", "New cases appear here by themselves."),
        ),
        CaseView.OVERDUE: EmptyText(
            translate("Worklist", "Nothing is overdue"),
            translate("Worklist", "Every case is within its time."),
        ),
        CaseView.DONE: EmptyText(
            translate("Worklist", "Nothing is done yet"),
            translate("Worklist", "Resolved and cancelled cases stay here."),
        ),
    }.get(
        CaseView(view),
        EmptyText(
            translate("Worklist", "No open cases"),
            translate("Worklist", "What needs a person appears here by itself."),
        ),
    )


def _fields() -> tuple[FilterField, ...]:
    translate = QCoreApplication.translate
    return (
        FilterField(
            "text",
            translate("Worklist", "Text"),
            hint=translate("Worklist", "Case, customer, account, order"),
        ),
        FilterField(
            "types",
            translate("CaseColumn", "Type"),
            Narrowing.CHOICES,
            tuple((kind.value, type_word(kind)) for kind in CaseType),
        ),
        FilterField(
            "departments",
            translate("CaseColumn", "Department"),
            Narrowing.CHOICES,
            tuple((role.value, role_word(role)) for role in DEPARTMENTS),
        ),
        FilterField("assignee_ids", translate("CaseColumn", "Assigned to"), Narrowing.CHOICES, are_ids=True),
        FilterField("is_overdue", translate("Worklist", "Overdue only"), Narrowing.YES),
        FilterField(
            "account_id",
            translate("CaseColumn", "Customer"),
            Narrowing.GIVEN,
            shown=lambda _account: translate("Worklist", "one only"),
        ),
    )


def _choices(gateway: Gateway, _wanted: CaseFilter) -> Mapping[str, Choices]:
    people = gateway.call(COLLEAGUES, Nothing()).people
    return {"assignee_ids": tuple((str(person.user_id), person.name) for person in people)}


def _views(_desk: Desk) -> tuple[PillView, ...]:
    return tuple(PillView(view.value, view_word(view), view is not CaseView.DONE) for view in CaseView)


def _size(gateway: Gateway, wanted: CaseFilter) -> int:
    return gateway.call(SIZE, CaseSizeRequest(filter=wanted)).rows


def _summary(row: CaseRow) -> str:
    """What a screen reader hears for a row."""
    parts = [row.reference, type_word(row.type), row.customer, row.summary, status_chip(row.status).word]
    if row.is_overdue:
        parts.append(QCoreApplication.translate("Worklist", "Overdue"))
    return ", ".join(part for part in parts if part)


def _moment(at: object) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else ""


def spec_for(desk: Desk) -> ListSpec[CaseFilter, CaseRow]:
    """The list for one person; moments go into files in their zone."""
    zone = desk.zone
    return ListSpec(
        key="worklist.cases",
        first=CaseFilter(),
        order=SortOrder(CaseSort.RESOLVE_BY.value),
        columns=case_columns,
        row_id=lambda row: row.case_id,
        pages=pages_of(CASES),
        words=_words,
        topics=frozenset({Topic.WORK_ITEM}),
        size=_size,
        fields=_fields,
        choices=_choices,
        views=_views,
        exports=exports_of(EXPORT),
        exported={
            "reference": Exported(content=Content.OWN),
            "raised": Exported(
                lambda row: _moment(row.raised_at.astimezone(zone)), Content.OWN, in_zone=True
            ),
            "resolve_by": Exported(
                lambda row: _moment(row.resolve_by.astimezone(zone) if row.resolve_by else None),
                Content.OWN,
                in_zone=True,
            ),
            "assigned_to": Exported(lambda row: row.assigned_to),
        },
        summary=_summary,
        power=Power.READ_STATUS,
    )
