"""Writes pending charges and credits: what billing puts on the next invoice."""

from agentview.core.money import Money
from agentview.models.subscription import Cardline, PackageSubscription
from agentview.services.unit import Unit

PENDING = "PENDING"


def add_cardline(
    unit: Unit,
    package: PackageSubscription,
    kind: str,
    amount: Money,
    description: str,
    *,
    order_id: int | None = None,
    tax_code: str | None = None,
) -> Cardline:
    """Charge a package, or credit it where the amount is negative; the timeline of the customer tells it."""
    made = Cardline(
        account_id=package.account_id,
        package_subscription_id=package.id,
        kind=kind,
        amount_ex_cents=amount.minor,
        currency=amount.currency,
        tax_code=tax_code,
        description=description,
        status=PENDING,
        order_id=order_id,
    )
    unit.session.add(made)
    unit.session.flush()
    unit.audit(
        "cardline",
        made.id,
        "charge",
        field=kind,
        new=f"{amount.minor} {amount.currency}",
        account_id=package.account_id,
    )
    return made
