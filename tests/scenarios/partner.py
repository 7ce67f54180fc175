"""Partners as they are: each reads and writes plain files over a line of its own, and none of our code."""

import csv
import io
import json
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import asyncssh

from agentview.adaptors.exchange.loop_thread import LoopThread
from tests.adaptors.exchange.sftp_server import Server
from tests.fixtures.patience import PATIENCE_SECONDS

T = TypeVar("T")


@dataclass(frozen=True)
class Wanted:
    """What a request asks for: so many of a SKU for a line of an order; `unit` where it is one piece of it.

    `is_checked`: the delivery was to be checked for fraud.
    """

    order: str
    line: int
    unit: int | None
    sku: str
    quantity: int
    is_checked: bool


@dataclass(frozen=True)
class Shipped:
    """What became of what was wanted: the serial numbers that left, or why nothing did."""

    wanted: Wanted
    serials: tuple[str, ...] = ()
    error: tuple[str, str] | None = None

    @property
    def pieces(self) -> int:
        """How many pieces left."""
        return 0 if self.error else self.wanted.quantity


class Partner:
    """One partner's folders on the SFTP server, over a connection of its own."""

    def __init__(self, server: Server, folder: str) -> None:
        """Make the folders, as the partner shares them."""
        self._server, self._folder = server, folder
        self._loop = LoopThread()
        self._line = self._do(self._connected())
        self._client = self._do(_begun(self._line))
        for name in ("outbox", "inbox"):
            self._do(_made(self._client, f"/{folder}/{name}"))

    @property
    def address(self) -> str:
        """Where the other side is told to find the folders."""
        return f"{self._server.address}{self._folder}"

    def waiting(self) -> list[str]:
        """Return the names of the files that are there for the partner."""
        return sorted(name for name in self.names("outbox") if not name.startswith("."))

    def names(self, folder: str) -> list[str]:
        """Return all names in a folder."""
        found = self._do(_listed(self._client, f"/{self._folder}/{folder}"))
        return [name for name in found if name not in {".", ".."}]

    def take(self) -> bytes:
        """Take the one file that waits away, and return what stands in it."""
        (name,) = self.waiting()
        return self._do(_taken(self._client, f"/{self._folder}/outbox/{name}"))

    def put(self, name: str, content: bytes) -> None:
        """Write a file under another name, and give it its own once it is whole."""
        self._do(_put(self._client, f"/{self._folder}/inbox", name, content))

    def close(self) -> None:
        """Hang up."""
        self._loop.call(self._line.abort)
        self._loop.close()

    async def _connected(self) -> asyncssh.SSHClientConnection:
        keys = self._server.keys
        return await asyncssh.connect(
            "127.0.0.1",
            self._server.port,
            username="agent",
            client_keys=[str(keys / "agent@127.0.0.1.key")],
            known_hosts=str(keys / "known_hosts"),
            config=None,
            agent_path=None,
        )

    def _do(self, work: Coroutine[object, object, T]) -> T:
        return self._loop.run(work, PATIENCE_SECONDS)


def from_json(content: bytes) -> list[Wanted]:
    """Read a request as the JSON warehouse does."""
    return [
        Wanted(
            order["id"],
            line["lineId"],
            line["unit"],
            line["sku"],
            line["quantity"],
            order["fraudCheckRequired"],
        )
        for order in json.loads(content)["orders"]
        for line in order["lines"]
    ]


def to_json(name: str, warehouse: str, shipped: Iterable[Shipped]) -> bytes:
    """Write a dispatch as the JSON warehouse does: a record for each of what was wanted."""
    orders = [{"id": one.wanted.order, "lines": [_json_line(one)]} for one in shipped]
    return json.dumps(
        {
            "interfaceCategory": "Sales Order",
            "interfaceType": "Sales Order Dispatch",
            "version": "1.2",
            "externalFileName": name,
            "recordCount": len(orders),
            "wareHouse": {"id": warehouse},
            "orders": orders,
        }
    ).encode()


def from_csv(content: bytes) -> list[Wanted]:
    """Read a request as the CSV warehouse does."""
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [
        Wanted(
            row["order"],
            int(row["line"]),
            int(row["unit"]) if row["unit"] else None,
            row["sku"],
            int(row["quantity"]),
            row["fraud_check"] == "Y",
        )
        for row in rows
    ]


def to_csv(shipped: Iterable[Shipped]) -> bytes:
    """Write a dispatch as the CSV warehouse does, with semicolons."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(
        ("order", "line", "unit", "status", "shipped", "serials", "tracking", "error_code", "error_text")
    )
    for one in shipped:
        code, text = one.error or ("", "")
        writer.writerow(
            (
                one.wanted.order,
                one.wanted.line,
                one.wanted.unit or "",
                "ERROR" if one.error else "OK",
                one.pieces,
                " ".join(one.serials),
                "" if one.error else f"CSV{one.wanted.line}",
                code,
                text,
            )
        )
    return file.getvalue().encode("utf-16")


def enrolment_answers(content: bytes) -> Iterable[tuple[str, str, bytes]]:
    """Read an enrolment request, and yield type, name and answer of each of its orders: all was done."""
    asked = json.loads(content)
    for order in asked["orders"]:
        name = f"ACK{order['id']}.json"
        is_kept = order["requestType"] == "ORDER"
        devices = [
            {"deviceId": one["deviceId"]} | ({"providerDeviceId": f"F{one['deviceId']}"} if is_kept else {})
            for one in order["devices"]
        ]
        answer = {
            "version": "1.0",
            "interfaceCategory": "Device Enrolment",
            "interfaceType": "Device Enrolment Response",
            "deviceEnrolmentProviderId": asked["deviceEnrolmentProviderId"],
            "externalFileName": name,
            "order": {"id": order["id"], "errors": [], "devices": devices},
        }
        yield order["requestType"], name, json.dumps(answer).encode()


def imei(number: int) -> str:
    """Return an IMEI with its check digit."""
    digits = f"35693803{number:06d}"
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(digits)]
    rest = sum(value // 10 + value % 10 for value in doubled) % 10
    return f"{digits}{(10 - rest) % 10}"


def _json_line(one: Shipped) -> dict[str, Any]:
    line: dict[str, Any] = {"lineId": one.wanted.line, "unit": one.wanted.unit}
    if one.error:
        code, text = one.error
        return {**line, "status": "ERROR", "errorCode": code, "errorText": text}
    return {
        **line,
        "status": "OK",
        "shippedQuantity": one.pieces,
        "serialNumbers": list(one.serials),
        "trackingNumber": f"TRK{one.wanted.line}",
        "carrier": "Couriers",
    }


async def _begun(line: asyncssh.SSHClientConnection) -> asyncssh.SFTPClient:
    return await line.start_sftp_client()


async def _made(client: asyncssh.SFTPClient, path: str) -> None:
    await client.makedirs(path, exist_ok=True)


async def _listed(client: asyncssh.SFTPClient, path: str) -> list[str]:
    return [str(name) for name in await client.listdir(path)]


async def _taken(client: asyncssh.SFTPClient, path: str) -> bytes:
    async with client.open(path, "rb") as file:
        content = await file.read()
    await client.remove(path)
    return cast("bytes", content)


async def _put(client: asyncssh.SFTPClient, folder: str, name: str, content: bytes) -> None:
    async with client.open(f"{folder}/.{name}.part", "wb") as file:
        await file.write(content)
    await client.rename(f"{folder}/.{name}.part", f"{folder}/{name}")
