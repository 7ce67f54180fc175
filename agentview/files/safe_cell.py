"""Cells of files that spreadsheets open: text stays text there, and comes back as it was."""

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"
_AMOUNT = re.compile(r"-?\d+\.\d\d")
"""A credit begins as a formula does, and is none."""


def safe_cell(text: str) -> str:
    """Return free text as a cell that no spreadsheet takes for a formula."""
    if not text.startswith(_FORMULA_STARTS) or _AMOUNT.fullmatch(text):
        return text
    return f"{_MARK}{text}"


def plain_cell(text: str) -> str:
    """Return the text of a cell that was made safe."""
    return text[1:] if text.startswith(_MARK) and text[1:].startswith(_FORMULA_STARTS) else text
