"""Ties the operations of migrations to what implements them."""

from agentview.contract import migrations as contract
from agentview.services.handler import Handler, handle
from agentview.services.migrations.detail import detail
from agentview.services.migrations.drafts import draft, quote, save_page, start
from agentview.services.migrations.forcing import force_complete
from agentview.services.migrations.hidden import hidden_plans
from agentview.services.migrations.plans import plans
from agentview.services.migrations.preflight import check
from agentview.services.migrations.submitting import submit
from agentview.services.migrations.withdrawing import withdraw

HANDLERS: tuple[Handler, ...] = (
    handle(contract.CHECK, check),
    handle(contract.PLANS, plans),
    handle(contract.HIDDEN_PLANS, hidden_plans),
    handle(contract.START, start),
    handle(contract.DRAFT, draft),
    handle(contract.SAVE_PAGE, save_page),
    handle(contract.QUOTE, quote),
    handle(contract.SUBMIT, submit),
    handle(contract.WITHDRAW, withdraw),
    handle(contract.FORCE_COMPLETE, force_complete),
    handle(contract.DETAIL, detail),
)
