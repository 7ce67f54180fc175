"""Texts of the codes of customers that come in from a file."""

from agentview.contract.texts.text import Text

_ROW = "The row was not taken in; the others are not concerned."
_FILE = "Nothing was taken in."
_CORRECT = "Correct it in the file of rejects and import that file."

TEXTS = {
    "E-ACCOUNT-TYPE": Text("The kind of account is none that is known.", _ROW, "Write consumer or business."),
    "E-CHARACTERS": Text(
        "The row holds characters that cannot be stored or do not fit the encoding.", _ROW, _CORRECT
    ),
    "E-COLUMN-TWICE": Text(
        "Two columns are called {column}, or are meant for the same field.", _FILE, "Choose one of them."
    ),
    "E-COLUMNS": Text(
        "No column holds a name or a telephone number.",
        _FILE,
        "Say which column holds what (--map on the command line).",
    ),
    "E-COUNTRY": Text("The country is no code of two letters.", _ROW, "Write for example AT or AU."),
    "E-DATE": Text("The date is none.", _ROW, "Write it as 2001-12-31 or 31.12.2001."),
    "E-ENCODING": Text(
        "The file cannot be read as {encoding} (byte {byte}).", _FILE, "Choose another encoding."
    ),
    "E-FILE-CSV": Text("The file holds no table with a header and rows.", _FILE, "Choose another file."),
    "E-FILE-XLS": Text(
        "The file is in an old format of Excel.", _FILE, "Open it there and save it as .xlsx or .csv."
    ),
    "E-FILE-XLSX": Text("The workbook is damaged or too large.", _FILE, "Save it again, or as .csv."),
    "E-IMPORT-COLUMNS": Text(
        "This file was begun before with other columns or settings; {done} rows of it are in.",
        "They stay as they are.",
        "Go on with the same columns, or take that import back first.",
    ),
    "E-IMPORT-DONE": Text(
        "This file was imported before.", _FILE, "Take that import back first, or say that it is meant."
    ),
    "E-IMPORT-OPEN": Text("{done} of {rows} rows are done.", "They are in.", "Go on with the import."),
    "E-IMPORT-OVER": Text("The import is finished or taken back.", "Nothing was changed."),
    "E-IMPORT-PLACE": Text(
        "The block does not follow the {done} rows that are done.", "They are in.", "Go on after them."
    ),
    "E-MAP": Text(
        "{field} names no column of the file, or no field.", _FILE, "Write COLUMN=FIELD; fields: {fields}."
    ),
    "E-REJECTS-FILE": Text(
        "{file} cannot be written.", "The import itself is not concerned.", "Choose another place."
    ),
    "E-ROW-CELLS": Text(
        "The row has {cells} cells, the header has {columns}.",
        _ROW,
        "A separator or a quotation mark too many or too few stands in it: correct it and import it again.",
    ),
    "E-ROW-KNOWN": Text("The customer {account} is there already.", "Nothing was changed."),
    "E-ROW-LONG": Text(
        "The row, or a cell of it, is longer than can be kept.",
        _ROW,
        "Look for a quotation mark that is not closed, or shorten it.",
    ),
    "E-ROW-TWICE": Text("The account number {account} stands in an earlier row.", _ROW, _CORRECT),
}
