"""The texts of all codes, in one place for every way to run AgentView; a screen may translate them."""

from collections.abc import Mapping

from agentview.contract.texts import (
    agents,
    attachments,
    audit,
    batches,
    cancelling,
    command_line,
    connection,
    contract_catalogue,
    contracts,
    customer_imports,
    customers,
    events,
    fraud,
    general,
    hardware,
    interfaces,
    jobs,
    ledger,
    migrations,
    network,
    notifications,
    order_entry,
    orders,
    payment_plans,
    people,
    promises,
    provisioning,
    stock,
    suspension,
    wireless_approvals,
    wireless_fulfilment,
    wireless_inventory,
    wireless_orders,
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
    **connection.TEXTS,
    **audit.TEXTS,
    **people.TEXTS,
    **cancelling.TEXTS,
    **migrations.TEXTS,
    **contracts.TEXTS,
    **contract_catalogue.TEXTS,
    **hardware.TEXTS,
    **batches.TEXTS,
    **fraud.TEXTS,
    **stock.TEXTS,
    **agents.TEXTS,
    **attachments.TEXTS,
    **customers.TEXTS,
    **customer_imports.TEXTS,
    **worklist.TEXTS,
    **interfaces.TEXTS,
    **jobs.TEXTS,
    **ledger.TEXTS,
    **suspension.TEXTS,
    **promises.TEXTS,
    **payment_plans.TEXTS,
    **events.TEXTS,
    **notifications.TEXTS,
    **wireless_orders.TEXTS,
    **wireless_inventory.TEXTS,
    **wireless_approvals.TEXTS,
    **wireless_fulfilment.TEXTS,
}
UNKNOWN = Text("This was refused ({code}).", "", "If it happens again, send the details to support.")
"""For a code that a newer server knows and this program does not."""


def text_of(refusal: Refusal) -> Text:
    """Return the text for one reason, with its values filled in under the names that people know."""
    values = {"field": refusal.field or "a value", **refusal.values, "code": refusal.code}
    return TEXTS.get(refusal.code, UNKNOWN).filled(labelled(values))


__all__ = ["TEXTS", "UNKNOWN", "Text", "text_of"]
