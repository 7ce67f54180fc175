"""Reads the lines of an order as a list of packages, each with its parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from agentview.contract.orders import OrderItem, ProductOrder
from agentview.core.errors import Refusal
from agentview.core.text import fold

CONTEXT = "noChange"


@dataclass(frozen=True, slots=True)
class Node:
    """A line that stands for itself, where it is (JSON pointer), and the lines that are its parts."""

    item: OrderItem
    pointer: str
    parts: tuple["Node", ...] = ()


def read_items(order: ProductOrder) -> tuple[tuple[Node, ...], tuple[Refusal, ...]]:
    """Return the lines with their parts, and every reason why the lines do not fit together."""
    lines = [Node(item, f"/productOrderItem/{at}") for at, item in enumerate(order.product_order_item)]
    by_id = {line.item.id: line for line in lines}
    refusals = list(_repeated(lines))
    parents: dict[str, str] = {}
    for line in lines:
        for field, target in _bundled(line):
            if target not in by_id:
                refusals.append(Refusal("E-ITEM-UNKNOWN", field, "D-25", {"item": target}))
            elif target in parents:
                refusals.append(Refusal("E-ITEM-NESTED", field, "D-25", {"item": target}))
            else:
                parents[target] = line.item.id
    refusals += [
        Refusal("E-ITEM-NESTED", f"{by_id[child].pointer}/id", "D-25", {"item": child})
        for child, parent in parents.items()
        if parent in parents
    ]
    roots = [line for line in lines if line.item.id not in parents and line.item.action != CONTEXT]
    if not roots:
        refusals.append(Refusal("E-NOTHING-TO-DO", "/productOrderItem", "D-25"))
    nodes = tuple(Node(root.item, root.pointer, _parts(root, by_id)) for root in roots)
    refusals += [refusal for node in nodes for refusal in _part_refusals(node)]
    return nodes, tuple(refusals)


def _repeated(lines: list[Node]) -> Iterator[Refusal]:
    seen: set[str] = set()
    for line in lines:
        if line.item.id in seen:
            yield Refusal("E-ITEM-TWICE", f"{line.pointer}/id", "D-25", {"item": line.item.id})
        seen.add(line.item.id)


def _bundled(line: Node) -> Iterator[tuple[str, str]]:
    """Yield where a part is named, and its id."""
    for at, relation in enumerate(line.item.product_order_item_relationship):
        if fold(relation.relationship_type) == "bundles":
            yield f"{line.pointer}/productOrderItemRelationship/{at}/id", relation.id


def _parts(root: Node, by_id: dict[str, Node]) -> tuple[Node, ...]:
    named = [by_id[target] for _, target in _bundled(root) if target in by_id]
    nested = [
        Node(item, f"{root.pointer}/productOrderItem/{at}")
        for at, item in enumerate(root.item.product_order_item)
    ]
    return tuple(part for part in named + nested if part.item.action != CONTEXT)


def _part_refusals(node: Node) -> Iterator[Refusal]:
    for part in node.parts:
        if part.item.action != node.item.action:
            yield Refusal("E-ACTION", f"{part.pointer}/action", "D-25", {"action": part.item.action})
        if part.item.quantity != 1:
            yield Refusal("E-PART-QUANTITY", f"{part.pointer}/quantity", "D-25", {"item": part.item.id})
        if part.item.product_order_item:
            yield Refusal("E-ITEM-NESTED", f"{part.pointer}/productOrderItem", "D-25", {"item": part.item.id})
