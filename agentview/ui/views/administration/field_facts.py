"""What is shown of a field of wireless orders: how it stands, and in what it is not as shipped."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from agentview.contract.wireless_forms import ConfiguredField
from agentview.ui.kit.facts import Fact
from agentview.ui.texts.wireless_fields import field_word
from agentview.ui.views.administration.field_words import (
    differing,
    setting_text,
    setting_word,
    settings_of,
    source_word,
    type_word,
    word,
)
from agentview.ui.views.administration.words import full_moment


def field_facts(one: ConfiguredField, zone: ZoneInfo, *, is_for_all: bool) -> Sequence[Fact]:
    """All that stands of a field, where it comes from, and who set it."""
    kind = type_word(one.type)
    facts = [
        Fact(word("Usual word"), field_word(one.field_id)),
        Fact(word("Kind"), word("{kind}, always required").replace("{kind}", kind) if one.is_fixed else kind),
        Fact(setting_word("place"), str(one.place)),
    ]
    shown = (name for name in settings_of(one.type) if name != "place")
    facts += [Fact(setting_word(name), setting_text(name, one.fields)) for name in shown]
    facts.append(Fact(word("Comes from"), source_word(one, is_for_all=is_for_all)))
    if one.changed_at is not None:
        facts.append(Fact(word("Changed"), f"{full_moment(one.changed_at, zone)}, {one.changed_by}"))
    return facts


def difference_facts(one: ConfiguredField) -> Sequence[Fact]:
    """Each setting that is not as shipped, with what it was."""
    template = word("{now}, shipped as {shipped}")
    return [
        Fact(
            setting_word(name),
            template.replace("{now}", setting_text(name, one.fields)).replace(
                "{shipped}", setting_text(name, one.shipped)
            ),
        )
        for name in differing(one.fields, one.shipped)
    ]
