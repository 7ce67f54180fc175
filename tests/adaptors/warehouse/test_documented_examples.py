"""The examples that warehouses read in docs/warehouse-files.md are files that AgentView writes and reads."""

import io
import re
from pathlib import Path

import pytest

from agentview.adaptors.warehouse.formats import format_named, warehouse_named
from agentview.adaptors.warehouse.port import Arrival
from agentview.files.interfaces.checking import check, read
from agentview.files.interfaces.sales_order_dispatch import DISPATCH
from agentview.files.interfaces.sales_order_request import REQUEST, RequestOrder

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "warehouse-files.md"
_NOBODY = "00*          "
_PARTIES = "ZZ*WAREHOUSE      *ZZ*AGENTVIEW      "
_ISA = f"ISA*{_NOBODY}*{_NOBODY}*{_PARTIES}*261126*1200*U*00401*000000001*0*P*>~"
_GS = "GS*SW*WAREHOUSE*AGENTVIEW*20261126*120000*1*X*004010~"


def examples(title: str) -> list[str]:
    """Return the examples below a heading."""
    text = DOCUMENT.read_text(encoding="utf-8")
    section = text.partition(f"\n## {title}")[2].partition("\n## ")[0]
    return re.findall(r"```\w*\n(.*?)```", section, re.DOTALL)


def dispatched(form: str, text: str) -> tuple[str, int, list[str]]:
    content = b"".join(format_named(form).read(io.BytesIO(text.encode()), Arrival("D1.dat", "SYD")))
    assert check(io.BytesIO(content), DISPATCH).problems == ()
    first = next(iter(read(io.BytesIO(content), DISPATCH)))
    return first.id, first.lines[0].line_id, first.lines[0].serial_numbers


@pytest.mark.parametrize("form", ["JSON", "CSV", "XML"])
def test_dispatch_examples_are_read(form: str) -> None:
    assert dispatched(form, examples(form)[-1]) == ("HO-123", 55, ["490154203237518"])


def test_edi_examples_are_read_in_an_interchange() -> None:
    advice = f"{_ISA}{_GS}\n{examples('X12')[0]}GE*1*1~IEA*1*000000001~"
    assert dispatched("X12", advice) == ("HO-123", 55, ["490154203237518"])
    advice = f"UNB+UNOW:4+W+A+20261126:1200+1'{examples('EDIFACT')[0]}UNZ+1+1'"
    assert dispatched("EDIFACT", advice) == ("HO-123", 55, ["490154203237518"])


def test_request_examples_are_what_is_written() -> None:
    orders: list[list[RequestOrder]] = []
    for form in ("JSON", "CSV"):
        text = examples(form)[0].encode()
        orders.append(list(warehouse_named(form).read_request(io.BytesIO(text))))
    assert orders[0] == orders[1]
    header = check(io.BytesIO(examples("JSON")[0].encode()), REQUEST).header
    assert header is not None
    written = b"".join(format_named("CSV").write(header, orders[1])).decode()
    assert written.splitlines() == examples("CSV")[0].splitlines()
