"""Writes the template of policies for Windows from the settings: `python -m tools.policy_template`.

`AgentView.admx` says which value of the registry a policy sets, and an `AgentView.adml` for each language
what it is called; both go into the PolicyDefinitions folder of a computer or of a domain.
"""

import types
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pydantic.fields import FieldInfo

from agentview.core.setting_layers import POLICY_KEY
from agentview.core.settings import Settings
from tools.place import ROOT
from tools.policy_words import CHOICES, COMPANY, FIXED, POLICIES, SUPPORTED

FOLDER = ROOT / "packaging" / "windows" / "policy"
NAME = "AgentView"
_SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_LONGEST = 1000


def files() -> dict[Path, str]:
    """Return the files of the template with what stands in them."""
    words = {Path(language, f"{NAME}.adml"): _document(_words(language)) for language in COMPANY}
    return {Path(f"{NAME}.admx"): _document(_definitions())} | words


def choices(field: FieldInfo) -> tuple[str, ...]:
    """Return the values of a setting that is one of a few; none for another."""
    kind = _kind(field.annotation)
    if get_origin(kind) is Literal:
        return tuple(str(value) for value in get_args(kind))
    is_few = isinstance(kind, type) and issubclass(kind, Enum)
    return tuple(str(member.value) for member in kind) if is_few else ()


def _definitions() -> Element:
    root = _root("policyDefinitions")
    spaces = SubElement(root, "policyNamespaces")
    SubElement(spaces, "target", prefix="agentview", namespace="AgentView.Policies")
    SubElement(root, "resources", minRequiredRevision="1.0")
    supported = SubElement(SubElement(root, "supportedOn"), "definitions")
    SubElement(supported, "definition", name="supported", displayName="$(string.supported)")
    SubElement(SubElement(root, "categories"), "category", name=NAME, displayName="$(string.company)",
               explainText="$(string.company_help)")  # fmt: skip
    policies = SubElement(root, "policies")
    for name in POLICIES:
        policy = SubElement(policies, "policy", {
            "name": name, "class": "Machine", "key": POLICY_KEY,
            "displayName": f"$(string.{name})", "explainText": f"$(string.{name}_help)",
            "presentation": f"$(presentation.{name})",
        })  # fmt: skip
        SubElement(policy, "parentCategory", ref=NAME)
        SubElement(policy, "supportedOn", ref="supported")
        _add_value(SubElement(policy, "elements"), name, Settings.model_fields[name])
    return root


def _add_value(elements: Element, name: str, field: FieldInfo) -> None:
    about = {"id": name, "valueName": name, "required": "true"}
    if values := choices(field):
        box = SubElement(elements, "enum", about)
        for value in values:
            item = SubElement(box, "item", displayName=f"$(string.{name}_{value})")
            SubElement(SubElement(item, "value"), "string").text = value
    elif _kind(field.annotation) is int:
        low, high = _bounds(field)
        SubElement(elements, "decimal", about | {"minValue": str(low), "maxValue": str(high)})
    else:
        SubElement(elements, "text", about | {"maxLength": str(_LONGEST)})


def _words(language: str) -> Element:
    root = _root("policyDefinitionResources")
    SubElement(root, "displayName").text = COMPANY[language].name
    SubElement(root, "description").text = COMPANY[language].help
    resources = SubElement(root, "resources")
    strings, shown = SubElement(resources, "stringTable"), SubElement(resources, "presentationTable")
    texts = {
        "company": COMPANY[language].name,
        "company_help": COMPANY[language].help,
        "supported": SUPPORTED[language],
    }
    for name, words in POLICIES.items():
        texts |= {name: words[language].name, f"{name}_help": f"{words[language].help}\n\n{FIXED[language]}"}
        values = choices(Settings.model_fields[name])
        texts |= {f"{name}_{value}": CHOICES[name, value][language] for value in values}
        _add_box(SubElement(shown, "presentation", id=name), name, words[language].name)
    for key, text in texts.items():
        SubElement(strings, "string", id=key).text = text
    return root


def _add_box(presentation: Element, name: str, label: str) -> None:
    field = Settings.model_fields[name]
    if choices(field):
        SubElement(presentation, "dropdownList", refId=name, noSort="true", defaultItem="0").text = label
    elif _kind(field.annotation) is int:
        SubElement(presentation, "decimalTextBox", refId=name, defaultValue="0").text = label
    else:
        SubElement(SubElement(presentation, "textBox", refId=name), "label").text = label


def _root(tag: str) -> Element:
    return Element(tag, xmlns=_SCHEMA, revision="1.0", schemaVersion="1.0")


def _document(root: Element) -> str:
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _bounds(field: FieldInfo) -> tuple[int, int]:
    found = {
        name: getattr(rule, name) for rule in field.metadata for name in ("ge", "le") if hasattr(rule, name)
    }
    return int(found["ge"]), int(found["le"])


def _kind(kind: Any) -> Any:  # noqa: ANN401 - any annotation of a field
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def main() -> None:
    """Write the files."""
    for path, text in files().items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
