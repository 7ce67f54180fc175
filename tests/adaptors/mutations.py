"""Dispatch files as they should not be: what networks, encodings and bad will make of them."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

Mutation = Callable[[bytes, random.Random], bytes]

_LONG = 10 * 1024 * 1024
_HUGE = str(10**30).encode()
_STRANGE = (b"\0", b"\x7f", b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\x1a", b"\xef\xbb\xbf", b"\\ud800")
_ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp500", "shift_jis")


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _behead(content: bytes, chance: random.Random) -> bytes:
    return content[chance.randrange(len(content) + 1) :]


def _recode(content: bytes, chance: random.Random) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _mix_encodings(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + _recode(content[at:], chance)


def _insert_strange(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        content = content[:at] + chance.choice(_STRANGE) + content[at:]
    return content


def _change_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), chance.randint(1, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _change_line_ends(content: bytes, chance: random.Random) -> bytes:
    unix = content.replace(b"\r\n", b"\n")
    return unix.replace(b"\n", chance.choice((b"\r\n", b"\r", b"", b"\n\n", b"\r\r\n")))


def _mix_line_ends(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines()
    return b"".join(line + chance.choice((b"\r\n", b"\r", b"\n")) for line in lines)


def _shuffle_lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _double_lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines for _ in range(chance.choice((1, 1, 2, 3))))


def _drop_lines(content: bytes, chance: random.Random) -> bytes:
    return b"".join(line for line in content.splitlines(keepends=True) if chance.random() < 0.8)


def _change_numbers(content: bytes, chance: random.Random) -> bytes:
    """Make the number of records, a quantity or an id wrong, huge, negative or no number."""
    number = chance.choice((b"1", b"2", b"3", b"7"))
    other = chance.choice((b"0", b"-1", b"1e400", b"NaN", b"1.5", b"null", b'""', b"9" * 5_000, _HUGE))
    return content.replace(number, other, chance.randint(1, 3))


def _repeat_whole(content: bytes, chance: random.Random) -> bytes:
    return content * chance.randint(2, 3)


def _keep_first_line(content: bytes, chance: random.Random) -> bytes:
    del chance
    return content.splitlines(keepends=True)[0] if content else content


def _empty(content: bytes, chance: random.Random) -> bytes:
    del content
    return chance.choice((b"", b"\n", b" " * 70_000, b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 100))


def _nest(content: bytes, chance: random.Random) -> bytes:
    """Put something very deep at some place."""
    at = chance.randrange(len(content) + 1)
    depth = chance.choice((20, 1_000, 200_000))
    return content[:at] + chance.choice((b"[", b'{"a":', b"<a>", b"(", b'"')) * depth + content[at:]


def _one_long_line(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice((b"x", b" ", b"7", b"\\", b"?", b"a,")) * _LONG + content[at:]


def _pack(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return gzip.compress(content, mtime=0)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("dispatch", content)
    return packed.getvalue()


def _bomb(content: bytes, chance: random.Random) -> bytes:
    """Put a document type in front: entities that grow, or that name a file or a host."""
    inside = chance.choice(
        (
            b'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
            b'<!ENTITY a "' + b"a" * 50_000 + b'">',
            b'<!ENTITY a SYSTEM "file:///etc/passwd">',
            b'<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;',
            b"",
        )
    )
    start, _, rest = content.partition(b"\n")
    return start + b"<!DOCTYPE d [" + inside + b"]>" + rest.replace(b"<id>", b"<id>&a;")


MUTATIONS: Mapping[str, Mutation] = {
    "cut": _cut,
    "behead": _behead,
    "recode": _recode,
    "mix encodings": _mix_encodings,
    "insert strange": _insert_strange,
    "change bytes": _change_bytes,
    "change line ends": _change_line_ends,
    "mix line ends": _mix_line_ends,
    "shuffle lines": _shuffle_lines,
    "double lines": _double_lines,
    "drop lines": _drop_lines,
    "change numbers": _change_numbers,
    "repeat whole": _repeat_whole,
    "keep first line": _keep_first_line,
    "empty": _empty,
    "nest": _nest,
    "one long line": _one_long_line,
    "pack": _pack,
    "bomb": _bomb,
}


def mutated(content: bytes, names: Sequence[str] = tuple(sorted(MUTATIONS))) -> st.SearchStrategy[bytes]:
    """Return a strategy of `content` with one mutation, or two after each other."""
    return st.builds(
        lambda chosen, seed: _apply(content, chosen, seed),
        st.lists(st.sampled_from(names), min_size=1, max_size=2),
        st.integers(0, 2**32),
    )


def _apply(content: bytes, names: list[str], seed: int) -> bytes:
    chance = random.Random(seed)
    for name in names:
        content = MUTATIONS[name](content, chance)
    return content
