"""XML: elements named as the properties of the interface files; a list is an element repeated."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, iterparse
from msgspec import Struct

from agentview.adaptors.warehouse.dispatch_json import number
from agentview.adaptors.warehouse.encoded_text import LARGEST_PART, as_utf8, cannot_read
from agentview.adaptors.warehouse.port import Arrival
from agentview.files.interfaces.sales_order_request import RequestOrder, SalesOrderRequest

RECORD = "orders"
LISTS = frozenset({"lines", "serialNumbers"})
_BLOCK = 500
_DEEPEST = 8
_RECORD_DEPTH = 2
_NUMBERS = frozenset({"recordCount", "lineId", "unit", "shippedQuantity"})
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,20})["']""")
_USUAL = re.compile(r"(?:iso[-_]?8859[-_]?\d+|windows-125\d|cp125\d|us-ascii)", re.IGNORECASE)
_ENCODER = msgspec.json.Encoder()
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class XmlFormat:
    """Well-formed XML without a document type; properties are elements, and have no attributes."""

    name = "XML"
    suffix = ".xml"

    def write(self, header: SalesOrderRequest, orders: Iterable[RequestOrder]) -> Iterator[bytes]:
        """Yield a request file."""
        return xml_blocks("SalesOrderRequest", header, orders)

    def read(self, stream: BinaryIO, arrival: Arrival) -> Iterator[bytes]:
        """Yield the dispatch; the file may leave out its own name and its warehouse's. Raises Rejected."""
        header: dict[str, object] = {}
        yield b'{"orders":['
        count = 0
        for element in top_elements(stream):
            if element.tag == RECORD:
                yield (b"," if count else b"") + _ENCODER.encode(_value(element))
                count += 1
            elif element.tag in header:
                raise cannot_read(self.name, "twice", count + 1)
            else:
                header[element.tag] = _value(element)
        header.setdefault("externalFileName", arrival.file_name)
        header.setdefault("wareHouse", {"id": arrival.warehouse})
        yield b"]," + _ENCODER.encode(header)[1:] + b"\n"


def xml_blocks(root: str, header: Struct, records: Iterable[Struct]) -> Iterator[bytes]:
    """Yield an XML file: its header first, then each record as an element `orders`."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>\n{_inner(header)}\n'.encode()
    left = iter(records)
    while block := list(islice(left, _BLOCK)):
        yield "".join(f"<{RECORD}>{_inner(record)}</{RECORD}>\n" for record in block).encode()
    yield f"</{root}>\n".encode()


def _inner(value: Struct) -> str:
    return _text(msgspec.to_builtins(value))


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "".join(_elements(name, one) for name, one in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return _IMPOSSIBLE.sub("", str(value)).translate(_ESCAPES)


def _elements(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "".join(f"<{name}>{_text(one)}</{name}>" for one in value)
    return f"<{name}>{_text(value)}</{name}>"


class _Source:
    """The file as the parser reads it, which counts what was read since a record ended."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.since_record = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next block, whatever size was asked for."""
        del size
        block = next(self._blocks, b"")
        self.since_record += len(block)
        return block


def top_elements(stream: BinaryIO) -> Iterator[Element]:
    """Yield each child of the root, whole; it is forgotten after that. Raises Rejected."""
    source = _Source(as_utf8(stream, XmlFormat.name, _declared(stream)))
    parser = DefusedXMLParser(encoding="utf-8", forbid_dtd=True)
    count = 0
    try:
        for element in _children(source, iterparse(source, ("start", "end"), parser)):
            count += 1
            yield element
    except ParseError as error:
        raise cannot_read(XmlFormat.name, "xml_invalid", count + 1) from error
    except DefusedXmlException as error:
        raise cannot_read(XmlFormat.name, "document_type", count + 1) from error


def _children(source: _Source, events: Iterator[tuple[str, Element]]) -> Iterator[Element]:
    path: list[Element] = []
    for event, element in events:
        if source.since_record > LARGEST_PART:
            raise cannot_read(XmlFormat.name, "too_large", 1)
        if event == "start":
            path.append(element)
            if len(path) > _DEEPEST:
                raise cannot_read(XmlFormat.name, "depth", 1)
            continue
        path.pop()
        if len(path) == _RECORD_DEPTH - 1:
            yield element
            path[0].clear()
            source.since_record = 0


def _declared(stream: BinaryIO) -> str | None:
    """Return the encoding that the file declares, where it is one of those with one byte a character."""
    stream.seek(0)
    found = _DECLARED.match(stream.read(200))
    name = found[1].decode() if found else ""
    return name if _USUAL.fullmatch(name) else None


def _value(element: Element) -> object:
    """Return an element as JSON has it; what it may not have is kept under a name that is in no file."""
    if not len(element):
        text = element.text or ""
        plain: object = number(text) if element.tag in _NUMBERS else text
        return {"?": plain} if element.attrib else plain
    value: dict[str, object] = {"?": ""} if element.attrib else {}
    for child in element:
        one = _value(child)
        before = value.get(child.tag)
        if child.tag in LISTS:
            value[child.tag] = [*before, one] if isinstance(before, list) else [one]
        else:
            value[child.tag] = [before, one] if child.tag in value else one
    return value
