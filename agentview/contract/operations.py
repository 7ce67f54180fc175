"""Every operation there is, in one tuple: the server, the command line and the documents are made from it."""

from typing import Any

from agentview.contract import (
    desk,
    feed,
    orders,
    provisioning,
    search,
    session,
    worklist,
)
from agentview.contract.op import Op


def _declared(module: object) -> tuple[Op[Any, Any], ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Op))


_MODULES = (
    session,
    provisioning,
    orders,
    search,
    desk,
    feed,
    worklist,
)
OPERATIONS: tuple[Op[Any, Any], ...] = tuple(op for module in _MODULES for op in _declared(module))
BY_NAME = {op.name: op for op in OPERATIONS}
