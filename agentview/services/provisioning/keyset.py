"""What the queue is sorted by, and the places in it."""

from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.provisioning import Sort
from agentview.models.customer import Account
from agentview.models.provisioning import ProvisioningTask
from agentview.services.keyset import Place, read_place

T = ProvisioningTask

KEYS: dict[Sort, tuple[InstrumentedAttribute[object], ...]] = {
    Sort.TARGET: (T.sla_due_at, T.requested_on, T.id),
    Sort.REQUESTED: (T.requested_on, T.id),
    Sort.REFERENCE: (T.id,),
    Sort.CUSTOMER: (Account.name_key, T.id),
}
"""What each order sorts by; all but CUSTOMER read an index. The id makes each order total."""


def place_of(token: str, sort: Sort) -> Place:
    """Read a token. Raises Rejected (`E-CURSOR`) for one that is not of this order."""
    return read_place(token, KEYS[sort])
