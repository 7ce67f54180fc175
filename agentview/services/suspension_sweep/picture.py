"""Once a day, whom the rules would restrict is written down: what the next dry run is compared with."""

from datetime import timedelta

from sqlalchemy import delete, select

from agentview.models.bulk import insert_chosen
from agentview.models.suspension import CandidateDay
from agentview.services.suspension.evaluation import Sought, candidates
from agentview.services.suspension_sweep.flagging import held_standing
from agentview.services.unit import Unit

KEPT_DAYS = timedelta(days=14)
"""How long a picture is kept."""


def take_picture(unit: Unit) -> int:
    """Write today's picture unless it is there, and forget old ones; return how many accounts are on it.

    Like the dry run it does not mind for whom the automation is off.
    """
    now = held_standing(unit)
    if now.rules is None:
        return 0
    of_provider = CandidateDay.provider_id == now.provider_id
    unit.session.execute(delete(CandidateDay).where(of_provider, CandidateDay.on_day < now.today - KEPT_DAYS))
    there = select(CandidateDay.account_id).where(of_provider, CandidateDay.on_day == now.today).limit(1)
    if unit.session.execute(there).first() is not None:
        return 0
    rows = candidates(Sought(now.provider_id, now.rules, now.today)).subquery()
    chosen = select(rows.c.account_id, rows.c.owing)
    day = {"provider_id": now.provider_id, "on_day": now.today}
    return insert_chosen(unit.session, CandidateDay, ("account_id", "owing_cents"), chosen, day)
