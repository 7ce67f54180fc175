"""The sources keep the rules of the house, and each rule flags what it is there for."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import desktop_rules, package_rules, text_rules
from tests.architecture.finding import Rule

ROOT = Path(__file__).resolve().parents[2]
SOURCE_RULES = (*package_rules.RULES, *desktop_rules.RULES)
RULES = (*SOURCE_RULES, *text_rules.RULES)


@cache
def committed() -> dict[str, str]:
    """Return the text of every file that git keeps or would keep, by its path."""
    command = ["git", "-C", str(ROOT), "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    command += ["--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    paths = [path for path in listed.split("\0") if path and (ROOT / path).is_file()]
    return {path: text for path in paths if (text := read(ROOT / path)) is not None}


def read(path: Path) -> str | None:
    """Return the text of a file, None for pictures and the like."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def name(rule: Rule) -> str:
    """Return how a rule is called in the report."""
    return rule.name


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_the_sources_keep(rule: Rule) -> None:
    suffix = ".py" if rule in SOURCE_RULES else ""
    broken = [
        f"{path}:{finding.line}: {finding.what}"
        for path, text in committed().items()
        if path.endswith(suffix) and rule.concerns(path)
        for finding in rule.find(text)
    ]
    assert not broken, "\n".join([rule.name, *broken])


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_breach_is_flagged(rule: Rule) -> None:
    missed = [text for text in rule.forbidden if not rule.find(text)]
    assert not missed


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_what_is_fine_is_not_flagged(rule: Rule) -> None:
    assert rule.find(rule.fine) == []
