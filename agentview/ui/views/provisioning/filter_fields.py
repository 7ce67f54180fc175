"""The fields by which a list of the queue is narrowed, and what can be chosen in them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import Choice, Facets, TaskStatus, TransferType
from agentview.ui.lists.spec import Choices, FilterField, Narrowing
from agentview.ui.texts.request_type import transfer_type_word
from agentview.ui.views.provisioning.status import status_word


def filter_fields() -> tuple[FilterField, ...]:
    """The fields in their order; a link from another area narrows by a customer."""
    translate = QCoreApplication.translate
    return (
        FilterField(
            "text",
            translate("QueueFilter", "Text"),
            hint=translate("QueueFilter", "Order, customer, account, identifier"),
        ),
        FilterField(
            "transfer_types",
            translate("QueueFilter", "Type"),
            Narrowing.CHOICES,
            tuple((kind.value, transfer_type_word(kind)) for kind in TransferType),
        ),
        FilterField(
            "service_type_ids", translate("QueueFilter", "Service type"), Narrowing.CHOICES, are_ids=True
        ),
        FilterField(
            "statuses",
            translate("QueueFilter", "Status"),
            Narrowing.CHOICES,
            tuple((status.value, status_word(status)) for status in TaskStatus),
        ),
        FilterField("retailer_ids", translate("QueueFilter", "Retailer"), Narrowing.CHOICES, are_ids=True),
        FilterField(
            "account_id",
            translate("QueueFilter", "Customer"),
            Narrowing.GIVEN,
            shown=lambda _account: translate("QueueFilter", "one only"),
        ),
        FilterField(
            "requested_from",
            translate("QueueFilter", "Requested from"),
            Narrowing.DAY,
            beside=translate("QueueFilter", "Requested"),
        ),
        FilterField(
            "requested_to",
            translate("QueueFilter", "Requested to"),
            Narrowing.DAY,
            beside=translate("QueueFilter", "to"),
            is_joined=True,
        ),
    )


def facet_choices(facets: Facets) -> dict[str, Choices]:
    """The service types and retailers that occur, by the field that narrows by them."""
    return {
        "service_type_ids": _choices(facets.service_types),
        "retailer_ids": _choices(facets.retailers),
    }


def _choices(found: tuple[Choice, ...]) -> Choices:
    return tuple((str(choice.id), choice.name) for choice in found)
