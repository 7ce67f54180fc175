"""Rules for the desktop: colours from the theme, texts through the kit, and no nested event loop."""

import ast
import re
from collections.abc import Callable

from tests.architecture.finding import Finding, Rule, calls, texts

# Where colours are named and the style sheet is set.
THEME = frozenset({
    "agentview/ui/kit/theme.py",
    "agentview/ui/kit/sheet.py",
    "agentview/ui/kit/appearance.py",
})  # fmt: skip
_HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![0-9A-Za-z_])")


def colours(source: str) -> list[Finding]:
    """Find colours in hexadecimal."""
    return [
        Finding(text.lineno, f"names the colour {found.group()}")
        for text in texts(source)
        if (found := _HEX_COLOUR.search(str(text.value)))
    ]


def calls_of(*names: str) -> Callable[[str], list[Finding]]:
    """Return a check that finds calls of these functions and methods."""

    def find(source: str) -> list[Finding]:
        return [Finding(call.lineno, f"calls {name}()") for call, name in calls(source) if name in names]

    return find


def uses_message_box(source: str) -> list[Finding]:
    """Find Qt's own message box, in any form."""
    return [
        Finding(number, "uses QMessageBox")
        for number, line in enumerate(source.splitlines(), 1)
        if re.search(r"\bQMessageBox\b", line)
    ]


def gateway_parts(source: str) -> list[Finding]:
    """Find imports of any part of the gateway but its port."""
    return [
        Finding(node.lineno, "imports the gateway past its port")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom) and not _imported(node) <= {"agentview.gateway.port"}
    ]


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    """Return the modules of the gateway that a statement imports."""
    inside = node.module if isinstance(node, ast.ImportFrom) else None
    if inside is not None and inside != "agentview.gateway":
        names = [inside]
    else:
        names = [f"{inside}.{alias.name}" if inside else alias.name for alias in node.names]
    return {name for name in names if name.startswith("agentview.gateway")}


def _in_desktop(path: str) -> bool:
    return path.startswith("agentview/ui/")


def _outside_theme(path: str) -> bool:
    return _in_desktop(path) and path not in THEME


def _outside_kit(path: str) -> bool:
    return _in_desktop(path) and not path.startswith("agentview/ui/kit/")


RULES = (
    Rule(
        "colours come from the theme",
        colours,
        _outside_theme,
        ("ink = QColor('#17202B')\n", "css = 'color: #fff; margin: 0'\n", "wash = f'{name}: #17202B80'\n"),
        '"""Order #123 of the samples."""\ntitle = "Order #10482, row #7"\n',
    ),
    Rule(
        "only the theme sets a style sheet",
        calls_of("setStyleSheet"),
        _outside_theme,
        ("self.setStyleSheet(css)\n",),
        "self.setObjectName('pill')\n",
    ),
    Rule(
        "dialogs and menus open, they do not run a loop of their own",
        calls_of("exec", "exec_", "processEvents"),
        _in_desktop,
        ("dialog.exec()\n", "QMenu(self).exec_(place)\n", "QApplication.processEvents()\n"),
        "dialog.open()\nmenu.popup(place)\n",
    ),
    Rule(
        "people's text is shown by the kit, as plain text",
        calls_of("QLabel", "setHtml", "insertHtml", "appendHtml", "setToolTip"),
        _outside_kit,
        ("QLabel(name)\n", "QtWidgets.QLabel()\n", "view.setHtml(text)\n", "field.setToolTip(text)\n"),
        "label = plain_label(name)\n",
    ),
    Rule(
        "questions are asked by the kit",
        uses_message_box,
        _outside_kit,
        ("QMessageBox.question(self, title, text)\n", "from PySide6.QtWidgets import QMessageBox\n"),
        "ask(self, question)\n",
    ),
    Rule(
        "the desktop knows of the gateway only its port",
        gateway_parts,
        _in_desktop,
        (
            "from agentview.gateway.local import LocalGateway\n",
            "from agentview.gateway import dispatch\n",
            "import agentview.gateway.remote\n",
        ),
        "from agentview.gateway.port import Gateway\nfrom agentview.gateway import port\nimport json\n",
    ),
)
