"""Names of files from people: plain, without any path, and safe on every system."""

import re
import unicodedata

LONGEST = 120
_SEPARATOR = re.compile(r"[\\/]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_UNSAFE = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$", re.IGNORECASE)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NAMELESS = "file"
_LONGEST_ENDING = 12


def plain_name(name: str) -> str:
    """Return the last part of a name as a plain file name of at most 120 characters, never empty.

    Paths, drives, control characters and marks of direction are taken out (`exe` cannot pose as `txt`), names
    that Windows reserves get a `_`, and a name that is too long keeps its ending.
    """
    visible = "".join(
        char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char) not in _HIDDEN
    )
    last = _SEPARATOR.split(_DRIVE.sub("", visible.strip()).rstrip("\\/"))[-1]
    bare = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, ending = bare.rpartition(".")
    if not dot:
        stem, ending = bare, ""
    if _RESERVED.match(bare.split(".")[0].strip()):
        stem = f"_{stem}"
    if not stem:
        stem = _NAMELESS
    if len(ending) > _LONGEST_ENDING:
        stem, dot, ending = f"{stem}{dot}{ending}", "", ""
    return f"{stem[: LONGEST - len(dot) - len(ending)].rstrip()}{dot}{ending}"
