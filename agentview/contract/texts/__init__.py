"""The texts of all codes, in one place for every way to run AgentView; a screen may translate them."""

from collections.abc import Mapping

from agentview.contract.texts import (
    attachments,
    audit,
    cancelling,
    command_line,
    customer_imports,
    customers,
    general,
    network,
    order_entry,
    orders,
    people,
    provisioning,
    worklist,
)
from agentview.contract.texts.label import labelled
from agentview.contract.texts.text import Text
from agentview.core.errors import Refusal

TEXTS: Mapping[str, Text] = {
    **general.TEXTS,
    **provisioning.TEXTS,
    **orders.TEXTS,
    **network.TEXTS,
    **order_entry.TEXTS,
    **command_line.TEXTS,
    **audit.TEXTS,
    **people.TEXTS,
    **cancelling.TEXTS,
    **attachments.TEXTS,
    **customers.TEXTS,
    **customer_imports.TEXTS,
    **worklist.TEXTS,
}
UNKNOWN = Text("This was refused ({code}).", "", "If it happens again, send the details to support.")
"""For a code that a newer server knows and this program does not."""


def text_of(refusal: Refusal) -> Text:
    """Return the text for one reason, with its values filled in under the names that people know."""
    values = {"field": refusal.field or "a value", **refusal.values, "code": refusal.code}
    return TEXTS.get(refusal.code, UNKNOWN).filled(labelled(values))


__all__ = ["TEXTS", "UNKNOWN", "Text", "text_of"]
