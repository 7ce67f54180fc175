"""The columns of warehouse CSV files, and cells that no spreadsheet takes for a formula."""

REQUEST_COLUMNS = (
    "batch",
    "created",
    "loaded",
    "records",
    "record",
    "order",
    "account",
    "delivery_method",
    "fraud_check",
    "name",
    "address_1",
    "address_2",
    "city",
    "region",
    "postcode",
    "country",
    "phone",
    "email",
    "instructions",
    "line",
    "unit",
    "sku",
    "quantity",
)
DISPATCH_COLUMNS = (
    "records",
    "record",
    "order",
    "line",
    "unit",
    "status",
    "shipped",
    "serials",
    "tracking",
    "carrier",
    "error_code",
    "error_text",
)
NEEDED_COLUMNS = frozenset({"order", "line", "status"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def guarded(text: str) -> str:
    """Return a text as a cell: one that begins like a formula, or with an apostrophe, gets an apostrophe."""
    return _MARK + text if text.startswith((*_FORMULA_STARTS, _MARK)) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell, guarded or not."""
    return cell[1:] if cell.startswith(_MARK) and cell[1:].startswith((*_FORMULA_STARTS, _MARK)) else cell
