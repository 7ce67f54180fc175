"""Every text of the desktop reaches the translators, and what they made of it is whole and compiled."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tools.translations import files, sources
from tools.translations.message import Message

_KEPT = re.compile(r"\{\w+\}|%n|%%\w+%%|`[^`]+`|\b(?:Ctrl|Strg|Alt|Shift|Umschalt)\+\w+|&(?=\w)|\n")
"""What a translation takes over as it is: placeholders, commands, keys, marks of menu keys, ends of lines."""

_KEYS = {"de": {"Ctrl+": "Strg+", "Shift+": "Umschalt+"}}
"""Keys are called as Qt itself calls them in tooltips and menus."""


def kept(text: str, names: Mapping[str, str]) -> Counter[str]:
    """Return what must be in the translation of a text, its keys by these names."""
    for name, other in names.items():
        text = text.replace(name, other)
    return Counter(_KEPT.findall(text))


@cache
def found() -> sources.Found:
    return sources.find()


def test_every_text_reaches_the_translators() -> None:
    assert len(found().messages) > 7_000
    assert not found().troubles, "\n".join(map(str, found().troubles))


def test_the_files_of_the_translators_hold_all_texts_and_are_compiled(tmp_path: Path) -> None:
    """Else run `python3 dev.py translate`, and translate what it names."""
    kept = [path for kind in ("*.ts", "*.qm") for path in sorted(files.FOLDER.glob(kind))]
    assert len(kept) == 2 * (len(files.LANGUAGES) + 1)
    for path in kept:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    files.update(found().messages, tmp_path)
    files.compile_all(tmp_path, tmp_path)
    stale = [path.name for path in kept if path.read_bytes() != (tmp_path / path.name).read_bytes()]
    assert not stale


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_a_language_is_whole_and_keeps_placeholders(language: str) -> None:
    translations = list(files.read(files.ts_path(language)))
    assert {one.message for one in translations} == found().messages
    assert not [one.message for one in translations if not one.is_finished]
    changed = [
        (one.message.source, form)
        for one in translations
        for form in one.forms
        if kept(one.message.source, _KEYS[language]) != kept(form, {})
    ]
    assert not changed


def test_a_file_that_lacks_a_text_is_stale(tmp_path: Path) -> None:
    files.update({Message("Stock", "Halt"), Message("Stock", "%n orders", is_numerus=True)}, tmp_path)
    before = files.ts_path("de", tmp_path).read_bytes()
    assert [one.is_finished for one in files.read(files.ts_path("de", tmp_path))] == [False, False]
    files.update({Message("Stock", 'Say "no"\n\\'), Message("Stock", "Halt")}, tmp_path)
    assert files.ts_path("de", tmp_path).read_bytes() != before
    texts = {one.message.source for one in files.read(files.ts_path("de", tmp_path))}
    assert texts == {'Say "no"\n\\', "Halt"}


_WORD = 'def word(text):\n    return QCoreApplication.translate("Stock", text)\n'


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('def f(a):\n    return QCoreApplication.translate("Stock", a + "!")\n', "no literal"),
        ('def f(a):\n    return QCoreApplication.translate("Stock", f"{a} more")\n', "no literal"),
        ('def f():\n    return partial(QCoreApplication.translate, "Stock")\n', "handed on"),
        ('TITLE = QCoreApplication.translate("Stock", "Title")\n', "at import"),
        ('def f(title=QCoreApplication.translate("Stock", "Title")):\n    pass\n', "at import"),
        (_WORD + "def f(a):\n    return word(a)\n", "no literal"),
        (_WORD + "def f(a):\n    return map(word, a)\n", "no literal"),
        (_WORD + 'TITLE = word("Title")\n', "at import"),
    ],
)
def test_what_no_translator_would_get_is_found(source: str, what: str) -> None:
    troubles = sources.read({"agentview/ui/sample.py": source}).troubles
    assert [what in trouble.what for trouble in troubles] == [True]


def test_texts_are_found_wherever_they_are_translated() -> None:
    texts = {
        "agentview/ui/words.py": _WORD,
        "agentview/ui/view.py": "from agentview.ui.words import word as say\n"
        'TITLES = (lambda: say("Late"),)\n'
        "def f(n):\n"
        "    translate = QCoreApplication.translate\n"
        '    translate("View", "Look", "verb")\n'
        '    return translate("View", "%n more", None, n)\n',
    }
    assert sources.read(texts).messages == {
        Message("Stock", "Late"),
        Message("View", "Look", "verb"),
        Message("View", "%n more", is_numerus=True),
    }
