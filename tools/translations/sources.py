"""Finds the texts that the desktop translates, and those that no translator would get.

A text is the literal of a call of `QCoreApplication.translate`, or of a word of an area: a function that
hands its text on to it, `def _word(text): return QCoreApplication.translate("Stock", text)`. What lupdate
itself reads of Python stops at the first kind; it gets all of them from here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.place import ROOT
from tools.translations import catalogues
from tools.translations.message import Message, Trouble

FOLDERS = ("agentview/ui", "agentview/main.py", "agentview/tour.py")
_QT = frozenset({"QCoreApplication", "QApplication"})
_NAME = "translate"
_SIGN = re.compile("translate|word")
"""A file without it translates nothing, and is not read further."""
_COUNTED = 4
_Node = ast.AST


@dataclass
class Found:
    """What was found in some files."""

    messages: set[Message] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True)
class _File:
    path: str
    module: str
    tree: ast.Module


def find() -> Found:
    """Return all texts of the desktop, those of the contract too."""
    found = read({path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in _paths()})
    found.messages |= catalogues.messages()
    return found


def read(sources: Mapping[str, str]) -> Found:
    """Return the texts of these sources, by their paths."""
    files = [
        _File(path, _module(path), ast.parse(text)) for path, text in sources.items() if _SIGN.search(text)
    ]
    words = {(file.module, name): context for file in files for name, context in _words(file.tree)}
    found = Found()
    for file in files:
        _Reader(file, words, found).read()
    return found


def _paths() -> Iterator[Path]:
    for name in FOLDERS:
        path = ROOT / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _words(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the functions that do nothing but translate what they are given, and their contexts."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(
                args=ast.arguments(args=[given]), body=[*_, ast.Return(value=ast.Call() as call)]
            ):
                context = _context(call, given.arg)
                if context is not None:
                    yield node.name, context


def _context(call: ast.Call, given: str) -> str | None:
    """Return the context in which a call translates what its function is given; None for another call."""
    match call.args:
        case [ast.Constant(value=str(context)), ast.Name(id=text)] if text == given and _is_translate(
            call.func
        ):
            return context
    return None


def _is_translate(called: ast.expr) -> bool:
    match called:
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return owner in _QT and name == _NAME
        case ast.Name(id=name):
            return name == _NAME
    return False


class _Reader:
    """Reads one file."""

    def __init__(self, file: _File, words: Mapping[tuple[str, str], str], found: Found) -> None:
        self._file, self._found = file, found
        self._names = {name: context for (module, name), context in words.items() if module == file.module}
        self._nodes = list(ast.walk(file.tree))
        self._parents = {child: node for node in self._nodes for child in ast.iter_child_nodes(node)}
        for node in self._nodes:
            if isinstance(node, ast.ImportFrom):
                for name in node.names:
                    context = words.get((node.module or "", name.name))
                    if context is not None:
                        self._names[name.asname or name.name] = context

    def read(self) -> None:
        for node in self._nodes:
            if isinstance(node, ast.Call) and _is_translate(node.func):
                self._read_call(node)
            elif isinstance(node, ast.Attribute) and _is_translate(node):
                self._read_reference(node)
            elif isinstance(node, ast.Name) and node.id in self._names:
                self._read_word(node, self._names[node.id])

    def _read_call(self, call: ast.Call) -> None:
        match call.args:
            case [ast.Constant(value=str(context)), ast.Constant(value=str(source)), *more]:
                self._add(call, Message(context, source, _comment(more), len(call.args) == _COUNTED))
            case [ast.Constant(value=str(context)), *_] if context in catalogues.CONTEXTS:
                pass
            case _ if not self._is_body_of_word(call):
                self._blame(call, "the text is no literal")

    def _read_reference(self, node: ast.Attribute) -> None:
        """Accept a call, and `translate = QCoreApplication.translate`: another name hides the texts."""
        parent = self._parents[node]
        if isinstance(parent, ast.Tuple):
            parent = self._parents[parent]
        is_called = isinstance(parent, ast.Call) and parent.func is node
        if not is_called and not (isinstance(parent, ast.Assign) and _NAME in _targets(parent)):
            self._blame(node, "`translate` is handed on")

    def _read_word(self, node: ast.Name, context: str) -> None:
        match self._parents[node]:
            case ast.Call(func=called, args=[ast.Constant(value=str(source))]) as call if called is node:
                self._add(call, Message(context, source))
            case _:
                self._blame(node, f"the text of `{node.id}` is no literal")

    def _add(self, node: ast.Call, message: Message) -> None:
        if not self._is_late(node):
            self._blame(node, "translated at import, before a language is chosen")
        if message.source:
            self._found.messages.add(message)

    def _is_late(self, node: _Node) -> bool:
        """Say whether this is done by a function's body, not when the module is read."""
        inside = node
        for above in self._above(node):
            if isinstance(above, ast.Lambda) or (isinstance(above, ast.FunctionDef) and inside in above.body):
                return True
            inside = above
        return False

    def _is_body_of_word(self, node: _Node) -> bool:
        return any(
            isinstance(above, ast.FunctionDef) and above.name in self._names for above in self._above(node)
        )

    def _above(self, node: _Node) -> Iterator[_Node]:
        while node in self._parents:
            node = self._parents[node]
            yield node

    def _blame(self, node: ast.expr, what: str) -> None:
        self._found.troubles.append(Trouble(self._file.path, node.lineno, what))


def _comment(more: Sequence[ast.expr]) -> str:
    """Return what tells two equal texts apart, where it was given after them."""
    match more:
        case [ast.Constant(value=str(comment)), *_]:
            return comment
    return ""


def _targets(node: ast.Assign) -> Iterable[str]:
    names = [part for target in node.targets for part in ast.walk(target)]
    return [name.id for name in names if isinstance(name, ast.Name)]
