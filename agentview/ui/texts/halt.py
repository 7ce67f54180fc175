"""The words of why a request was halted (D-21)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import HaltCode


def halt_word(code: HaltCode) -> str:
    """What people call a halt code."""
    translate = QCoreApplication.translate
    return {
        HaltCode.ADDRESS_INVALID: translate("HaltCode", "Address is not valid"),
        HaltCode.CARRIER_REJECTED: translate("HaltCode", "Carrier rejected it"),
        HaltCode.INFORMATION_MISSING: translate("HaltCode", "Information is missing"),
        HaltCode.NO_CAPACITY: translate("HaltCode", "No capacity"),
        HaltCode.DUPLICATE: translate("HaltCode", "Duplicate"),
        HaltCode.CUSTOMER_REQUEST: translate("HaltCode", "Customer asked for it"),
        HaltCode.OTHER: translate("HaltCode", "Other"),
    }[code]
