"""Every code has a text, every text has a code, and values fill it in as plain text."""

import ast
import re
from pathlib import Path

import pytest

from agentview.contract.texts import TEXTS, Text, text_of
from agentview.contract.texts.form_field import FORM_FIELDS
from agentview.contract.wireless_forms import FieldId
from agentview.core.errors import Refusal

PACKAGE = Path(__file__).resolve().parents[2] / "agentview"
_CODE = re.compile(r"E-[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}?")


def raised_codes() -> dict[str, str]:
    """Return each code that stands as a text in the package, and a file where it does."""
    found: dict[str, str] = {}
    for path in PACKAGE.rglob("*.py"):
        if PACKAGE / "contract" / "texts" in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and _CODE.fullmatch(text):
                found[text] = str(path.relative_to(PACKAGE))
    return found


def test_every_code_has_a_text() -> None:
    missing = {code: path for code, path in raised_codes().items() if code not in TEXTS}
    assert not missing


def test_every_text_has_a_code() -> None:
    assert not set(TEXTS) - set(raised_codes())


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_text_is_written_in_whole_sentences(code: str) -> None:
    text = TEXTS[code]
    assert text.what
    for part in (text.what, text.safe, text.next_step):
        assert not part or part[-1] in ".!?"
        assert all(re.fullmatch(r"\{[a-z_]+\}", hole) for hole in _PLACEHOLDER.findall(part))


def test_values_are_filled_in_once_and_as_they_are() -> None:
    text = Text("{by} has it since {since}.", next_step="{gone} {")
    filled = text.filled({"by": "{since}", "since": "<b>9:00</b>"})
    assert filled == Text("{since} has it since <b>9:00</b>.", next_step="{gone} {")


def test_known_values_are_called_by_their_names() -> None:
    refusal = Refusal("E-STATE", values={"state": "PROVISIONING_HALTED", "command": "activate"})
    assert text_of(refusal).what == "This is Provisioning Halted, so activating is not possible."
    power = Refusal("E-POWER", values={"power": "BULK_LARGE"})
    assert "bulk large" in text_of(power).sentences
    account = Refusal("E-ACCOUNT-STATUS", values={"status": 5})
    assert text_of(account).what.startswith("The account is Suspended")
    field = Refusal("E-WL-FIELD-EMPTY", values={"field": "OLD_DEVICE"})
    assert text_of(field).what == "What becomes of the old device is empty."


def test_every_field_of_a_form_has_a_word() -> None:
    assert set(FORM_FIELDS) == set(FieldId)


def test_lists_of_values_are_read_out() -> None:
    refusal = Refusal("E-OFFERING", values={"offering": ["A", 1]})
    assert "A, 1" in text_of(refusal).what


def test_an_unknown_code_has_words_too() -> None:
    assert "E-OF-TOMORROW" in text_of(Refusal("E-OF-TOMORROW")).what
