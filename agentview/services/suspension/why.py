"""Why an account is restricted by the rules, or why not: every rule with its numbers (S-24)."""

from agentview.contract.suspension_candidates import Why, WhyRequest
from agentview.services.customer_scope import account_of, refuse_customers
from agentview.services.suspension.chosen import chosen
from agentview.services.suspension.dry_run import check, invoices_of, next_window
from agentview.services.suspension.facts import facts_of
from agentview.services.suspension.rules import overdue, owing, reasons_to_restore, to_restore, verdicts
from agentview.services.unit import Unit


def why(unit: Unit, request: WhyRequest) -> Why:
    """Say of every rule whether it keeps an account from being restricted. Raises NotFound."""
    refuse_customers(unit)
    account = account_of(unit, request.account_id)
    by = chosen(unit, request.rule_set_id)
    rules = by.rules
    facts = facts_of(unit.session, [account.id], by.rule_set_id or 0)[account.id]
    told = verdicts(rules, facts, unit.today)
    threshold = rules.restoration_threshold_cents if rules is not None else None
    return Why(
        account_id=account.id,
        account_no=account.account_no,
        customer=account.name,
        rule_set_id=by.rule_set_id,
        rule_set=by.name,
        currency=by.currency,
        is_eligible=not any(one.stands for one in told),
        checks=tuple(map(check, told)),
        owing_cents=owing(facts.dues),
        overdue_days=overdue(facts.dues, unit.today)[1],
        threshold_cents=threshold,
        to_restore_cents=to_restore(facts.dues, threshold) if threshold is not None else None,
        restored_by=reasons_to_restore(rules, facts, unit.today) if rules is not None else (),
        invoices=invoices_of(unit, [account.id]).get(account.id, ()),
        next_window=next_window(unit, by),
        as_of=unit.now,
    )
