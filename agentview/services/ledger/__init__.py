"""What customers owe and pay: a ledger in whole minor units that always adds up."""

from agentview.contract import ledger as contract
from agentview.contract import ledger_import
from agentview.services.handler import handle
from agentview.services.ledger.importing import check_lines, import_lines
from agentview.services.ledger.invoices import add_invoice, credit, dispute
from agentview.services.ledger.payments import receive, reverse, settle
from agentview.services.ledger.statement import statement

HANDLERS = (
    handle(contract.STATEMENT, statement),
    handle(contract.ADD_INVOICE, add_invoice),
    handle(contract.RECEIVE, receive),
    handle(contract.SETTLE, settle),
    handle(contract.REVERSE, reverse),
    handle(contract.CREDIT, credit),
    handle(contract.DISPUTE, dispute),
    handle(ledger_import.CHECK_LINES, check_lines),
    handle(ledger_import.IMPORT_LINES, import_lines),
)
