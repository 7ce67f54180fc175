"""Says in words by what a list is narrowed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import Choice, Facets, QueueFilter
from agentview.ui.kit.when import show_day
from agentview.ui.views.provisioning.status import status_word
from agentview.ui.views.provisioning.words import type_word


def narrowing_text(wanted: QueueFilter, name: str, facets: Facets | None) -> str:
    """One narrowing as its chip says it, such as "Type: New, Cancel"."""
    return f"{narrowing_word(name)}: {_values(wanted, name, facets)}"


def narrowing_word(name: str) -> str:
    """What the field of a filter is called."""
    translate = QCoreApplication.translate
    return {
        "text": translate("QueueFilter", "Text"),
        "transfer_types": translate("QueueFilter", "Type"),
        "service_type_ids": translate("QueueFilter", "Service type"),
        "statuses": translate("QueueFilter", "Status"),
        "retailer_ids": translate("QueueFilter", "Retailer"),
        "account_id": translate("QueueFilter", "Customer"),
        "requested_from": translate("QueueFilter", "Requested from"),
        "requested_to": translate("QueueFilter", "Requested to"),
    }[name]


def _values(wanted: QueueFilter, name: str, facets: Facets | None) -> str:
    day = wanted.requested_from if name == "requested_from" else wanted.requested_to
    return {
        "text": wanted.text,
        "transfer_types": ", ".join(type_word(kind) for kind in wanted.transfer_types),
        "statuses": ", ".join(status_word(status) for status in wanted.statuses),
        "service_type_ids": _named(wanted.service_type_ids, facets.service_types if facets else ()),
        "retailer_ids": _named(wanted.retailer_ids, facets.retailers if facets else ()),
        "account_id": QCoreApplication.translate("QueueFilter", "one only"),
    }.get(name, show_day(day) if day else "")


def _named(ids: Iterable[int], choices: Iterable[Choice]) -> str:
    names = {choice.id: choice.name for choice in choices}
    return ", ".join(names.get(key, f"#{key}") for key in ids)
