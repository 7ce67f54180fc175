"""The files of translators (.ts) and what the desktop loads (.qm), written by Qt's own tools."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import PySide6

from tools.place import ROOT
from tools.translations.message import Message

FOLDER = ROOT / "agentview" / "resources" / "translations"
LANGUAGES = ("de",)
"""All texts are translated into these; English is the language of the sources."""
ENGLISH = "en"
"""Has the plural forms alone."""


class Translation(NamedTuple):
    """What a file of translators says of a text; several `forms` where it counts something."""

    message: Message
    forms: tuple[str, ...]
    is_finished: bool


def ts_path(language: str, folder: Path = FOLDER) -> Path:
    """Return the file of the translators of a language."""
    return folder / f"agentview_{language}.ts"


def update(messages: Iterable[Message], folder: Path = FOLDER) -> None:
    """Bring the files of translators up to date: new texts are unfinished, those that went are dropped."""
    with tempfile.TemporaryDirectory() as work:
        listing = Path(work) / "texts.py"
        listing.write_text("".join(_calls(messages)), encoding="utf-8")
        common = ["-locations", "none", "-no-obsolete", "-sort-messages", "-silent"]
        exact = ["-disable-heuristic", "sametext", "-disable-heuristic", "similartext"]
        for language in (*LANGUAGES, ENGLISH):
            some = ["-pluralonly"] if language == ENGLISH else []
            kind = ["-source-language", "en", "-target-language", language]
            _run(
                "lupdate", str(listing), *common, *exact, *some, *kind, "-ts", str(ts_path(language, folder))
            )


def compile_all(folder: Path = FOLDER, target: Path = FOLDER) -> None:
    """Write what the desktop loads; texts without a translation stay English."""
    for language in (*LANGUAGES, ENGLISH):
        source = ts_path(language, folder)
        _run("lrelease", "-silent", "-nounfinished", str(source), "-qm", str(target / f"{source.stem}.qm"))


def read(path: Path) -> Iterator[Translation]:
    """Yield what a file of translators says."""
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - a file of ours
        name = context.findtext("name", "")
        for found in context.iter("message"):
            is_numerus = found.get("numerus") == "yes"
            target = found.find("translation")
            if target is None:
                continue
            forms = (
                [form.text or "" for form in target.iter("numerusform")]
                if is_numerus
                else [target.text or ""]
            )
            message = Message(name, found.findtext("source", ""), found.findtext("comment", ""), is_numerus)
            yield Translation(message, tuple(forms), target.get("type") is None and all(forms))


def _calls(messages: Iterable[Message]) -> Iterator[str]:
    """Yield a listing that lupdate reads right: it knows less of Python than the sources use."""
    for message in sorted(messages):
        words = ", ".join(_quoted(word) for word in (message.context, message.source, message.comment))
        yield f"translate({words}{', 2' if message.is_numerus else ''})\n"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'


def _run(tool: str, *arguments: str) -> None:
    program = Path(PySide6.__path__[0]) / (f"{tool}.exe" if sys.platform == "win32" else tool)
    subprocess.run([str(program), *arguments], check=True, stdout=subprocess.DEVNULL)
