"""A form of a record: what it is about, says, asks and sends; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.seeking import Finder
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field


@dataclass(frozen=True)
class RecordForm:
    """A form: what it is about, what it says, asks and sends; `finders` serve its fields of FOUND."""

    record: Any
    spec: FormSpec[Any]
    text: DialogText
    fields: tuple[Field, ...]
    initial: Values
    finders: Mapping[str, Finder] = field(default_factory=dict)
