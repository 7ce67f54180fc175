"""The words of what an order, or a task of provisioning, does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.orders import OrderType
from agentview.contract.provisioning import TransferType


def order_type_word(order_type: OrderType) -> str:
    """What people call an order, in one or a few words."""
    translate = QCoreApplication.translate
    return {
        OrderType.NEW: translate("CustomerOrder", "New"),
        OrderType.PORT_CHURN: translate("CustomerOrder", "Port"),
        OrderType.CHOWN: translate("CustomerOrder", "Change of ownership"),
        OrderType.UPGRADE: translate("CustomerOrder", "Upgrade"),
        OrderType.MIGRATE: translate("CustomerOrder", "Migration"),
    }[order_type]


def transfer_type_word(transfer_type: TransferType) -> str:
    """What people call a transfer type."""
    translate = QCoreApplication.translate
    return {
        TransferType.NEW: translate("Provisioning", "New"),
        TransferType.CHOWN: translate("Provisioning", "Change of ownership"),
        TransferType.UPGRADE: translate("Provisioning", "Upgrade"),
        TransferType.CANCEL: translate("Provisioning", "Cancel"),
        TransferType.MIGRATE: translate("Provisioning", "Migrate"),
    }[transfer_type]
