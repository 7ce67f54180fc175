"""Looks at all that a form names, in a fixed number of queries, and judges its pages."""

from dataclasses import dataclass

from agentview.contract.order_entry import Method, PageCheck
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.services.customers.create import creation_refusals
from agentview.services.order_entry import queries, rules
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Sight:
    """A form with the records that it names, and what its rules look at."""

    form: OrderForm
    provider: Provider
    plan: PackagePlan | None
    parts: tuple[queries.Part, ...]
    account: Account | None
    facts: rules.Facts

    @property
    def wanted(self) -> tuple[queries.Part, ...]:
        """The parts that the order makes."""
        ids = {part.service_plan_id for part in rules.wanted_parts(self.form, self.facts.parts or ())}
        return tuple(part for part in self.parts if part.plan.id in ids)

    def refusals(self) -> tuple[Refusal, ...]:
        """Return every reason against the order."""
        return rules.all_refusals(self.form, self.facts)

    def pages(self) -> tuple[PageCheck, ...]:
        """Return every page with its reasons."""
        return tuple(
            PageCheck(
                page=page,
                refusals=tuple(
                    RefusalInfo.of(one) for one in rules.page_refusals(page, self.form, self.facts)
                ),
            )
            for page in OrderPage
        )


def look(unit: Unit, form: OrderForm, *, is_held: bool = False) -> Sight:
    """Look at what a form names; `is_held` keeps the customer as it is until the order is submitted."""
    provider = unit.session.get_one(Provider, unit.caller.provider_id)
    account = queries.account(unit, form.account_id, is_held=is_held)
    plan = queries.plan_on_sale(unit, form.package_plan_id)
    parts = queries.parts_of(unit, [plan.id]).get(plan.id, ()) if plan is not None else ()
    facts = rules.Facts(
        types_on_sale=queries.types_on_sale(unit),
        parts=tuple(_facts_of(part) for part in parts) if plan is not None else None,
        account_status=account.status if account is not None else None,
        new_customer_refusals=_new_customer_refusals(unit, form),
        agent_is_known=queries.agent_is_known(unit, form.agent_id),
        region=provider.region,
        today=unit.today,
        backdate_limit_days=provider.backdate_limit_days,
    )
    return Sight(form, provider, plan, parts, account, facts)


def _facts_of(part: queries.Part) -> rules.PartFacts:
    return rules.PartFacts(
        service_plan_id=part.plan.id,
        service_type_id=part.service_type.id,
        label=part.service_type.identifier_label,
        pattern=part.service_type.identifier_pattern,
        is_mandatory=part.plan.is_mandatory,
        method=Method(part.service_type.provisioning_method),
    )


def _new_customer_refusals(unit: Unit, form: OrderForm) -> tuple[Refusal, ...]:
    """Say why the new customer of a form cannot be added: by the same rules as outside of an order."""
    if form.new_customer is None:
        return ()
    if unit.caller.account_id is not None or not unit.caller.has(Power.EDIT_CUSTOMER):
        return (Refusal("E-POWER", "new_customer", "R-GEN-02", {"power": Power.EDIT_CUSTOMER.value}),)
    return creation_refusals(unit, form.new_customer)
