"""Rules for the whole package: what is caught, where imports stand, and who may know the database."""

import ast

from tests.architecture.finding import Finding, Rule

# The three places that own whatever goes wrong below them.
CATCH_ALL = frozenset({
    "agentview/ui/kit/thread_runner.py",
    "agentview/jobs/worker.py",
    "agentview/server/edge.py",
})  # fmt: skip
_DIALECTS = frozenset({"sqlite", "postgres", "postgresql"})
_EVERYTHING = frozenset({"Exception", "BaseException"})


def catches_everything(source: str) -> list[Finding]:
    """Find `except:`, `except Exception` and `suppress(Exception)`."""
    return [
        Finding(node.lineno, "catches everything")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler | ast.Call) and any(map(_is_everything, _caught(node)))
    ]


def late_imports(source: str) -> list[Finding]:
    """Find imports inside a function, and those that are only for the type checker."""
    tree = ast.parse(source)
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    late = [
        Finding(node.lineno, "imports inside a function")
        for block in blocks
        for node in ast.walk(block)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    hidden = [
        Finding(node.lineno, "hides an import from the running program")
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in _names(node.test)
    ]
    return late + hidden


def dialect_checks(source: str) -> list[Finding]:
    """Find code that asks which database it talks to."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == "dialect":
            found.append(Finding(node.lineno, "reads the dialect"))
        elif isinstance(node, ast.Compare | ast.match_case) or _is_call_of(node, "startswith"):
            found += [Finding(part.lineno, "asks for the name of a database") for part in _dialects(node)]
    return found


def _caught(node: ast.ExceptHandler | ast.Call) -> list[ast.expr | None]:
    """Return what a handler or a call of `suppress` catches; None stands for a bare `except:`."""
    if isinstance(node, ast.ExceptHandler):
        return [node.type]
    return list(node.args) if _is_call_of(node, "suppress") else []


def _is_everything(caught: ast.expr | None) -> bool:
    return caught is None or bool(_names(caught) & _EVERYTHING)


def _is_call_of(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and name in _names(node.func)


def _names(node: ast.AST) -> set[str]:
    """Return the names in an expression, of `a.b` both."""
    return {
        part.attr if isinstance(part, ast.Attribute) else part.id
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute | ast.Name)
    }


def _dialects(node: ast.AST) -> list[ast.Constant]:
    """Return the names of databases in the head of a comparison, a case or a call."""
    head = node.pattern if isinstance(node, ast.match_case) else node
    return [
        part
        for part in ast.walk(head)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and part.value.split("+")[0] in _DIALECTS
    ]


def _in_package(path: str) -> bool:
    return path.startswith("agentview/")


RULES = (
    Rule(
        "only three places catch everything",
        catches_everything,
        lambda path: _in_package(path) and path not in CATCH_ALL,
        (
            "try:\n    work()\nexcept Exception:\n    pass\n",
            "try:\n    work()\nexcept:\n    raise\n",
            "try:\n    work()\nexcept (ValueError, BaseException) as error:\n    log(error)\n",
            "with contextlib.suppress(Exception):\n    work()\n",
        ),
        "try:\n    work()\nexcept ValueError:\n    pass\nraise Exception\n",
    ),
    Rule(
        "imports stand at the top",
        late_imports,
        lambda path: path.startswith(("agentview/", "tests/", "benchmarks/", "tools/")) or path == "dev.py",
        (
            "def work():\n    import json\n",
            "class Screen:\n    async def show(self):\n        from json import loads\n",
            "if TYPE_CHECKING:\n    import json\n",
            "if typing.TYPE_CHECKING:\n    import json\n",
        ),
        "import json\nif True:\n    import csv\n",
    ),
    Rule(
        "only models knows which database it is",
        dialect_checks,
        lambda path: _in_package(path) and not path.startswith("agentview/models/"),
        (
            "if engine.dialect.name == name: pass\n",
            "if kind == 'sqlite': pass\n",
            "wide = kind in {'postgresql', 'oracle'}\n",
            "match kind:\n    case 'postgresql+psycopg':\n        pass\n",
            "if url.startswith('postgresql'): pass\n",
        ),
        "engine = create_engine('sqlite:///' + path)\n",
    ),
)
