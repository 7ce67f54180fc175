"""The unit of work: one transaction on behalf of one caller, with the trail that it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from agentview.contract.feed import Topic
from agentview.contract.jobs import Trigger
from agentview.core.caller import Caller
from agentview.core.clock import local_day
from agentview.models.trail import AuditEntry, ChangeRow
from agentview.services.work import NO_ENGINE, Wish, WorkEngine, ask

SYSTEM_NAME = "AgentView"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A call before its transaction begins: who asks, when, from which address, and with which token."""

    caller: Caller
    now: datetime
    address: str = ""
    token: str | None = None
    engine: WorkEngine = NO_ENGINE

    def unit(self, session: Session) -> "Unit":
        """Return the unit of work of this call."""
        return Unit(session, self.caller, self.now, self.address, token=self.token, engine=self.engine)


@dataclass(slots=True)
class Unit:
    """What a service function works with: session, caller, and the one moment at which all happens."""

    session: Session
    caller: Caller
    now: datetime
    address: str = ""
    has_changes: bool = False
    after_refusal: list[Callable[["Unit"], None]] = field(default_factory=list)
    token: str | None = None
    engine: WorkEngine = NO_ENGINE

    @property
    def today(self) -> date:
        """The calendar day of now in the caller's zone."""
        return local_day(self.now, self.caller.zone)

    def audit(  # noqa: PLR0913 - the columns of an audit entry
        self,
        entity: str,
        entity_id: int,
        action: str,
        *,
        field: str | None = None,
        old: str | None = None,
        new: str | None = None,
        reason: str | None = None,
        is_internal: bool = False,
        account_id: int | None = None,
    ) -> None:
        """Write down who did what (R-GEN-01); `account_id` puts it into that customer's timeline."""
        self.session.add(
            AuditEntry(
                at=self.now,
                user_id=self.caller.user_id or None,
                actor=self.caller.display_name,
                provider_id=self.caller.provider_id or None,
                entity=entity,
                entity_id=entity_id,
                action=action,
                field=field,
                old_value=old,
                new_value=new,
                reason=reason,
                is_internal=is_internal,
                account_id=account_id,
            )
        )

    def changed(
        self,
        topic: Topic,
        record_id: int,
        verb: str,
        providers: tuple[int, int | None],
        *,
        to_user_id: int | None = None,
        account_id: int | None = None,
        text: str = "",
    ) -> None:
        """Tell open screens of the providers named, or of one person, what changed.

        Who sees one account only hears of it where that account is named.
        """
        self.has_changes = True
        self.session.add(
            ChangeRow(
                at=self.now,
                topic=topic.value,
                record_id=record_id,
                verb=verb,
                actor_id=self.caller.user_id or None,
                actor=self.caller.display_name,
                provider_id=providers[0],
                other_provider_id=providers[1],
                to_user_id=to_user_id,
                account_id=account_id,
                text=text,
            )
        )

    def enqueue(
        self,
        job: str,
        key: str | None = None,
        payload: Mapping[str, object] | None = None,
        *,
        provider_id: int | None = None,
    ) -> int | None:
        """Ask for a run of `job`, which comes into being with the changes of this transaction, or not at all.

        Without a key: see what there is to do, for the own provider or the one named. With one: do the thing
        that it names, with `payload`, once and never again. Return the run's id; None where the same was
        asked for before. Ask last: others who ask for the same round wait for the end of this transaction.
        """
        wish = Wish(
            job=job,
            provider_id=provider_id or self.caller.provider_id,
            trigger=Trigger.EVENT,
            asked_by=self.caller.display_name,
            asked_at=self.now,
            is_round=key is None,
            key=key,
            payload=payload,
            user_id=self.caller.user_id or None,
        )
        return self.request_run(wish)

    def request_run(self, wish: Wish) -> int | None:
        """Ask for a run as `enqueue` does, whoever or whatever wants it."""
        run_id = ask(self.session, self.engine, wish)
        if run_id is not None:
            self.changed(Topic.JOB_RUN, run_id, "queued", (wish.provider_id, None))
        return run_id
