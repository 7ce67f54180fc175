"""Every format of warehouse files by its name, for both sides."""

from agentview.adaptors.warehouse.csv_format import CsvFormat
from agentview.adaptors.warehouse.csv_warehouse import CsvWarehouse
from agentview.adaptors.warehouse.edifact_format import EdifactFormat
from agentview.adaptors.warehouse.edifact_warehouse import EdifactWarehouse
from agentview.adaptors.warehouse.json_format import JsonFormat, JsonWarehouse
from agentview.adaptors.warehouse.port import Parties, WarehouseFormat, WarehouseSide
from agentview.adaptors.warehouse.x12_format import X12Format
from agentview.adaptors.warehouse.x12_warehouse import X12Warehouse
from agentview.adaptors.warehouse.xml_format import XmlFormat
from agentview.adaptors.warehouse.xml_warehouse import XmlWarehouse

FORMATS = ("JSON", "CSV", "XML", "X12", "EDIFACT")


def format_named(name: str, parties: Parties | None = None) -> WarehouseFormat:
    """Return a format by its name, one of `FORMATS`. Raises KeyError for another."""
    named = parties or Parties()
    formats: dict[str, WarehouseFormat] = {
        "JSON": JsonFormat(),
        "CSV": CsvFormat(),
        "XML": XmlFormat(),
        "X12": X12Format(named),
        "EDIFACT": EdifactFormat(named),
    }
    return formats[name]


def warehouse_named(name: str, parties: Parties | None = None) -> WarehouseSide:
    """Return a warehouse that works with a format, one of `FORMATS`. Raises KeyError for another."""
    named = parties or Parties()
    sides: dict[str, WarehouseSide] = {
        "JSON": JsonWarehouse(),
        "CSV": CsvWarehouse(),
        "XML": XmlWarehouse(),
        "X12": X12Warehouse(named),
        "EDIFACT": EdifactWarehouse(named),
    }
    return sides[name]
