"""How large a file may be, and of which parts it consists."""

from agentview.contract.attachments import LARGEST, PART_SIZE
from agentview.core.errors import Refusal, Value

_MEGABYTE = 1024 * 1024


def size_refusals(name: str, size: int) -> tuple[Refusal, ...]:
    """Refuse a file over the limit before anything of it is sent, and one without content."""
    if size > LARGEST:
        values: dict[str, Value] = {"name": name, "most_mb": LARGEST // _MEGABYTE}
        return (Refusal("E-FILE-TOO-LARGE", "size", None, values),)
    return () if size else (Refusal("E-FILE-EMPTY", "size", None, {"name": name}),)


def parts_of(size: int) -> int:
    """Return how many parts a file has."""
    return -(-size // PART_SIZE)


def length_of(size: int, number: int) -> int:
    """Return how many bytes a part has; 0 where there is no such part."""
    return max(0, min(PART_SIZE, size - number * PART_SIZE))
