"""The list of event mappings, declared: columns, filters, words (S-25)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.events import (
    EXPORT,
    MAPPINGS,
    MAPPINGS_SIZE,
    PROFILES,
    MappingFilter,
    MappingRow,
    MappingSizeRequest,
    MappingSort,
    ProfilesRequest,
)
from agentview.contract.feed import Topic
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.plural import plural
from agentview.ui.lists.reading import exports_of, pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    Choices,
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
)
from agentview.ui.navigation import Desk
from agentview.ui.views.events.words import (
    NOTHING,
    action_word,
    event_number,
    event_word,
    mapping_chip,
    threshold_text,
    yes_no,
)

TOPICS = frozenset({Topic.EVENT})


def action_types(row: MappingRow) -> str:
    """What a mapping can do: the actions that are on or have a template."""
    used = [one for one in row.actions if one.is_enabled or one.template_id is not None]
    return ", ".join(action_word(one.type) for one in used) or NOTHING


def actions_on(row: MappingRow) -> str:
    """Which actions of a mapping are on, with a mark on those that would not run all the same."""
    marked = [
        action_word(one.type) if one.runs else f"{action_word(one.type)} (!)"
        for one in row.actions
        if one.is_enabled
    ]
    return ", ".join(marked) or NOTHING


def threshold_of(row: MappingRow) -> str:
    """When it fires, in words."""
    return threshold_text(row.event_type, row.threshold, row.lead_limit_days)


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[MappingRow]]:
    return (*_what(), *_does())


def _what() -> tuple[Column[MappingRow], ...]:
    return (
        Column(
            "mapping",
            lambda: _word("Mapping ID"),
            lambda row: str(row.mapping_id),
            Kind.ID,
            sample=lambda: "10482",
            sort_key=MappingSort.MAPPING.value,
            gives_way=6,
        ),
        Column(
            "profile",
            lambda: _word("Account profile"),
            lambda row: row.profile,
            sample=lambda: "Residential",
            sort_key=MappingSort.PROFILE.value,
            tip=lambda row: row.profile,
        ),
        Column(
            "event",
            lambda: _word("Event type"),
            lambda row: event_word(row.event_type),
            stretch=True,
            sample=lambda: _word("Invoice Overdue"),
            least=lambda: _word("Invoice Overdue"),
            sort_key=MappingSort.TYPE.value,
            tip=lambda row: event_word(row.event_type),
        ),
        Column(
            "number",
            lambda: _word("Event type ID"),
            lambda row: event_number(row.event_type),
            Kind.ID,
            strong=False,
            sample=lambda: "1011",
            gives_way=7,
        ),
        Column(
            "threshold",
            lambda: _word("Threshold"),
            threshold_of,
            strong=False,
            sample=lambda: _word("14 days before the due day"),
            least=lambda: _word("14 days before the due day"),
            sort_key=MappingSort.THRESHOLD.value,
            tip=threshold_of,
        ),
        Column(
            "description",
            lambda: _word("Description"),
            lambda row: row.description or NOTHING,
            strong=False,
            sample=lambda: _word("3 days before it is due"),
            tip=lambda row: row.description,
            gives_way=2,
        ),
    )


def _does() -> tuple[Column[MappingRow], ...]:
    return (
        Column(
            "state",
            lambda: _word("State"),
            lambda row: mapping_chip(is_enabled=row.is_enabled).word,
            Kind.CHIP,
            mark=lambda row: mapping_chip(is_enabled=row.is_enabled),
            sample=lambda: mapping_chip(is_enabled=False).word,
            tip=lambda row: mapping_chip(is_enabled=row.is_enabled).sentence,
        ),
        Column(
            "actions",
            lambda: _word("Action type"),
            action_types,
            strong=False,
            sample=lambda: _word("E-mail, SMS"),
            tip=action_types,
            gives_way=3,
        ),
        Column(
            "enabled",
            lambda: _word("Action enabled"),
            actions_on,
            strong=False,
            sample=lambda: _word("E-mail, SMS"),
            tip=_on_tip,
            gives_way=1,
        ),
        Column(
            "logging",
            lambda: _word("Extended logging"),
            lambda row: yes_no(is_so=row.has_extended_logging),
            strong=False,
            sample=lambda: _word("yes"),
            gives_way=5,
        ),
        Column(
            "templates",
            lambda: _word("Templates"),
            lambda row: count_text(row.templates),
            Kind.NUMBER,
            sample=lambda: "99",
            gives_way=4,
        ),
    )


def _on_tip(row: MappingRow) -> str:
    if all(one.runs for one in row.actions if one.is_enabled):
        return actions_on(row)
    return f"{actions_on(row)}\n{_word('(!): it is on, but cannot run: it has no active template.')}"


def _fields() -> tuple[FilterField, ...]:
    events = tuple((kind.value, event_word(kind.value)) for kind in CATALOGUE)
    states = (("True", mapping_chip(is_enabled=True).word), ("False", mapping_chip(is_enabled=False).word))
    return (
        FilterField("text", _word("Text"), hint=_word("Description, event, profile")),
        FilterField("event_type", _word("Event type"), Narrowing.ONE, events),
        FilterField("profile_id", _word("Account profile"), Narrowing.ONE, are_ids=True),
        FilterField("is_enabled", _word("State"), Narrowing.ONE, states, shown=_state),
    )


def _state(value: object) -> str:
    return mapping_chip(is_enabled=bool(value)).word


def _choices(gateway: Gateway, _wanted: MappingFilter) -> Mapping[str, Choices]:
    profiles = gateway.call(PROFILES, ProfilesRequest()).rows
    return {"profile_id": tuple((str(one.profile_id), one.name) for one in profiles)}


def _size(gateway: Gateway, wanted: MappingFilter) -> int:
    return gateway.call(MAPPINGS_SIZE, MappingSizeRequest(filter=wanted)).rows


def _words() -> ListWords:
    empty = EmptyText(
        _word("No events are mapped yet"),
        _word(
            "A mapping says what happens for which kind of account. Set-up and delivery makes a whole set."
        ),
        _word("New mapping"),
    )
    return ListWords(
        _word("Event mappings"),
        partial(plural, _word("1 mapping"), _word("{count} mappings")),
        lambda _view: empty,
        "event-mappings",
    )


def _summary(row: MappingRow) -> str:
    state = mapping_chip(is_enabled=row.is_enabled).word
    threshold = threshold_of(row)
    parts = (event_word(row.event_type), row.profile, "" if threshold == NOTHING else threshold, state)
    return ", ".join(part for part in parts if part)


MAPPING_SPEC: ListSpec[MappingFilter, MappingRow] = ListSpec(
    key="notifications.mappings",
    first=MappingFilter(),
    order=SortOrder(MappingSort.TYPE.value),
    columns=_columns,
    row_id=lambda row: row.mapping_id,
    pages=pages_of(MAPPINGS),
    words=_words,
    topics=TOPICS,
    size=_size,
    fields=_fields,
    choices=_choices,
    exports=exports_of(EXPORT),
    exported={
        "mapping": Exported(lambda row: row.mapping_id),
        "number": Exported(lambda row: CATALOGUE[row.event_type].number),
        "templates": Exported(lambda row: row.templates),
    },
    summary=_summary,
    power=Power.READ_STATUS,
)
"""The list of mappings."""


def _word(text: str) -> str:
    return QCoreApplication.translate("EventMappings", text)
