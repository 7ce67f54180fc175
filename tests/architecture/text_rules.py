"""Rules for every committed file: it names no address that ties it to one computer or one site."""

import re

from tests.architecture.finding import Finding, Rule

_ADDRESS = re.compile(r"://")
_SITE = re.compile(
    r"/(?:home|Users)/[A-Za-z]"
    r"|(?<![\w.])/root\b/"
    r"|[A-Za-z]:\\+Users\\+"
    r"|\bpypi\.org|\bpythonhosted\.org|\bnpmjs\.(?:org|com)|\bcrates\.io"
    r"|index-url[ =]+https?:"
    r"|\S+/simple/?(?=[\s\"']|$)"
)


def addresses(text: str) -> list[Finding]:
    """Find addresses of any kind."""
    return _find(_ADDRESS, text)


def sites(text: str) -> list[Finding]:
    """Find folders of a person, and hosts of package registries."""
    return _find(_SITE, text)


def _find(pattern: re.Pattern[str], text: str) -> list[Finding]:
    return [
        Finding(number, f"names {found.group()!r}")
        for number, line in enumerate(text.splitlines(), 1)
        if (found := pattern.search(line))
    ]


def _glued(*parts: str) -> str:
    """Return a forbidden text that this file itself does not hold."""
    return "".join(parts)


RULES = (
    Rule(
        "the lock names no address",
        addresses,
        lambda path: path.endswith("requirements.lock"),
        (_glued("--extra-index", "-url https://example.org\n"),),
        "alembic==1.20.1 \\\n    --hash=sha256:8349\n",
    ),
    Rule(
        "no file names a person's folder or a package registry",
        sites,
        lambda _path: True,
        (
            _glued("see /ho", "me/olga/notes\n"),
            _glued("see /Us", "ers/olga\n"),
            _glued("cat /r", "oot/.config\n"),
            _glued("C:\\Us", "ers\\olga\n"),
            _glued("https://py", "pi.org\n"),
            _glued("files.python", "hosted.org\n"),
            _glued("pip install --index", "-url=https://example.org\n"),
            _glued("https://mirror.example.org/sim", "ple\n"),
        ),
        "/usr/share/fonts and ~/.fonts; `path.home()`; a simple rule\n",
    ),
)
