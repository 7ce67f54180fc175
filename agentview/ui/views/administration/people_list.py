"""The list of people: its columns, filters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.contract.people import (
    DIRECTORY,
    FACETS,
    DirectoryFilter,
    PersonRow,
    PersonSort,
    PersonStatus,
)
from agentview.core.power import Power, Role
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.lists.reading import pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    Choices,
    EmptyText,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
)
from agentview.ui.navigation import Desk
from agentview.ui.texts.role import role_word
from agentview.ui.views.administration.words import (
    full_moment,
    moment_text,
    overrides_text,
    power_word,
    roles_text,
    status_chip,
)


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[PersonRow]]:
    translate = QCoreApplication.translate
    zone = desk.zone
    return (
        Column(
            "name",
            lambda: translate("People", "User"),
            lambda row: row.display_name,
            sort_key=PersonSort.NAME.value,
            sample=lambda: "Anna-Lena Hofst\u00e4tter-Brandl",
            stretch=True,
        ),
        Column(
            "username",
            lambda: translate("People", "Username"),
            lambda row: row.username,
            Kind.ID,
            sort_key=PersonSort.USERNAME.value,
            sample=lambda: "maria.gomez",
            strong=False,
            hidden=True,
        ),
        Column(
            "status",
            lambda: translate("People", "Status"),
            lambda row: status_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: status_chip(row.status),
            sample=lambda: status_chip(PersonStatus.DISABLED).word,
        ),
        Column(
            "roles",
            lambda: translate("People", "Roles"),
            roles_text,
            sample=lambda: role_word(Role.PROVISIONER),
            tip=roles_text,
        ),
        Column(
            "powers",
            lambda: translate("People", "Powers"),
            lambda row: str(len(row.powers)),
            Kind.NUMBER,
            sample=lambda: "16",
            tip=lambda row: ", ".join(power_word(power) for power in row.powers),
            gives_way=2,
        ),
        Column(
            "overrides",
            lambda: translate("People", "Overrides"),
            overrides_text,
            sample=lambda: "+Take over",
            tip=overrides_text,
            gives_way=1,
        ),
        Column(
            "agent",
            lambda: translate("People", "Agent"),
            lambda row: row.agent or "",
            sample=lambda: "Corner Shop",
            gives_way=3,
        ),
        Column(
            "signed_in",
            lambda: translate("People", "Last login"),
            lambda row: moment_text(row.last_sign_in_at, times.now(), zone),
            sort_key=PersonSort.LAST_SIGN_IN.value,
            sample=lambda: "Wed 14:02",
            tip=lambda row: full_moment(row.last_sign_in_at, zone) if row.last_sign_in_at else "",
        ),
    )


def _fields() -> Sequence[FilterField]:
    translate = QCoreApplication.translate
    roles = tuple((role.value, role_word(role)) for role in Role if role is not Role.SYSTEM)
    powers = tuple((power.value, power_word(power)) for power in Power)
    states = tuple((status.value, status_chip(status).word) for status in PersonStatus)
    return (
        FilterField("text", translate("People", "Text"), hint=translate("People", "Name or e-mail")),
        FilterField("role", translate("People", "Role"), Narrowing.ONE, roles),
        FilterField("power", translate("People", "Holds"), Narrowing.ONE, powers),
        FilterField("status", translate("People", "Status"), Narrowing.ONE, states),
    )


def _count(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("People", "1 person")
    return QCoreApplication.translate("People", "{count} people").replace("{count}", count_text(count))


def _empty(_view: str) -> EmptyText:
    translate = QCoreApplication.translate
    return EmptyText(
        translate("People", "Nobody is here yet"),
        translate("People", "People of your provider who may sign in stand here."),
        translate("People", "New person"),
    )


def _words() -> ListWords:
    translate = QCoreApplication.translate
    return ListWords(
        translate("People", "Users"),
        _count,
        _empty,
        "users",
        translate("People", "It takes the power to administer users. Ask an administrator."),
    )


def _choices(gateway: Gateway, _wanted: DirectoryFilter) -> Mapping[str, Choices]:
    facets = gateway.call(FACETS, Nothing())
    return {"role": tuple((role.value, role_word(role)) for role in facets.roles)}


SPEC: ListSpec[DirectoryFilter, PersonRow] = ListSpec(
    key="administration.people",
    first=DirectoryFilter(),
    order=SortOrder(PersonSort.NAME.value),
    columns=_columns,
    row_id=lambda row: row.user_id,
    pages=pages_of(DIRECTORY),
    words=_words,
    topics=frozenset({Topic.PERSON}),
    fields=_fields,
    choices=_choices,
    summary=lambda row: f"{row.display_name}, {roles_text(row)}, {status_chip(row.status).spoken}",
    power=Power.USER_ADMIN,
)
"""The list of people."""
