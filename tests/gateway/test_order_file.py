"""Import files: what is read, what is refused, and how little memory it takes."""

import json
import random
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agentview.core.errors import Rejected
from agentview.files.file_guard import BLOCK, LARGEST_FILE
from agentview.gateway.order_file import Entry, OrderFile
from tests.product_order import add, document

SAMPLE = Path(__file__).parents[1] / "data" / "product_order.json"
PUBLISHED = Path(__file__).resolve().parents[3] / "shared/tmf/samples/TMF622/ProductOrder.example.json"
SAMPLES = [path for path in (SAMPLE, PUBLISHED) if path.is_file()]


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "orders.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def entries_of(path: Path) -> list[Entry]:
    with OrderFile(path) as file:
        count = file.check()
        found = list(file.entries())
    assert len(found) == count
    return found


def refusal_of(path: Path) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Rejected) as refused:
        entries_of(path)
    (refusal,) = refused.value.refusals
    return refusal.code, dict(refusal.values)


def documents(count: int) -> list[dict[str, Any]]:
    return [document(f"K{number}", add("MOB-40")) for number in range(count)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_the_example_of_the_standard_is_read(sample: Path) -> None:
    (entry,) = entries_of(sample)
    assert (entry.position, entry.key, entry.refusals) == (1, "PO-456", ())
    assert entry.order is not None
    assert [item.id for item in entry.order.product_order_item] == ["100", "110", "120", "130"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", ""])
def test_a_list_is_read_with_any_line_ends(tmp_path: Path, mark: bytes, ends: str) -> None:
    text = json.dumps(documents(3), indent=1).replace("\n", ends)
    found = entries_of(written(tmp_path, mark + text.encode()))
    assert [(entry.position, entry.key) for entry in found] == [(1, "K0"), (2, "K1"), (3, "K2")]
    assert all(entry.order for entry in found)


def test_an_empty_list_holds_no_order(tmp_path: Path) -> None:
    assert entries_of(written(tmp_path, "[]")) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-FILE-EMPTY"),
        (b"   \n", "E-FILE-JSON"),
        (b"order;account\n1;2\n", "E-FILE-JSON"),
        (b"PK\x03\x04\x14\x00\x00\x00", "E-FILE-JSON"),
        (b"<order/>", "E-FILE-JSON"),
        (b'"order"', "E-FILE-SHAPE"),
        (b"12", "E-FILE-SHAPE"),
        (b'{"a": NaN}', "E-FILE-JSON"),
        (b'{"a": -Infinity}', "E-FILE-JSON"),
        (b'{"a": 1}{"a": 2}', "E-FILE-JSON"),
        (b'{"a": 1} trailing', "E-FILE-JSON"),
        (b'[{"a": 1},]', "E-FILE-JSON"),
        (b"[{'a': 1}]", "E-FILE-JSON"),
        (b'{"a": "\x00"}', "E-FILE-JSON"),
        (b'{"a": 1', "E-FILE-JSON"),
        (b'{"a": 1e400}', "E-FILE-NUMBER"),
        (b'{"a": 1e-400}', "E-FILE-NUMBER"),
        (b'{"a": ' + b"9" * 41 + b"}", "E-FILE-NUMBER"),
        (b'{"a": ' + b"9" * 100_000 + b"}", "E-FILE-NUMBER"),
        (b'{"a": 0.' + b"1" * 41 + b"}", "E-FILE-NUMBER"),
        (b'{"a": "\\ud800"}', "E-FILE-SURROGATE"),
        (b'{"a": "\\udc00"}', "E-FILE-SURROGATE"),
        (b'{"a": "\\ud800\\ud800"}', "E-FILE-SURROGATE"),
        (b'{"a": "\\ud800 \\udc00"}', "E-FILE-SURROGATE"),
        (b'{"a": "\\ud800\\n"}', "E-FILE-SURROGATE"),
        (b'{"\\udfff": 1}', "E-FILE-SURROGATE"),
        (b'{"a": "\xed\xa0\x80"}', "E-FILE-ENCODING"),
        (b'{"a": "caf\xe9"}', "E-FILE-ENCODING"),
        (b'{"a": "\xc3', "E-FILE-ENCODING"),
        ('{"a": 1}'.encode("utf-16"), "E-FILE-ENCODING"),
        ('{"a": 1}'.encode("utf-16-le"), "E-FILE-ENCODING"),
        ('{"a": 1}'.encode("utf-16-be"), "E-FILE-ENCODING"),
        ('{"a": 1}'.encode("utf-32"), "E-FILE-ENCODING"),
        (b'{"a":' * 33 + b"1" + b"}" * 33, "E-FILE-DEPTH"),
        (b"[" * 34 + b"]" * 34, "E-FILE-DEPTH"),
        (b"[" * 1_000_000, "E-FILE-DEPTH"),
        (b'{"a": "' + b"x" * 2_000_000 + b'"}', "E-ORDER-SIZE"),
        (b"[" + b'{"a": "%s"},' % (b"x" * 600_000) + b"{}" + b" " * 2_000_000 + b"]", "E-ORDER-SIZE"),
    ],
)
def test_an_unusable_file_is_refused_as_a_whole(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal_of(written(tmp_path, content))[0] == code


def test_depth_is_counted_from_the_order(tmp_path: Path) -> None:
    deep = '{"x":' * 32 + "1" + "}" * 32
    assert len(entries_of(written(tmp_path, deep))) == 1
    assert len(entries_of(written(tmp_path, f"[{deep},{deep}]"))) == 2


def test_a_broken_file_says_at_which_order(tmp_path: Path) -> None:
    whole = json.dumps(documents(5))
    code, values = refusal_of(written(tmp_path, whole[: whole.index("K3")]))
    assert (code, values) == ("E-FILE-JSON", {"kind": "truncated", "position": 4})


def test_cp1252_is_recognised_where_it_stands(tmp_path: Path) -> None:
    text = json.dumps(documents(1), ensure_ascii=False)[:-1] + ', {"name": "Müller"}]'
    code, values = refusal_of(written(tmp_path, text.encode("cp1252")))
    assert (code, values) == ("E-FILE-ENCODING", {"encoding": "other", "byte": text.index("ü") + 1})


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none.json") == ("E-FILE-OPEN", {"file": "none.json"})
    assert refusal_of(tmp_path)[0] == "E-FILE-OPEN"


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert refusal_of(path) == ("E-FILE-LARGE", {"file": "large.json", "megabytes": 200})


def test_names_that_stand_twice_are_refused_for_their_order(tmp_path: Path) -> None:
    text = '[{"externalId": "A", "externalId": "B"}, 7, null, [1], {"x": {"y": 1, "y": 1}}]'
    found = entries_of(written(tmp_path, text))
    assert [[refusal.code for refusal in entry.refusals] for entry in found] == [
        ["E-NAME-TWICE"],
        ["E-ORDER-SHAPE"],
        ["E-ORDER-SHAPE"],
        ["E-ORDER-SHAPE"],
        ["E-NAME-TWICE"],
    ]


def test_wrong_fields_are_named_by_their_place_and_not_repeated(tmp_path: Path) -> None:
    wrong = document("W1", add("MOB-40"), add("MOB-40", "2"))
    wrong["productOrderItem"][0]["action"] = "secret"
    wrong["productOrderItem"][1]["quantity"] = 0
    wrong["productOrderItem"][1]["product"]["productCharacteristic"] = [{"name": "n", "value": "bell\x07"}]
    wrong["requestedStartDate"] = "0001-01-01T00:00:00Z"
    wrong["relatedParty"] = "x" * 300
    (entry,) = entries_of(written(tmp_path, json.dumps(wrong)))
    assert {(refusal.code, refusal.field) for refusal in entry.refusals} == {
        ("E-FIELD", "/productOrderItem/0/action"),
        ("E-FIELD", "/productOrderItem/1/quantity"),
        ("E-FIELD", "/productOrderItem/1/product/productCharacteristic/0/value"),
        ("E-FIELD", "/requestedStartDate"),
        ("E-FIELD", "/relatedParty"),
    }
    assert "secret" not in str(entry.refusals)


def test_attributes_that_are_null_or_unknown_do_no_harm(tmp_path: Path) -> None:
    sent = document("N1", add("MOB-40"))
    sent |= {"description": None, "note": None, "@schemaLocation": None, "orderTotalPrice": [{"x": 1.5}]}
    sent["productOrderItem"][0]["product"]["productCharacteristic"] = [
        {"name": "Options", "valueType": "object", "value": {"colour": ["red", 1]}},
        {"name": "Count", "value": 3},
        {"name": "Ratio", "value": 0.25},
        {"name": "Flag", "value": True},
        {"name": "Nothing", "value": None},
    ]
    (entry,) = entries_of(written(tmp_path, json.dumps(sent)))
    assert entry.order is not None
    product = entry.order.product_order_item[0].product
    assert product is not None
    values = [one.value for one in product.product_characteristic]
    assert values == ['{"colour": ["red", 1]}', 3, 0.25, True, None]


@pytest.mark.parametrize("shift", range(-7, 8))
def test_characters_that_straddle_a_block(tmp_path: Path, shift: int) -> None:
    start = '{"id": "'
    for text in ("\\ud83d\\ude00", "\\\\ud83d", "é€😀", '\\"\\\\', "\\ud83d\\ude00\\ud83d\\ude00"):
        content = start + "x" * (BLOCK + shift - len(start)) + text + '"}'
        assert len(entries_of(written(tmp_path, content))) == 1
    lonely = start + "x" * (BLOCK + shift - len(start)) + '\\ud83d"}'
    assert refusal_of(written(tmp_path, lonely))[0] == "E-FILE-SURROGATE"


def test_a_file_that_grows_meanwhile_is_left(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(documents(3)))
    with OrderFile(path) as file:
        assert file.check() == 3
        found = file.entries()
        next(found)
        with path.open("ab") as later:
            later.write(b" ")
        with pytest.raises(Rejected) as refused:
            next(found)
    assert refused.value.code == "E-FILE-CHANGED"


def test_truncated_at_each_byte_it_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    whole = json.dumps([document("Ü1", add("MOB-40", number="+61 491 570 156"))], ensure_ascii=False).encode()
    for end in range(1, len(whole)):
        assert refusal_of(written(tmp_path, whole[:end]))[0] in {"E-FILE-JSON", "E-FILE-ENCODING"}
    assert len(entries_of(written(tmp_path, whole))) == 1


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """Return a valid file with some of its bytes changed, doubled, removed or moved."""
    content = bytearray(json.dumps(documents(2)).encode())
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        piece = draw(
            st.sampled_from([b"", b"\x00", b"\\", b"\\ud800", b'"', b"{", b"]", b",", b"\xff", b"9e9"])
        )
        width = draw(st.integers(0, 3))
        content[at : at + width] = piece or draw(st.binary(max_size=4))
    return bytes(content)


@given(content=st.one_of(mutations(), st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
@example(content=b"\xef\xbb\xbf")
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_file_makes_the_reader_fail(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    try:
        found = entries_of(path)
    except Rejected:
        found = []
    for entry in found:
        assert (entry.order is None) == bool(entry.refusals)


def test_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    noise = random.Random(5).randbytes(4_000).hex()
    notes = [{"text": noise} for _ in range(10)]
    line = json.dumps(document("KEY", add("MOB-40"), note=notes)).encode()
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.write(b"[" + line)
        while file.tell() < 100 * 2**20:
            file.write(b",\n" + line)
        file.write(b"]")
    with OrderFile(path) as file_of_orders:
        tracemalloc.start()
        count = file_of_orders.check()
        read = sum(1 for entry in file_of_orders.entries() if entry.order)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    path.unlink()
    assert read == count > 1_200
    assert peak < 20 * 2**20
