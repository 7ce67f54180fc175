"""The list of messages to customers, declared: columns, views, filters, words (S-27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.feed import Topic
from agentview.contract.notifications import (
    EXPORT,
    NOTIFICATIONS,
    SIZE,
    VIEWS,
    Channel,
    NotificationFilter,
    NotificationRow,
    NotificationSizeRequest,
    NotificationSort,
    NotificationView,
)
from agentview.contract.op import Nothing
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.export import Content
from agentview.ui.lists.reading import exports_of, pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
    PillView,
)
from agentview.ui.navigation import Desk
from agentview.ui.views.events.words import (
    NOTHING,
    channel_word,
    event_word,
    message_chip,
    reason_word,
    view_word,
)


def why_text(row: NotificationRow) -> str:
    """Why a message was not sent, or what the server said."""
    if row.reason is not None:
        return reason_word(row.reason)
    return " ".join(row.error.split())


def log_spec(desk: Desk, account_id: int | None = None) -> ListSpec[NotificationFilter, NotificationRow]:
    """The list for one person, of all customers or of one account; moments go into files in their zone."""
    is_alone = account_id is None
    return ListSpec(
        key="notifications.log" if is_alone else "notifications.of_account",
        first=NotificationFilter(account_id=account_id),
        order=SortOrder(NotificationSort.TIME.value, descending=True),
        columns=_columns,
        row_id=lambda row: row.notification_id,
        pages=pages_of(NOTIFICATIONS),
        words=_words,
        topics=frozenset({Topic.NOTIFICATION}),
        size=_size,
        fields=_fields,
        views=partial(_views, is_counted=is_alone),
        counts=_counts if is_alone else None,
        exports=exports_of(EXPORT),
        exported={
            "at": Exported(
                lambda row: f"{row.at.astimezone(desk.zone):%Y-%m-%d %H:%M}", Content.OWN, in_zone=True
            ),
            "why": Exported(lambda row: row.error if row.reason is None else reason_word(row.reason)),
        },
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[NotificationRow]]:
    return (*_what(desk, times), *_how_far())


def _what(desk: Desk, times: ServerTime) -> tuple[Column[NotificationRow], ...]:
    zone = desk.zone
    return (
        Column(
            "at",
            lambda: _word("Time"),
            lambda row: show_moment(row.at, times.now(), zone),
            Kind.ID,
            strong=False,
            sample=lambda: "28 Sep 14:02",
            sort_key=NotificationSort.TIME.value,
            tip=lambda row: show_full(row.at, zone),
        ),
        Column(
            "event",
            lambda: _word("Event"),
            lambda row: event_word(row.event_type),
            sample=lambda: _word("Invoice Overdue"),
            least=lambda: _word("Invoice Overdue"),
            tip=lambda row: event_word(row.event_type),
        ),
        Column(
            "channel",
            lambda: _word("Channel"),
            lambda row: channel_word(row.channel),
            Kind.ID,
            strong=False,
            sample=lambda: channel_word(Channel.EMAIL),
        ),
        Column(
            "to",
            lambda: _word("To"),
            lambda row: row.to or NOTHING,
            strong=False,
            sample=lambda: "anna@example.com",
            least=lambda: "anna@exam",
            tip=lambda row: row.to,
            gives_way=2,
        ),
        Column(
            "customer",
            lambda: _word("Customer"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental",
            least=lambda: "Marlow Dental",
            tip=lambda row: row.customer,
        ),
        Column(
            "account",
            lambda: _word("Account"),
            lambda row: row.account_no,
            Kind.ID,
            sample=lambda: "004-10482",
            gives_way=4,
        ),
        Column(
            "service",
            lambda: _word("Service"),
            lambda row: row.service or NOTHING,
            strong=False,
            sample=lambda: "+61 412 555 018",
            gives_way=3,
        ),
    )


def _how_far() -> tuple[Column[NotificationRow], ...]:
    return (
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: message_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: message_chip(row.status),
            sample=lambda: _word("Not sent"),
            tip=lambda row: message_chip(row.status).sentence,
        ),
        Column(
            "why",
            lambda: _word("Reason or error"),
            lambda row: why_text(row) or NOTHING,
            strong=False,
            sample=lambda: _word("No SMS subscription"),
            tip=why_text,
            gives_way=1,
        ),
    )


def _fields() -> tuple[FilterField, ...]:
    events = tuple((kind.value, event_word(kind.value)) for kind in CATALOGUE)
    channels = tuple((channel.value, channel_word(channel)) for channel in Channel)
    return (
        FilterField("text", _word("Text"), hint=_word("Customer, account, service, subject, address")),
        FilterField("event_type", _word("Event"), Narrowing.ONE, events),
        FilterField("channel", _word("Channel"), Narrowing.ONE, channels),
        FilterField(
            "account_id", _word("Customer"), Narrowing.GIVEN, shown=lambda _account: _word("one only")
        ),
    )


def _views(_desk: Desk, *, is_counted: bool) -> tuple[PillView, ...]:
    return tuple(
        PillView(view.value, view_word(view), is_counted and view is not NotificationView.ALL)
        for view in NotificationView
    )


def _counts(gateway: Gateway, _wanted: NotificationFilter) -> Mapping[str, int]:
    return {view.value: rows for view, rows in gateway.call(VIEWS, Nothing()).views.items()}


def _size(gateway: Gateway, wanted: NotificationFilter) -> int:
    return gateway.call(SIZE, NotificationSizeRequest(filter=wanted)).rows


def _words() -> ListWords:
    return ListWords(
        _word("Notification log"),
        partial(plural, _word("1 message"), _word("{count} messages")),
        _empty,
        "notifications",
    )


def _empty(view: str) -> EmptyText:
    if view == NotificationView.QUEUED:
        return EmptyText(_word("Nothing waits"), _word("What was queued has gone out, or says why not."))
    if view == NotificationView.NOT_SENT:
        return EmptyText(
            _word("Everything could be sent"), _word("What cannot be sent stands here with why.")
        )
    if view == NotificationView.ERROR:
        return EmptyText(_word("No server refused a message"), _word("What one refuses stands here."))
    return EmptyText(
        _word("No messages yet"),
        _word("They appear here by themselves, as events happen whose actions are on."),
    )


def _summary(row: NotificationRow) -> str:
    parts = (
        event_word(row.event_type),
        row.customer,
        channel_word(row.channel),
        message_chip(row.status).word,
    )
    return ", ".join(part for part in (*parts, why_text(row)) if part)


def _word(text: str) -> str:
    return QCoreApplication.translate("NotificationLog", text)
