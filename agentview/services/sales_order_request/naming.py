"""How warehouses and request files are called."""

import re

from agentview.files.interfaces.limits import FILE_NAME_PATTERN, LONGEST_FILE_NAME

_PREFIX = "SOR"
_DIGITS = 10
_FITS = re.compile(FILE_NAME_PATTERN)


def partner_of(warehouse_id: int) -> str:
    """Return what a warehouse is called among the partners of batches."""
    return f"warehouse-{warehouse_id}"


def file_name(identifier: int, suffix: str) -> str:
    """Return the name of a request file: at most 20 characters that every system takes (R-HW-14).

    Raises ValueError for a suffix that makes it none.
    """
    name = f"{_PREFIX}{identifier:0{_DIGITS}}{suffix}"
    if len(name) > LONGEST_FILE_NAME or not _FITS.fullmatch(name):
        raise ValueError(name)
    return name
