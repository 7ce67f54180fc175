"""The statements behind the list of batches and their records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from agentview.contract.batches import BatchesRequest, BatchFilter, RecordsRequest
from agentview.core.caller import Caller
from agentview.core.errors import NotFound, Refusal
from agentview.models.batch import Batch, BatchRecord
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrderLine
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, Product, Warehouse
from agentview.services.hardware_scope import visible_batches
from agentview.services.keyset import read_place
from agentview.services.unit import Unit

B, W, P = Batch, Warehouse, DeviceEnrolmentProvider


def page(unit: Unit, request: BatchesRequest) -> Sequence[Row[Any]]:
    """Read a page, newest first: each batch with the code and name of its partner."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    wanted = _joined().where(*conditions(unit.caller, request.filter))
    if token is not None:
        (place,) = read_place(token, (B.id,)).values
        wanted = wanted.where(B.id > place if is_back else B.id < place)
    ordered = wanted.order_by(B.id.asc() if is_back else B.id.desc()).limit(request.limit)
    found = unit.session.execute(ordered).all()
    return list(reversed(found)) if is_back else found


def count(unit: Unit, wanted: BatchFilter) -> int:
    """Count the batches of a list."""
    counted = _from(select(func.count())).where(*conditions(unit.caller, wanted))
    found: int = unit.session.scalars(counted).one()
    return found


def one(unit: Unit, batch_id: int) -> Row[Any]:
    """Return a batch of the own provider. Raises NotFound."""
    row = unit.session.execute(_joined().where(B.id == batch_id, visible_batches(unit.caller))).first()
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"batch_id": batch_id}))
    return row


def records(unit: Unit, request: RecordsRequest) -> Sequence[Row[BatchRecord, str, str]]:
    """Read a page of a batch's records, in their order."""
    conditions_of = [BatchRecord.batch_id == request.batch_id, BatchRecord.seq > request.after]
    if request.outcomes:
        conditions_of.append(BatchRecord.outcome.in_([one.value for one in request.outcomes]))
    return unit.session.execute(
        select(BatchRecord, Product.name, DeviceEnrolment.serial_no)
        .outerjoin(HardwareOrderLine, HardwareOrderLine.id == BatchRecord.line_id)
        .outerjoin(Product, Product.id == HardwareOrderLine.product_id)
        .outerjoin(DeviceEnrolment, DeviceEnrolment.id == BatchRecord.enrolment_id)
        .where(*conditions_of)
        .order_by(BatchRecord.seq)
        .limit(request.limit)
    ).all()


def conditions(caller: Caller, wanted: BatchFilter) -> list[ColumnElement[bool]]:
    """Return what the caller may see, and what of it is wanted."""
    found = [visible_batches(caller)]
    if wanted.kinds:
        found.append(B.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.statuses:
        found.append(B.status.in_([status.value for status in wanted.statuses]))
    partners = []
    if wanted.warehouse_ids:
        partners.append(B.warehouse_id.in_(wanted.warehouse_ids))
    if wanted.enrolment_provider_ids:
        partners.append(B.enrolment_provider_id.in_(wanted.enrolment_provider_ids))
    if partners:
        found.append(or_(*partners))
    if wanted.text:
        found.append(_names(wanted.text))
    return [and_(*found)]


def _names(text: str) -> ColumnElement[bool]:
    columns = (B.file_name, B.external_file_name, W.code, W.name, P.code, P.name)
    return or_(*(column.icontains(text, autoescape=True) for column in columns))


def _joined() -> Select[*tuple[Any, ...]]:
    code = func.coalesce(W.code, P.code, "")
    name = func.coalesce(W.name, P.name, "")
    return _from(select(B, code.label("partner_code"), name.label("partner_name")))


def _from(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.select_from(B)
        .outerjoin(W, W.id == B.warehouse_id)
        .outerjoin(P, P.id == B.enrolment_provider_id)
    )
