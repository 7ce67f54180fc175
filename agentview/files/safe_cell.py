"""Cells of files that spreadsheets open: text stays text there, and comes back as it was."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def safe_cell(text: str) -> str:
    """Return free text as a cell that no spreadsheet takes for a formula."""
    return f"{_MARK}{text}" if text.startswith(_FORMULA_STARTS) else text


def plain_cell(text: str) -> str:
    """Return the text of a cell that was made safe."""
    return text[1:] if text.startswith(_MARK) and text[1:].startswith(_FORMULA_STARTS) else text
