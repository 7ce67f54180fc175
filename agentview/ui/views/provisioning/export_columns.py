"""What an export of the queue holds: plain values, with the words that the screen uses."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import EXPORT, ExportRequest, QueueRow
from agentview.gateway.port import Gateway
from agentview.ui.lists.export import Cell, Content, ExportColumn
from agentview.ui.lists.export_presenter import Export, Part
from agentview.ui.views.provisioning.query import Query
from agentview.ui.views.provisioning.row_facts import age_of
from agentview.ui.views.provisioning.status import status_word
from agentview.ui.views.provisioning.words import type_of


def export_columns(now: datetime, zone: ZoneInfo) -> tuple[ExportColumn[QueueRow], ...]:
    """Every column that the list can show; ages are as of `now`, and their title names the zone."""
    translate = QCoreApplication.translate
    as_of = translate("QueueColumn", "Age / target, as of {when}")
    when = f"{now.astimezone(zone):%Y-%m-%d %H:%M} {zone.key}"
    return (
        ExportColumn("reference", translate("QueueColumn", "Order"), lambda row: row.reference),
        ExportColumn("type", translate("QueueColumn", "Type"), type_of),
        ExportColumn(
            "customer", translate("QueueColumn", "Customer"), lambda row: row.customer, Content.FREE
        ),
        ExportColumn("package", translate("QueueColumn", "Package"), lambda row: row.package, Content.FREE),
        ExportColumn(
            "service_type",
            translate("QueueColumn", "Service type"),
            lambda row: row.service_type,
            Content.FREE,
        ),
        ExportColumn(
            "identifier", translate("QueueColumn", "Identifier"), lambda row: row.identifier, Content.PHONE
        ),
        ExportColumn("requested", translate("QueueColumn", "Requested"), lambda row: row.requested_on),
        ExportColumn("status", translate("QueueColumn", "Status"), lambda row: status_word(row.status)),
        ExportColumn("attempt", translate("QueueColumn", "Attempt"), lambda row: row.attempt_no),
        ExportColumn(
            "claimed_by", translate("QueueColumn", "Claimed by"), lambda row: row.claimed_by, Content.FREE
        ),
        ExportColumn("age", as_of.replace("{when}", when), lambda row: _age(row, now)),
        ExportColumn(
            "retailer", translate("QueueColumn", "Retailer"), lambda row: row.retailer, Content.FREE
        ),
    )


def export_content(
    gateway: Gateway, query: Query, columns: tuple[ExportColumn[QueueRow], ...], total: int | None
) -> Export[QueueRow]:
    """The list as it is shown, read part by part."""
    keys = tuple(column.key for column in columns)

    def fetch(after: str | None, key: str) -> Part[QueueRow]:
        request = ExportRequest(
            filter=query.filter,
            sort=query.sort,
            is_descending=query.order.descending,
            columns=keys,
            after=after,
        )
        page = gateway.call(EXPORT, request, key=key)
        return Part(page.rows, page.last, page.total)

    return Export("provisioning", columns, lambda row: row.task_id, fetch, total)


def _age(row: QueueRow, now: datetime) -> Cell:
    found = age_of(row, now)
    return None if found is None else found.text
