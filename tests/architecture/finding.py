"""What a rule about source text is, and small questions about syntax trees that rules share."""

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Finding(NamedTuple):
    """A place in a source text that breaks a rule."""

    line: int
    what: str


class Rule(NamedTuple):
    """A rule: its check, the files that it holds for, and a text that it must flag."""

    name: str
    find: Callable[[str], list[Finding]]
    concerns: Callable[[str], bool]
    forbidden: tuple[str, ...]
    fine: str


def calls(source: str) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call with the last part of the name that is called: `menu.exec()` gives "exec"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node, node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id


def texts(source: str) -> Iterator[ast.Constant]:
    """Yield each text that the program uses, without docstrings."""
    tree = ast.parse(source)
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node
