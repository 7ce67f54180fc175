"""What a policy says in full, as facts; imports no Qt widgets."""

from __future__ import annotations

from agentview.ui.kit.facts import Fact
from agentview.ui.views.wireless_policies.policy_reading import Entry
from agentview.ui.views.wireless_policies.words import (
    NOTHING,
    condition_label,
    condition_words,
    days_word,
    default_word,
    step_word,
    word,
)


def policy_facts(entry: Entry, currency: str) -> tuple[Fact, ...]:
    """When it is asked, for which orders it is, and when they expire."""
    fields = entry.policy.fields
    conditions = condition_words(fields.conditions, entry.vendors, currency)
    every = (Fact(word("For"), word("Every order")),)
    company = entry.policy.customer or word("All companies")
    return (
        Fact(word("Priority"), _priority(entry)),
        Fact(condition_label("account_id"), company),
        *(tuple(Fact(condition_label(name), text) for name, text in conditions) or every),
        Fact(word("Expires after"), days_word(fields.expiry_days)),
    )


def level_facts(entry: Entry) -> tuple[Fact, ...]:
    """Who decides each level, who steps in, and who reads along."""
    steps = entry.policy.fields.steps
    if not steps:
        return (Fact(word("Levels"), word("None: what it matches needs nobody's approval")),)
    facts: list[Fact] = []
    for level, step in enumerate(steps, start=1):
        label = word("Level {number}").replace("{number}", str(level))
        facts.append(Fact(label, step_word(step, entry.names)))
        default = default_word(step, entry.names)
        told = word("Nobody: administrators are told") if default == NOTHING else default
        facts.append(Fact(word("Steps in"), told))
        if step.cc:
            facts.append(Fact(word("Copy to"), ", ".join(step.cc)))
    return tuple(facts)


def _priority(entry: Entry) -> str:
    priority = str(entry.policy.fields.priority)
    if entry.above is None:
        return word("{number}, asked first").replace("{number}", priority)
    after = word("{number}, asked after \u201c{other}\u201d").replace("{number}", priority)
    return after.replace("{other}", entry.above.fields.name)
