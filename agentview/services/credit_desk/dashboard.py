"""The figures of the day (S-23), all of one moment."""

from agentview.contract.credit_desk import CaseView, Dashboard
from agentview.contract.op import Nothing
from agentview.contract.suspension_candidates import ForecastRequest
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.credit_desk import figures
from agentview.services.credit_desk.queries import view_sizes
from agentview.services.suspension.dry_run import forecast
from agentview.services.unit import Unit


def dashboard(unit: Unit, _request: Nothing) -> Dashboard:
    """Return the figures, in a fixed number of statements. Raises Denied (`E-STAFF-ONLY`) for customers."""
    provider = own_provider(unit)
    promises, notices = figures.promises(unit), figures.notices(unit, provider.timezone)
    return Dashboard(
        currency=provider.currency,
        accounts_owing=figures.accounts_owing(unit),
        owing=figures.owing(unit),
        days=figures.days(unit, provider.timezone),
        open_cases=figures.open_cases(unit),
        failed_cases=view_sizes(unit, (CaseView.FAILED,))[CaseView.FAILED],
        forecast=forecast(unit, ForecastRequest()),
        promises_today=promises.today,
        promises_today_cents=promises.today_cents,
        promises_broken=promises.broken,
        notices_not_sent=notices.not_sent,
        notices_failed=notices.failed,
        as_of=unit.now,
    )
