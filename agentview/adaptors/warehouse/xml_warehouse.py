"""XML on the warehouse's side."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

import msgspec

from agentview.adaptors.warehouse.xml_format import LISTS, RECORD, top_elements, xml_blocks
from agentview.files.interfaces.sales_order_dispatch import DispatchOrder, SalesOrderDispatch
from agentview.files.interfaces.sales_order_request import RequestOrder


class XmlWarehouse:
    """Reads request files and writes dispatch files."""

    def read_request(self, stream: BinaryIO) -> Iterator[RequestOrder]:
        """Yield the records of a request file."""
        for element in top_elements(stream):
            if element.tag == RECORD:
                yield msgspec.convert(_plain(element), RequestOrder, strict=False)

    def write_dispatch(self, header: SalesOrderDispatch, orders: Iterable[DispatchOrder]) -> Iterator[bytes]:
        """Yield a dispatch file."""
        return xml_blocks("SalesOrderDispatch", header, orders)


def _plain(element: Element) -> object:
    if not len(element):
        return element.text or ""
    value: dict[str, object] = {child.tag: _plain(child) for child in element if child.tag not in LISTS}
    for name in LISTS:
        if found := element.findall(name):
            value[name] = [_plain(child) for child in found]
    return value
