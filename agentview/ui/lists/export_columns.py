"""What each column of a list is in a file: its text, or the value that the area names; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from agentview.ui.kit.column import Column, Kind
from agentview.ui.lists.export import Content, ExportColumn, shown_columns
from agentview.ui.lists.spec import Exported

R = TypeVar("R")


def export_columns(
    columns: Sequence[Column[R]], exported: Mapping[str, Exported[R]], zone: ZoneInfo, keys: Sequence[str]
) -> tuple[ExportColumn[R], ...]:
    """The columns with these keys in this order, as a file holds them."""
    return shown_columns(
        [_column(column, exported.get(column.key, Exported()), zone) for column in columns], keys
    )


def _column(column: Column[R], exported: Exported[R], zone: ZoneInfo) -> ExportColumn[R]:
    title = f"{column.title()} ({zone.key})" if exported.in_zone else column.title()
    content = Content.PHONE if column.kind is Kind.PHONE else exported.content
    return ExportColumn(column.key, title, exported.value or column.text, content)
