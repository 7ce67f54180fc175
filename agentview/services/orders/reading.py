"""Understands an order: all that it asks for, or every reason why it cannot be done."""

from agentview.contract.orders import OrderType, ProductOrder
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.services.orders import parties
from agentview.services.orders.cancels import wanted_cancel, without_repeats
from agentview.services.orders.items import Node, read_items
from agentview.services.orders.key import requested_day
from agentview.services.orders.packages import wanted_packages
from agentview.services.orders.wish import CancelWish, PackageWish, Wish
from agentview.services.unit import Unit

_REPLACING = frozenset({OrderType.CHOWN, OrderType.UPGRADE})


class Reading:
    """Collects what an order asks for, and what stands against it, line by line."""

    def __init__(self, unit: Unit, order: ProductOrder, account: Account | None) -> None:
        """Read for an account; None where it was not found, so that the lines are still looked at."""
        self.unit = unit
        self.kind = parties.order_type(order)
        self.account = account
        self.region = unit.session.get_one(Provider, unit.caller.provider_id).region
        self.refusals: list[Refusal] = []
        self.packages: list[PackageWish] = []
        self._cancels: list[tuple[Node, CancelWish]] = []

    def line(self, node: Node) -> None:
        """Read one line."""
        if self._is_wanted(node):
            self._wanted(node)
        elif node.item.action == "delete" and self.kind not in _REPLACING:
            self._ended(node)
        else:
            values = {"action": node.item.action}
            self.refusals.append(Refusal("E-ACTION", f"{node.pointer}/action", "D-25", {**values}))

    def _is_wanted(self, node: Node) -> bool:
        is_modified = node.item.action == "modify" and self.kind in _REPLACING
        return node.item.action == "add" or is_modified

    def _wanted(self, node: Node) -> None:
        if self.kind in _REPLACING and self.packages:
            # An order has one source package; the date rules of its tasks look at that one.
            self.refusals.append(Refusal("E-ONE-PACKAGE", node.pointer, "D-25"))
            return
        packages, refusals = wanted_packages(self.unit, node, self.kind, self.account, self.region)
        self.packages += packages
        self.refusals += refusals

    def _ended(self, node: Node) -> None:
        wish, refusals = wanted_cancel(self.unit, node, self.account)
        self.refusals += refusals
        if wish is not None:
            self._cancels.append((node, wish))

    def cancels(self) -> tuple[CancelWish, ...]:
        """Return what is to be ended."""
        cancels, refusals = without_repeats(self._cancels)
        self.refusals += refusals
        return cancels


def understand(
    unit: Unit, order: ProductOrder, account: Account | None, refusals: tuple[Refusal, ...]
) -> Wish:
    """Return what an order asks for. Raises Rejected with these and all further reasons."""
    reading = Reading(unit, order, account)
    holder, of_holder = parties.holder(unit, order, account)
    nodes, of_items = read_items(order)
    for node in nodes:
        reading.line(node)
    cancels = reading.cancels()
    of_account = parties.status_refusals(account) if account else ()
    refuse_if_any((*refusals, *of_account, *of_holder, *of_items, *reading.refusals))
    if account is None or holder is None:
        raise LookupError("an account that is not there was not refused")
    return Wish(
        order_type=reading.kind,
        account=account,
        holder=holder,
        requested_on=requested_day(order, unit.caller.zone) or unit.today,
        packages=tuple(reading.packages),
        cancels=cancels,
    )
