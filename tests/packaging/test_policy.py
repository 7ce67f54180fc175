"""The template of policies for Windows offers the desktop's settings, with values that they can be."""

import re
from xml.etree import ElementTree as ET

import pytest
from pydantic import TypeAdapter

from agentview.core.setting_layers import POLICY_KEY
from agentview.core.settings import Settings
from tools import policy_template
from tools.packages import setup
from tools.policy_words import COMPANY, POLICIES

OF_THE_SERVER = {
    "data_folder",
    "database_url",
    "exchange_settled_seconds",
    "job_slots",
    "log_format",
    "metrics_token",
    "provisioning_platform",
    "serve_jobs",
}
SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"


def kept(name: str) -> ET.Element:
    return ET.fromstring((setup.POLICY / name).read_text(encoding="utf-8"))  # noqa: S314 - our own file


def ids(root: ET.Element, tag: str) -> set[str]:
    return {str(found.get("id")) for found in root.iter(f"{SPACE}{tag}")}


def test_the_files_are_those_of_the_settings() -> None:
    written = {
        path.relative_to(setup.POLICY): path.read_text(encoding="utf-8")
        for path in setup.POLICY.rglob("*.adm?")
    }
    assert written == policy_template.files(), "run: python -m tools.policy_template"


def test_each_setting_is_in_the_template_or_the_servers() -> None:
    assert set(POLICIES) | OF_THE_SERVER == set(Settings.model_fields)
    assert not set(POLICIES) & OF_THE_SERVER


@pytest.mark.parametrize("language", COMPANY)
def test_each_reference_has_its_words(language: str) -> None:
    definitions = (setup.POLICY / "AgentView.admx").read_text(encoding="utf-8")
    words = kept(f"{language}/AgentView.adml")
    assert set(re.findall(r"\$\(string\.(\w+)\)", definitions)) == ids(words, "string")
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", definitions)) == ids(words, "presentation")
    elements = {str(part.get("id")) for part in kept("AgentView.admx").iter() if part.get("valueName")}
    assert {str(part.get("refId")) for part in words.iter() if part.get("refId")} == elements
    assert all(text.text and text.text.strip() for text in words.iter(f"{SPACE}string"))


def test_each_value_that_is_offered_can_be_read() -> None:
    for policy in kept("AgentView.admx").iter(f"{SPACE}policy"):
        assert policy.get("key") == POLICY_KEY
        for element in next(policy.iter(f"{SPACE}elements")):
            name = str(element.get("valueName"))
            reader = TypeAdapter(Settings.model_fields[name].rebuild_annotation())
            values: list[str | int] = [str(value.text) for value in element.iter(f"{SPACE}string")]
            values += [
                int(element.attrib[bound]) for bound in ("minValue", "maxValue") if bound in element.attrib
            ]
            for value in values or ["https://agentview.example:8750"]:
                reader.validate_python(value)
