"""Plays a warehouse on the folders of an exchange: each request file is answered with a dispatch file.

What becomes of a line follows from how its SKU ends, so that a demonstration can show every outcome.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agentview.adaptors.warehouse.port import WarehouseSide
from agentview.adaptors.warehouse.serials import serial
from agentview.core.clock import Clock
from agentview.files.interfaces.sales_order_dispatch import DispatchLine, DispatchOrder, dispatch_header
from agentview.files.interfaces.sales_order_request import RequestLine, RequestOrder

TAKEN = "taken"
_CARRIER = "Simulated Couriers"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How a SKU must end for its lines to be treated in a special way; all others are shipped whole.

    `refused`: not shipped, with an error. `partial`: of pieces that come one by one the first alone is sent;
    of a quantity, one piece less than ordered, an error if that is none. `silent`: never answered.
    `unserialised`: shipped without serial numbers.
    """

    refused: tuple[str, ...] = ("-OOS",)
    partial: tuple[str, ...] = ("-PART",)
    silent: tuple[str, ...] = ("-LOST",)
    unserialised: tuple[str, ...] = ("-LIC", "-ACC", "-SIM")


def _imei(_sku: str) -> str:
    """Take every piece for a telephone."""
    return "IMEI"


class WarehouseSimulator:
    """A warehouse without people: `root` holds the `outbox` that it reads and the `inbox` that it writes."""

    def __init__(
        self,
        root: Path,
        code: str,
        side: WarehouseSide,
        clock: Clock,
        behaviour: Behaviour | None = None,
        serial_type_of: Callable[[str], str | None] = _imei,
    ) -> None:
        """Work with files as `side` reads and writes them; what was taken is kept in `root / "taken"`.

        `serial_type_of` knows which kind of serial number pieces of a SKU bear; None: they bear none.
        """
        self._root = root
        self._code = code
        self._side = side
        self._clock = clock
        self._behaviour = behaviour or Behaviour()
        self._serial_type_of = serial_type_of

    def work(self) -> int:
        """Answer every request file that lies there; return how many were answered.

        The answer of a file always has the same name and content, so that an interrupted turn does no harm.
        """
        (self._root / TAKEN).mkdir(exist_ok=True)
        names = sorted(path.name for path in (self._root / "outbox").iterdir() if path.is_file())
        waiting = [name for name in names if not name.startswith(".")]
        for name in waiting:
            self._answer(name)
        return len(waiting)

    def _answer(self, name: str) -> None:
        request = self._root / "outbox" / name
        with request.open("rb") as stream:
            records = sum(1 for _ in self._dispatched(self._side.read_request(stream)))
        if records:
            self._write(request, answer_name(name), records)
        request.replace(self._root / TAKEN / name)

    def _write(self, request: Path, name: str, records: int) -> None:
        header = dispatch_header(name, self._code, records, transformed_at=self._clock.now())
        hidden = self._root / "inbox" / f".{name}.part"
        with request.open("rb") as stream, hidden.open("wb") as file:
            orders = self._dispatched(self._side.read_request(stream))
            file.writelines(self._side.write_dispatch(header, orders))
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(self._root / "inbox" / name)

    def _dispatched(self, orders: Iterator[RequestOrder]) -> Iterator[DispatchOrder]:
        """Yield what becomes of the orders; one with silent lines alone is not answered."""
        for order in orders:
            answered = [line for line in order.lines if not line.sku.endswith(self._behaviour.silent)]
            if answered:
                yield DispatchOrder(order.id, [self._line(order.id, line) for line in answered])

    def _line(self, order: str, line: RequestLine) -> DispatchLine:
        quantity = line.quantity
        if line.sku.endswith(self._behaviour.partial) and line.unit != 1:
            quantity -= 1
        if line.sku.endswith(self._behaviour.refused) or not quantity:
            return DispatchLine(
                line_id=line.line_id,
                unit=line.unit,
                status="ERROR",
                error_code="OUT_OF_STOCK",
                error_text="The product is out of stock.",
            )
        return DispatchLine(
            line_id=line.line_id,
            unit=line.unit,
            status="OK",
            shipped_quantity=quantity,
            serial_numbers=self._serials(order, line, quantity),
            tracking_number=f"TRK-{line.line_id}-{line.unit or 1}",
            carrier=_CARRIER,
        )

    def _serials(self, order: str, line: RequestLine, quantity: int) -> list[str]:
        kind = self._serial_type_of(line.sku)
        if kind is None or line.sku.endswith(self._behaviour.unserialised):
            return []
        seed = f"{order}/{line.line_id}"
        first = (line.unit or 1) - 1
        return [serial(kind, seed, first + piece) for piece in range(quantity)]


def answer_name(request: str) -> str:
    """Return the name of the answer to a request file: `D` in the place of its first character."""
    return f"D{request[1:]}" if not request.startswith("D") else f"A{request[1:]}"
