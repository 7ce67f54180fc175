"""Named points at which a test may end its process; outside of tests nothing happens there."""

from collections.abc import Callable

_hooks: list[Callable[[str], None]] = []


def fault_point(name: str) -> None:
    """Pass the point called `name`, such as `sales_order_request.after_stage`."""
    for hook in _hooks:
        hook(name)


def watch_fault_points(hook: Callable[[str], None]) -> Callable[[], None]:
    """Call `hook` with each point that is passed from now on; return what ends that."""
    _hooks.append(hook)
    return lambda: _hooks.remove(hook)
