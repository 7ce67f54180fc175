"""The interface files themselves, as JSON."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from agentview.adaptors.warehouse.encoded_text import as_utf8
from agentview.adaptors.warehouse.port import Arrival
from agentview.files.interfaces.checking import read
from agentview.files.interfaces.json_writer import write
from agentview.files.interfaces.sales_order_dispatch import DISPATCH, DispatchOrder, SalesOrderDispatch
from agentview.files.interfaces.sales_order_request import REQUEST, RequestOrder, SalesOrderRequest


class JsonFormat:
    """What M3 and M4 describe. A dispatch file names itself and its warehouse."""

    name = "JSON"
    suffix = ".json"

    def write(self, header: SalesOrderRequest, orders: Iterable[RequestOrder]) -> Iterator[bytes]:
        """Yield a request file."""
        return write(REQUEST, header, orders)

    def read(self, stream: BinaryIO, arrival: Arrival) -> Iterator[bytes]:
        """Yield a dispatch file as it is, in UTF-8."""
        del arrival
        return as_utf8(stream, self.name)


class JsonWarehouse:
    """The warehouse's side."""

    def read_request(self, stream: BinaryIO) -> Iterator[RequestOrder]:
        """Yield the records of a request file."""
        return read(stream, REQUEST)

    def write_dispatch(self, header: SalesOrderDispatch, orders: Iterable[DispatchOrder]) -> Iterator[bytes]:
        """Yield a dispatch file."""
        return write(DISPATCH, header, orders)
