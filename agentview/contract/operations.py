"""Every operation there is, in one tuple: the server, the command line and the documents are made from it."""

from typing import Any

from agentview.contract import (
    attachments,
    audit,
    cancelling,
    customer_imports,
    customer_search,
    customers,
    desk,
    feed,
    halted,
    network,
    order_entry,
    order_search,
    orders,
    people,
    provisioning,
    search,
    session,
    status,
    transfers,
    worklist,
)
from agentview.contract.op import Op


def _declared(module: object) -> tuple[Op[Any, Any], ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Op))


_MODULES = (
    session,
    provisioning,
    orders,
    network,
    halted,
    order_search,
    order_entry,
    search,
    customer_search,
    desk,
    feed,
    audit,
    people,
    cancelling,
    transfers,
    attachments,
    status,
    customers,
    customer_imports,
    worklist,
)
OPERATIONS: tuple[Op[Any, Any], ...] = tuple(op for module in _MODULES for op in _declared(module))
BY_NAME = {op.name: op for op in OPERATIONS}
