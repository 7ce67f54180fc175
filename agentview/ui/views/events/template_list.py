"""The list of templates, declared: columns, filters, words (S-26)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.event_templates import (
    TEMPLATES,
    TemplateFilter,
    TemplateRow,
    TemplateSort,
    TemplateStatus,
)
from agentview.contract.events import TemplateChannel
from agentview.contract.feed import Topic
from agentview.core.power import Power
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.plural import plural
from agentview.ui.lists.reading import pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords, Narrowing
from agentview.ui.navigation import Desk
from agentview.ui.views.events.words import NOTHING, event_word, template_channel_word, template_chip


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[TemplateRow]]:
    return (
        Column(
            "name",
            lambda: _word("Template"),
            lambda row: row.name,
            sample=lambda: _word("Invoice Overdue, 7 days"),
            sort_key=TemplateSort.NAME.value,
            tip=lambda row: row.name,
        ),
        Column(
            "event",
            lambda: _word("Event type"),
            lambda row: event_word(row.event_type),
            strong=False,
            sample=lambda: _word("Invoice Overdue"),
            tip=lambda row: event_word(row.event_type),
        ),
        Column(
            "channel",
            lambda: _word("Channel"),
            lambda row: template_channel_word(row.channel),
            Kind.ID,
            strong=False,
            sample=lambda: template_channel_word(TemplateChannel.TEXT),
        ),
        Column(
            "subject",
            lambda: _word("Subject"),
            lambda row: row.subject or NOTHING,
            strong=False,
            stretch=True,
            sample=lambda: _word("Your invoice is overdue"),
            tip=lambda row: row.subject,
            gives_way=1,
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: template_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: template_chip(row.status),
            sample=lambda: template_chip(TemplateStatus.ACTIVE).word,
            tip=lambda row: template_chip(row.status).sentence,
        ),
        Column(
            "used",
            lambda: _word("Used by"),
            lambda row: count_text(row.used_by),
            Kind.NUMBER,
            sample=lambda: "99",
            gives_way=2,
        ),
    )


def _fields() -> tuple[FilterField, ...]:
    events = tuple((kind.value, event_word(kind.value)) for kind in CATALOGUE)
    channels = tuple((one.value, template_channel_word(one)) for one in TemplateChannel)
    states = tuple((one.value, template_chip(one).word) for one in TemplateStatus)
    return (
        FilterField("text", _word("Text"), hint=_word("Name or subject")),
        FilterField("event_type", _word("Event type"), Narrowing.ONE, events),
        FilterField("channel", _word("Channel"), Narrowing.ONE, channels),
        FilterField("status", _word("Status"), Narrowing.ONE, states),
    )


def _words() -> ListWords:
    empty = EmptyText(
        _word("No templates yet"),
        _word("A template is what a message says. Set-up and delivery writes a whole set of them."),
        _word("New template"),
    )
    return ListWords(
        _word("Templates"),
        partial(plural, _word("1 template"), _word("{count} templates")),
        lambda _view: empty,
        "event-templates",
    )


def _summary(row: TemplateRow) -> str:
    parts = (row.name, event_word(row.event_type), template_channel_word(row.channel))
    return ", ".join((*parts, template_chip(row.status).word))


TEMPLATE_SPEC: ListSpec[TemplateFilter, TemplateRow] = ListSpec(
    key="notifications.templates",
    first=TemplateFilter(),
    order=SortOrder(TemplateSort.NAME.value),
    columns=_columns,
    row_id=lambda row: row.template_id,
    pages=pages_of(TEMPLATES),
    words=_words,
    topics=frozenset({Topic.EVENT}),
    fields=_fields,
    summary=_summary,
    power=Power.READ_STATUS,
)
"""The list of templates."""


def _word(text: str) -> str:
    return QCoreApplication.translate("EventTemplates", text)
