"""Finds how a warehouse is asked for its stock."""

from agentview.adaptors.stock_http import HttpStock
from agentview.adaptors.stock_port import StockSystem
from agentview.adaptors.stock_simulator import StockSimulator
from agentview.contract.hardware import StockSource
from agentview.core.settings import Settings


def stock_system(source: StockSource, code: str, address: str) -> StockSystem | None:
    """Return what asks the warehouse `code`; None where its stock is known from the files that it sends."""
    match source:
        case StockSource.HTTP:
            return HttpStock(address, Settings().keys_folder())
        case StockSource.SIMULATOR:
            return StockSimulator(code, address)
        case StockSource.FILE:
            return None
