"""No dispatch file breaks the program: it is values, or refused as a whole with a code, in bounded memory."""

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agentview.adaptors.warehouse.formats import FORMATS, format_named, warehouse_named
from agentview.adaptors.warehouse.port import Arrival
from agentview.contract.texts import TEXTS
from agentview.core.errors import Rejected
from agentview.files.interfaces.checking import MOST_PROBLEMS, check, read
from agentview.files.interfaces.sales_order_dispatch import DISPATCH, DispatchOrder
from tests.adaptors.mutations import MUTATIONS, mutated
from tests.adaptors.warehouse.values import FILE_NAME, WAREHOUSE, header, plain_dispatch

_RECORDS = 40
_MB = 1024 * 1024
_MOST_GROWN = 20


def file_of(form: str) -> bytes:
    orders = plain_dispatch(_RECORDS)
    return b"".join(warehouse_named(form).write_dispatch(header(len(orders)), orders))


FILES = {form: file_of(form) for form in FORMATS}


def judged(form: str, content: bytes) -> list[DispatchOrder] | set[str]:
    """Return the records of a file, or the codes for which all of it is refused."""
    arrival = Arrival(FILE_NAME, WAREHOUSE)
    try:
        spooled = io.BytesIO(b"".join(format_named(form).read(io.BytesIO(content), arrival)))
        checked = check(spooled, DISPATCH)
    except Rejected as refused:
        return {refusal.code for refusal in refused.refusals}
    assert len(checked.problems) <= min(checked.problem_count, MOST_PROBLEMS)
    if not checked.is_good:
        assert checked.problems
        return {problem.code for problem in checked.problems}
    spooled.seek(0)
    records = list(read(spooled, DISPATCH))
    assert checked.header is not None
    assert len(records) == checked.records == checked.header.record_count
    return records


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutated_file_is_values_or_refused_with_a_code(form: str, data: st.DataObject) -> None:
    """R-HW-17; reliability 11 to 14."""
    found = judged(form, data.draw(mutated(FILES[form])))
    if isinstance(found, set):
        assert found
        assert found <= set(TEXTS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_each_mutation_is_survived(form: str, name: str) -> None:
    for seed in range(3):
        found = judged(form, MUTATIONS[name](FILES[form], random.Random(seed)))
        assert isinstance(found, list) or found <= set(TEXTS)


@pytest.mark.parametrize("form", ["JSON", "XML", "X12", "EDIFACT"])
def test_a_file_cut_anywhere_is_refused(form: str) -> None:
    """Whatever is missing at the end: nothing of the file is used."""
    orders = plain_dispatch(2)
    content = b"".join(warehouse_named(form).write_dispatch(header(2), orders))
    whole = len(content.rstrip(b"\n"))
    assert [size for size in range(whole) if isinstance(judged(form, content[:size]), list)] == []
    assert judged(form, content[:whole]) == orders


def test_a_csv_file_cut_between_records_is_refused_by_its_total() -> None:
    lines = FILES["CSV"].splitlines(keepends=True)
    assert judged("CSV", b"".join(lines)) == plain_dispatch(_RECORDS)
    for kept in range(2, len(lines)):
        assert judged("CSV", b"".join(lines[:kept])) == {"E-INTERFACE-COUNT"}


def test_each_kind_of_document_type_is_refused() -> None:
    """Reliability 13."""
    for seed in range(30):
        assert judged("XML", MUTATIONS["bomb"](FILES["XML"], random.Random(seed))) == {"E-WAREHOUSE-FILE"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"orders":[{"id":"1","id":"2","lines":[]}]}', "E-INTERFACE-TWICE"),
        (b'{"orders":[],"orders":[]}', "E-INTERFACE-TWICE"),
        (b'{"orders":[NaN]}', "E-INTERFACE-JSON"),
        (b'{"orders":[' + b"[" * 100_000, "E-INTERFACE-JSON"),
        (b'{"orders":[{"id":"' + b"x" * (2 * _MB) + b'"}]}', "E-INTERFACE-JSON"),
        (b'{"orders":[{"id":"\\ud800","lines":[]}]}', "E-INTERFACE-JSON"),
        (b'{"orders":[{"id":"\\u0000","lines":[]}]}', "E-INTERFACE-CHARACTERS"),
        (b'{"orders":[{"id":"a\x7f","lines":[]}]}', "E-INTERFACE-CHARACTERS"),
        (b'{"orders":[{"id":"1","lines":[{"lineId":' + b"9" * 400 + b',"status":"OK"}]}]}', "E-INTERFACE-"),
        (b'{"orders":[{"id":"1","lines":[]},]}', "E-INTERFACE-JSON"),
        (b'{"orders":[]} x', "E-INTERFACE-JSON"),
        (b'{"recordCount":0}', "E-INTERFACE-MISSING"),
        (b"[]", "E-INTERFACE-JSON"),
    ],
)
def test_bad_json_is_refused_for_what_is_bad(content: bytes, code: str) -> None:
    """Reliability 14."""
    found = judged("JSON", content)
    assert isinstance(found, set)
    assert any(one.startswith(code) for one in found)


