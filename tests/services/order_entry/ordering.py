"""People who take orders, for the tests: page by page, through their gateways."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import func, select

from agentview.contract import order_entry as contract
from agentview.contract.op import Message, Op
from agentview.contract.order_entry import Draft, Submitted
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.core.errors import AgentViewError
from agentview.gateway.port import Gateway
from agentview.models.catalogue import PackagePlan, ServicePlan
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests import build
from tests.fixtures.backend import Backend

Res = TypeVar("Res", bound=Message)
PHONE = "+61491570156"
MADE = (PackageSubscription, ServiceSubscription, ProvisioningTask)


@dataclass
class Ordering:
    """Takes orders as the people of the small operator."""

    backend: Backend
    _gateways: dict[str, Gateway] = field(default_factory=dict)

    def on(self, username: str) -> Gateway:
        """Return the signed-in gateway of a person, always the same."""
        if username not in self._gateways:
            self._gateways[username] = self.backend.gateway(username)
        return self._gateways[username]

    def call(self, username: str, op: Op[Any, Res], **request: object) -> Res:
        """Carry out an operation as a person."""
        return self.on(username).call(op, op.request.model_validate(request))

    def refused(self, username: str, op: Op[Any, Res], **request: object) -> AgentViewError:
        """Return the error that an operation is refused with; it must be refused."""
        try:
            answer = self.call(username, op, **request)
        except AgentViewError as error:
            return error
        raise AssertionError(f"{op.name} was not refused: {answer!r}")

    def start(self, account_id: int | None = build.MARLOW, by: str = "harbour_csa") -> Draft:
        """Begin an order."""
        return self.call(by, contract.START, account_id=account_id)

    def save(
        self,
        draft: Draft,
        form: OrderForm,
        page: OrderPage = OrderPage.SERVICES,
        go_on_at: OrderPage | None = None,
        by: str = "harbour_csa",
        version: int | None = None,
    ) -> Draft:
        """Save a page; without `go_on_at` it is left open."""
        request = at(draft) if version is None else {**at(draft), "version": version}
        return self.call(by, contract.SAVE_PAGE, **request, page=page, go_on_at=go_on_at or page, form=form)

    def ready(
        self, plan: str = "MOB-40", phone: str = PHONE, by: str = "harbour_csa", **form: object
    ) -> Draft:
        """Bring an order to its review, page by page."""
        draft = self.start(by=by)
        for page, go_on_at, typed in steps(self.form(plan, phone, build.MARLOW, **form)):
            draft = self.save(draft, typed, page, go_on_at, by)
        return draft

    def form(
        self, plan: str = "MOB-40", phone: str = PHONE, account_id: int | None = build.MARLOW, **form: object
    ) -> OrderForm:
        """Return a form that is filled in; the first service has the number."""
        plan_id, parts = self.plan(plan)
        typed: dict[str, object] = {
            "is_for_account": account_id is not None,
            "account_id": account_id,
            "service_type_ids": [parts[0][1]],
            "package_plan_id": plan_id,
            "services": [{"service_plan_id": parts[0][0], "identifier": phone}],
        }
        return OrderForm.model_validate(typed | form)

    def plan(self, code: str) -> tuple[int, Sequence[tuple[int, int, bool]]]:
        """Return the id of a package plan, and its service plans: id, service type, mandatory."""
        with self.backend.database.read() as session:
            plan_id = session.scalars(select(PackagePlan.id).where(PackagePlan.code == code)).one()
            parts = session.execute(
                select(ServicePlan.id, ServicePlan.service_type_id, ServicePlan.is_mandatory)
                .where(ServicePlan.package_plan_id == plan_id)
                .order_by(ServicePlan.id)
            ).all()
        return plan_id, [(row[0], row[1], row[2]) for row in parts]

    def submit(self, draft: Draft, by: str = "harbour_csa") -> Submitted:
        """Submit an order."""
        return self.call(by, contract.SUBMIT, **at(draft))

    def made(self) -> tuple[int, int, int]:
        """Return how many packages, services and tasks there are."""
        with self.backend.database.read() as session:
            counts = [session.scalars(select(func.count()).select_from(one)).one() for one in MADE]
        return counts[0], counts[1], counts[2]


def at(draft: Draft | Submitted) -> dict[str, int]:
    """Return an order and the version that was seen."""
    return {"order_id": draft.order_id, "version": draft.version}


def steps(form: OrderForm) -> list[tuple[OrderPage, OrderPage, OrderForm]]:
    """Return the pages on the way to the review: page, where it goes on, and what is typed by then."""
    kept: dict[OrderPage, set[str]] = {
        OrderPage.SERVICE_TYPES: {"order_type", "service_type_ids"},
        OrderPage.PACKAGE: {"package_plan_id", "option_ids"},
        OrderPage.CUSTOMER: {"account_id", "new_customer", "is_for_account"},
        OrderPage.SERVICES: {"services", "port"},
        OrderPage.REVIEW: {"requested_on", "purchase_order_ref", "agent_id", "note"},
    }
    pages = list(OrderPage)
    found = []
    names: set[str] = set()
    for page, following in zip(pages, [*pages[1:], OrderPage.REVIEW], strict=True):
        names |= kept[page]
        values = {name: value for name, value in form.model_dump().items() if name in names}
        found.append((page, following, OrderForm.model_validate(values)))
    return found


def codes(error: AgentViewError) -> set[str]:
    """Return the codes of an error."""
    return {refusal.code for refusal in error.refusals}
