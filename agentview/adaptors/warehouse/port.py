"""A format of warehouse files, as the jobs use it, and the same format as a warehouse uses it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from agentview.files.interfaces.sales_order_dispatch import DispatchOrder, SalesOrderDispatch
from agentview.files.interfaces.sales_order_request import RequestOrder, SalesOrderRequest


@dataclass(frozen=True, slots=True)
class Parties:
    """What operator and warehouse call each other in formats that name both."""

    operator: str = "AGENTVIEW"
    warehouse: str = "WAREHOUSE"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a dispatch file beside its content: its name, and the code of its warehouse."""

    file_name: str
    warehouse: str


class WarehouseFormat(Protocol):
    """How a warehouse's files are written. `suffix` ends the names of request files."""

    @property
    def name(self) -> str:
        """The name that a warehouse's settings give."""
        ...

    @property
    def suffix(self) -> str:
        """What the names of its files end in, with the dot."""
        ...

    def write(self, header: SalesOrderRequest, orders: Iterable[RequestOrder]) -> Iterator[bytes]:
        """Yield a request file: the same values always give the same bytes."""
        ...

    def read(self, stream: BinaryIO, arrival: Arrival) -> Iterator[bytes]:
        """Yield the Sales Order Dispatch (M4) that a dispatch file stands for, as JSON.

        What is wrong with its values is left in, to be found with its place by `checking.check`. Raises
        Rejected (`E-WAREHOUSE-...`) for a file that cannot be read to its end. The stream must be able to go
        back.
        """
        ...


class WarehouseSide(Protocol):
    """The same format on the other side: what a warehouse does with it. Files of ours are taken as good."""

    def read_request(self, stream: BinaryIO) -> Iterator[RequestOrder]:
        """Yield the records of a request file."""
        ...

    def write_dispatch(self, header: SalesOrderDispatch, orders: Iterable[DispatchOrder]) -> Iterator[bytes]:
        """Yield a dispatch file."""
        ...
