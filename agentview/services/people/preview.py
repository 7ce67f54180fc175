"""Views the program as somebody else: worked out from roles and powers, nobody acts in their name."""

from typing import Any

from agentview.contract.op import Op
from agentview.contract.operations import OPERATIONS
from agentview.contract.people import CommandPreview, PersonRef, PersonStatus, Preview
from agentview.contract.session import Person
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.services.people.detail import person
from agentview.services.session.caller import provider_of
from agentview.services.unit import Unit


def preview(unit: Unit, request: PersonRef) -> Preview:
    """Return who the person would be, and each operation with every reason why it would be closed.

    Only what holds for every record is told: the power that an operation takes, and whether the person is
    let in at all. What a record's state forbids, its screen tells.
    """
    detail = person(unit, request)
    row = detail.row
    held = frozenset(row.powers)
    is_out = row.status is PersonStatus.DISABLED
    provider, currency = provider_of(unit.session, unit.caller.provider_id)
    return Preview(
        person=Person(
            user_id=row.user_id,
            username=row.username,
            display_name=row.display_name,
            provider_id=unit.caller.provider_id,
            provider=provider,
            roles=row.roles,
            powers=row.powers,
            zone=unit.caller.zone,
            language=detail.language,
            must_change_password=row.must_change_password,
            currency=currency,
        ),
        commands=tuple(_command(op, held, is_out=is_out) for op in OPERATIONS if not op.is_public),
    )


def _command(op: Op[Any, Any], held: frozenset[Power], *, is_out: bool) -> CommandPreview:
    refusals: tuple[Refusal, ...] = ()
    if is_out:
        values = {"state": PersonStatus.DISABLED.value, "command": op.name}
        refusals = (Refusal("E-STATE", rule="D-19", values={**values}),)
    if op.power is not None and op.power not in held:
        refusals = (*refusals, Refusal("E-POWER", rule="R-GEN-02", values={"power": op.power.value}))
    return CommandPreview(
        name=op.name,
        summary=op.summary,
        power=op.power,
        refusals=tuple(RefusalInfo.of(refusal) for refusal in refusals),
    )
