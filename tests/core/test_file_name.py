"""Names of files from people become plain names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.core.file_name import LONGEST, plain_name

CASES = {
    "letter.pdf": "letter.pdf",
    "../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "C:\\papers\\scan.png": "scan.png",
    "C:scan.png": "scan.png",
    "/absolute/": "absolute",
    "\\\\host\\share\\a.txt": "a.txt",
    "a\x00b.txt": "ab.txt",
    "line\nfeed\r.txt": "linefeed.txt",
    "invoice\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe": "invoicefdp.exe",
    "CON": "_CON",
    "nul.txt": "_nul.txt",
    "com1.tar.gz": "_com1.tar.gz",
    "LPT9 .x": "_LPT9.x",
    "context.txt": "context.txt",
    ".": "file",
    "..": "file",
    "": "file",
    "   ": "file",
    ".bashrc": "bashrc",
    "trailing. . ": "trailing",
    'a<b>:"c|?*.txt': "a_b___c___.txt",
    "Ünïcode \U0001f469.pdf": "Ünïcode \U0001f469.pdf",
    "مستند.pdf": "مستند.pdf",
}


@pytest.mark.parametrize(("typed", "plain"), CASES.items())
def test_a_name_becomes_plain(typed: str, plain: str) -> None:
    assert plain_name(typed) == plain


def test_a_long_name_keeps_its_ending() -> None:
    plain = plain_name("x" * 300 + ".pdf")
    assert len(plain) == LONGEST
    assert plain.endswith("x.pdf")
    assert plain_name("a." + "y" * 300) == ("a." + "y" * 300)[:LONGEST]


@given(st.text(max_size=400))
def test_whatever_is_typed_no_path_is_left(typed: str) -> None:
    plain = plain_name(typed)
    assert 0 < len(plain) <= LONGEST
    assert not set(plain) & set('\\/:\x00<>|?*"')
    assert plain not in {".", ".."}
    assert plain_name(plain) == plain
