"""Gives out the file of a batch, in parts; it holds names and addresses, so each reading is audited."""

from pathlib import Path

from agentview.contract.batches import PART_SIZE, TEXT_SIZE, FilePart, PartRequest, TextPage
from agentview.core.errors import NotFound, Refusal
from agentview.models.batch import Batch
from agentview.services.batches import queries
from agentview.services.unit import Unit

_LONGEST_REST = 3
"""So many bytes of a character can lie in the next part."""
_KIND, _CONTINUED = 0xC0, 0x80
"""The bits of a byte of UTF-8 that say that its character began before."""
_MARK = "\ufffd"
_CONTROLS = {code: _MARK for code in (*range(32), 127) if chr(code) not in "\t\n\r"}


def part(unit: Unit, request: PartRequest) -> FilePart:
    """Return a part of the file of a batch. Raises NotFound, also for a file that is not here."""
    content, size = _read(unit, request, PART_SIZE, "download")
    is_last = (request.number + 1) * PART_SIZE >= size
    return FilePart(number=request.number, content=content[:PART_SIZE], is_last=is_last)


def text(unit: Unit, request: PartRequest) -> TextPage:
    """Return a page of the file of a batch as text; no character is cut in two. Raises NotFound."""
    content, size = _read(unit, request, TEXT_SIZE, "reveal")
    own = content[_rest(content) if request.number else 0 : TEXT_SIZE]
    own += content[TEXT_SIZE : TEXT_SIZE + _rest(content[TEXT_SIZE:])]
    shown = own.decode("utf-8", errors="replace").translate(_CONTROLS)
    return TextPage(number=request.number, text=shown, pages=max(1, -(-size // TEXT_SIZE)))


def _read(unit: Unit, request: PartRequest, length: int, action: str) -> tuple[bytes, int]:
    batch: Batch = queries.one(unit, request.batch_id)[0]
    path = Path(batch.payload_path)
    start = request.number * length
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            file.seek(start)
            content = file.read(length + _LONGEST_REST)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise _not_here(batch) from error
    if start and start >= size:
        raise _not_here(batch)
    unit.audit("batch", batch.id, action, new=f"{batch.file_name}: {request.number}")
    return content, size


def _rest(content: bytes) -> int:
    """Return how many bytes at the start belong to a character that began before."""
    found = 0
    while found < min(_LONGEST_REST, len(content)) and content[found] & _KIND == _CONTINUED:
        found += 1
    return found


def _not_here(batch: Batch) -> NotFound:
    return NotFound(Refusal("E-BATCH-NO-FILE", values={"batch_id": batch.id}))