LARGE = """
import resource, sys
from agentview.adaptors.warehouse.formats import format_named
from agentview.adaptors.warehouse.port import Arrival
from agentview.files.interfaces.checking import check, read
from agentview.files.interfaces.sales_order_dispatch import DISPATCH

form, path, spool = sys.argv[1:]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(path, "rb") as file, open(spool, "wb") as out:
    for block in format_named(form).read(file, Arrival("large.dat", "SYD")):
        out.write(block)
with open(spool, "rb") as file:
    checked = check(file, DISPATCH)
    file.seek(0)
    records = sum(1 for _ in read(file, DISPATCH))
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(checked.is_good, checked.records, records, grown // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the most memory in this way")
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("form", "megabytes"), [("JSON", 199), ("CSV", 8), ("XML", 8), ("X12", 5), ("EDIFACT", 6)]
)
def test_memory_does_not_grow_with_the_file(tmp_path: Path, form: str, megabytes: int) -> None:
    """D-36: reading takes hardly more memory than starting does."""
    path = tmp_path / "large"
    orders = plain_dispatch(2_000)
    count = 2_000 * (megabytes * _MB // len(_large(form, orders, 1)) + 1)
    with path.open("wb") as file:
        file.writelines(
            warehouse_named(form).write_dispatch(
                header(count), (one for _ in range(count // 2_000) for one in orders)
            )
        )
    assert path.stat().st_size > (megabytes - 1) * _MB
    done = subprocess.run(
        [sys.executable, "-c", LARGE, form, path, tmp_path / "spool"],
        capture_output=True,
        text=True,
        check=True,
    )
    good, checked, records, grown = done.stdout.split()
    assert (good, checked, records) == ("True", str(count), str(count))
    assert int(grown) < _MOST_GROWN


def _large(form: str, orders: list[DispatchOrder], times: int) -> bytes:
    return b"".join(warehouse_named(form).write_dispatch(header(len(orders) * times), orders * times))


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("X12", "SE*9*0001", "SE*8*0001"),
        ("X12", "SE*9*0002", "SE*9*0003"),
        ("X12", "GE*40*", "GE*41*"),
        ("X12", "IEA*1*", "IEA*2*"),
        ("EDIFACT", "UNT+12+1'", "UNT+13+1'"),
        ("EDIFACT", "UNZ+40+", "UNZ+39+"),
        ("EDIFACT", "UNZ+40+1'", "UNZ+40+2'"),
    ],
)
def test_wrong_counts_of_edi_refuse_the_file(form: str, old: str, new: str) -> None:
    """R-HW-17."""
    text = FILES[form].decode()
    assert old in text
    assert judged(form, text.replace(old, new, 1).encode()) == {"E-WAREHOUSE-FILE"}
