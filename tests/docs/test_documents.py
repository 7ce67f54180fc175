"""Documents are written from the code or compared with it."""

import re
from pathlib import Path

from agentview.contract.operations import OPERATIONS
from tools import event_document, settings_document
from tools.state_document import PAGE, document

DOCS = Path(__file__).parents[2] / "docs"
SMALL_WORDS = {
    "in",
    "out",
    "me",
    "add",
    "create",
    "finish",
    "status",
    "remove",
    "save",
    "delete",
    "since",
    "find",
    "size",
    "bulk",
    "renew",
    "next",
    "over",
    "set",
    "end",
    "open",
}
"""Words of operations that mean what they mean everywhere."""


def test_the_states_are_documented_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run: python -m tools.state_document"


def test_the_event_types_are_documented_as_they_are() -> None:
    page = event_document.PAGE.read_text(encoding="utf-8")
    assert page == event_document.document(page), "run: python -m tools.event_document"
    assert event_document.document(page.replace("Invoice Overdue (", "Something else (")) == page


def test_the_settings_are_documented_as_they_are() -> None:
    page = settings_document.PAGE.read_text(encoding="utf-8")
    assert page == settings_document.document(), "run: python -m tools.settings_document"


def unknown_words(names: list[str], glossary: str) -> set[str]:
    """Return the words of operation names that the glossary does not explain."""
    known = set(re.findall(r"[a-z]+", glossary.casefold())) | SMALL_WORDS
    used = {word for name in names for word in re.findall(r"[a-z]+", name)}
    return {word for word in used if word not in known and word.rstrip("s") not in known}


def test_every_noun_of_an_operation_stands_in_the_glossary() -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert unknown_words([op.name for op in OPERATIONS], glossary) == set()


def test_a_word_that_is_not_in_the_glossary_is_found() -> None:
    assert unknown_words(["provisioning.frobnicate"], "provisioning") == {"frobnicate"}


def test_documents_link_only_to_files_that_are_there() -> None:
    root = DOCS.parent
    for page in [*DOCS.glob("*.md"), root / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists() or (root / target).exists(), f"{page.name}: {target}"
