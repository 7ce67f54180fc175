"""Finds the fault points that the source names, so that none is left out by the tests."""

import ast
from collections.abc import Iterator
from pathlib import Path

import agentview

ROOT = Path(agentview.__file__).parent
_KINDS = {"InboundKind", "OutboundKind"}
_WORDS = ("fault_point(", *_KINDS)


class UnreadableError(AssertionError):
    """A point whose name does not follow from the source."""


def named_points(root: Path = ROOT) -> set[str]:
    """Return the names of all fault points; `{kind.name}` stands for each kind of its module."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.py"))}
    trees = {path: ast.parse(text) for path, text in texts.items() if any(word in text for word in _WORDS)}
    kinds = [kind for tree in trees.values() for kind in _kinds(tree)]
    points: set[str] = set()
    for path, tree in trees.items():
        for call in _calls(tree, {"fault_point"}):
            where = f"{path}:{call.lineno}"
            points |= set(_names(call.args[0], [name for made, name in kinds if _takes(tree, made)], where))
    return points


def _calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _kinds(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield each kind of files that is made: its class and its name."""
    for call in _calls(tree, _KINDS):
        strings = [one.value for one in call.args if isinstance(one, ast.Constant)]
        assert isinstance(call.func, ast.Name)
        yield call.func.id, str(strings[0])


def _takes(tree: ast.Module, kind: str) -> bool:
    """Say whether a module has to do with kinds of files of a class: it defines or imports that."""
    defined = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return kind in defined | {name.name for node in imports for name in node.names}


def _names(text: ast.expr, kinds: list[str], where: str) -> Iterator[str]:
    match text:
        case ast.Constant(value=str(name)):
            yield name
        case ast.JoinedStr(values=[ast.FormattedValue(value=value), ast.Constant(value=str(rest))]) if (
            ast.unparse(value) == "kind.name" and kinds
        ):
            yield from (f"{kind}{rest}" for kind in kinds)
        case _:
            raise UnreadableError(where)
