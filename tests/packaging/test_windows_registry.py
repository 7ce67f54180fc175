"""What the check under Wine reads and compares: registries, and what is as documented."""

import pytest

from tools.packages.windows import changes, expect, read_registry
from tools.progress import Trouble

FILE = r"""WINE REGISTRY Version 2
;; All keys relative to \\Machine

#arch=win64

[Software\\Classes\\agentview] 1780000000
#time=1dd7f15a5b1c2e0
@="URL:AgentView"
"URL Protocol"=""

[Software\\Classes\\agentview\\shell\\open\\command] 1780000000
@="\"C:\\Program Files\\AgentView\\agentview.exe\" \"%1\""

[Software\\AgentView\\Caf\x00e9] 1780000000
"Size"=dword:0000027f
"Long"=hex:01,02,\
  03,04
"""


def test_a_registry_is_read_with_its_quotation_marks_and_long_values() -> None:
    assert read_registry(FILE) == {
        r"Software\Classes\agentview": {"": "URL:AgentView", "URL Protocol": ""},
        r"Software\Classes\agentview\shell\open\command": {
            "": r'"C:\Program Files\AgentView\agentview.exe" "%1"'
        },
        "Software\\AgentView\\Caf\N{LATIN SMALL LETTER E WITH ACUTE}": {
            "Size": "dword:0000027f",
            "Long": "hex:01,02,03,04",
        },
    }


def test_each_key_and_value_that_differs_is_named() -> None:
    before = {"HKLM\\A": {"kept": "1", "other": "1"}, "HKLM\\Gone": {}}
    after = {"HKLM\\A": {"kept": "1", "other": "2"}, "HKLM\\Come": {"": "x"}}
    assert changes(before, after) == [
        r"+ HKLM\Come",
        r"- HKLM\Gone",
        r"HKLM\A other: 1 -> 2",
        r"HKLM\Come (default): None -> x",
    ]
    assert changes(after, after) == []


def test_what_is_not_as_documented_is_said_with_both_values() -> None:
    expect("the exit code", 0, 0)
    with pytest.raises(Trouble, match=r"the exit code.\n  found:  2\n  wanted: 0"):
        expect("the exit code", 2, 0)
