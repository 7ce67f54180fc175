"""What becomes of each losing service: kept with a service plan of its type, or dropped (R-MIG-14)."""

from collections.abc import Sequence
from dataclasses import dataclass

from agentview.contract.migration_form import MappingAction, ServiceMapping
from agentview.core.errors import Refusal
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import ServicePlan
from agentview.services.migrations.parts import LosingPart, OfferedPart

_RULE = "R-MIG-14"


@dataclass(frozen=True, slots=True)
class Move:
    """A losing service and the service plan that follows it; None: it is dropped."""

    part: LosingPart
    winning: ServicePlan | None


@dataclass(frozen=True, slots=True)
class Moves:
    """All moves of a migration, and every reason against the mapping as it was typed."""

    moves: tuple[Move, ...]
    refusals: tuple[Refusal, ...]

    @property
    def kept(self) -> tuple[Move, ...]:
        """Those that go on."""
        return tuple(move for move in self.moves if move.winning is not None)

    @property
    def dropped(self) -> tuple[Move, ...]:
        """Those that end."""
        return tuple(move for move in self.moves if move.winning is None)


def can_drop(part: LosingPart, losing: Sequence[LosingPart], offered: Sequence[OfferedPart]) -> bool:
    """Say whether a service may be dropped: from a bundle, to a plan without its type (R-MIG-14)."""
    return len(losing) > 1 and not fits(part, offered)


def fits(part: LosingPart, offered: Sequence[OfferedPart]) -> tuple[OfferedPart, ...]:
    """Return the service plans that could follow a service: those of its type."""
    return tuple(one for one in offered if one.type.id == part.type.id)


def mapped(
    losing: Sequence[LosingPart],
    offered: Sequence[OfferedPart],
    mapping: Sequence[ServiceMapping] | None,
) -> Moves:
    """Return what becomes of each service, by the mapping or by itself where none was typed."""
    if mapping is None:
        return _by_type(losing, offered)
    wanted = {row.losing_service_id: row for row in mapping}
    moves: list[Move] = []
    refusals = _unknown(losing, mapping)
    for part in losing:
        move, refusal = _move(part, losing, offered, wanted.get(part.service.id))
        moves.append(move)
        refusals += [refusal] if refusal else []
    return Moves(tuple(moves), tuple(refusals) + _nothing_left(moves))


def _move(
    part: LosingPart,
    losing: Sequence[LosingPart],
    offered: Sequence[OfferedPart],
    row: ServiceMapping | None,
) -> tuple[Move, Refusal | None]:
    possible = fits(part, offered)
    if row is None:
        return Move(part, None), _refusal("E-MAP-MISSING", part)
    if row.action is MappingAction.DROP:
        is_allowed = can_drop(part, losing, offered)
        return Move(part, None), None if is_allowed else _refusal("E-DROP", part)
    chosen = next((one for one in possible if one.plan.id == row.winning_service_plan_id), None)
    if chosen is None:
        return Move(part, None), _refusal("E-MAP-TYPE", part)
    return Move(part, chosen.plan), None


def _by_type(losing: Sequence[LosingPart], offered: Sequence[OfferedPart]) -> Moves:
    """Let each service go to a service plan of its type: to one of its own as long as there are enough."""
    taken: set[int] = set()
    moves: list[Move] = []
    refusals: list[Refusal] = []
    for part in losing:
        possible = fits(part, offered)
        chosen = next(
            (one for one in possible if one.plan.id not in taken), possible[0] if possible else None
        )
        if chosen is None and not can_drop(part, losing, offered):
            refusals.append(_refusal("E-MAP-MISSING", part))
        if chosen is not None:
            taken.add(chosen.plan.id)
        moves.append(Move(part, chosen.plan if chosen else None))
    return Moves(tuple(moves), tuple(refusals) + (_nothing_left(moves) if not refusals else ()))


def _unknown(losing: Sequence[LosingPart], mapping: Sequence[ServiceMapping]) -> list[Refusal]:
    known = {part.service.id for part in losing}
    return [
        Refusal(
            "E-MAP-UNKNOWN",
            "mapping",
            _RULE,
            {"service": reference(Prefix.SERVICE, row.losing_service_id)},
        )
        for row in mapping
        if row.losing_service_id not in known
    ]


def _nothing_left(moves: Sequence[Move]) -> tuple[Refusal, ...]:
    """At least one service goes on: else it is a cancellation."""
    if any(move.winning is not None for move in moves):
        return ()
    return (Refusal("E-DROP-ALL", "mapping", _RULE),)


def _refusal(code: str, part: LosingPart) -> Refusal:
    values = {"service": reference(Prefix.SERVICE, part.service.id), "service_type": part.type.name}
    return Refusal(code, f"mapping/{part.service.id}", _RULE, {**values})
