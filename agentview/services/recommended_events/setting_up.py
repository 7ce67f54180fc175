"""The recommended set of events, shown and set up in one step (E34)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.event_templates import CreateTemplateRequest, TemplateFields, TemplateStatus
from agentview.contract.events import (
    ActionType,
    EventType,
    Recommended,
    RecommendedApplied,
    RecommendedItem,
    RecommendedRequest,
    TemplateChannel,
)
from agentview.contract.feed import ALL_RECORDS, Topic
from agentview.core.clock import local_day
from agentview.core.errors import NotFound, Refusal
from agentview.models.customer import AccountProfile
from agentview.models.events import DeliverySetting, EventAction, EventMapping, EventTemplate
from agentview.models.party import Provider
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.events.mapping_changes import ENTITY
from agentview.services.events.template_changes import add_template
from agentview.services.notifications.outlet import outlet_of
from agentview.services.recommended_events import texts
from agentview.services.recommended_events.texts import Wording
from agentview.services.suspension.ruling import in_force
from agentview.services.unit import Unit

DAYS_BEFORE_DUE = 3
REMINDERS = {3: texts.FIRST_REMINDER, 7: texts.SECOND_REMINDER, 14: texts.LAST_REMINDER}
"""The default mappings of Invoice Overdue, by days after the due day (E38)."""

_CHANNELS = {ActionType.MESSAGE: TemplateChannel.EMAIL, ActionType.SMS: TemplateChannel.SMS}


@dataclass(frozen=True, slots=True)
class Step:
    """A mapping of the set. `is_on`: it is switched on where it is made anew (R-EVT-01)."""

    event_type: EventType
    threshold: int
    description: str
    wording: Wording
    is_on: bool


def steps(warns_on_day: int | None) -> tuple[Step, ...]:
    """Return the set: terms, warnings with one on the day before restricting, and what was done.

    The rules act when an invoice is overdue for more than `warns_on_day` days, so on the day after
    (R-EVT-09). On a day of a reminder the warning takes its place.
    """
    overdue = {days: (f"{days} days overdue", wording) for days, wording in REMINDERS.items()}
    if warns_on_day is not None:
        overdue[warns_on_day] = ("24-hour warning before restricting", texts.WARNING)
    is_due = f"{DAYS_BEFORE_DUE} days before it is due"
    return (
        Step(EventType.INVOICE_DUE, DAYS_BEFORE_DUE, is_due, texts.DUE, is_on=True),
        *(
            Step(EventType.INVOICE_OVERDUE, days, said, wording, is_on=True)
            for days, (said, wording) in sorted(overdue.items())
        ),
        Step(EventType.AUTO_SUSPEND, 0, "A service is restricted", texts.SUSPENDED, is_on=False),
        Step(EventType.AUTO_UNSUSPEND, 0, "A service is restored", texts.RESTORED, is_on=False),
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """What there is of the set already: mappings by profile, type and threshold, and which have actions."""

    provider: Provider
    profiles: Sequence[AccountProfile]
    steps: tuple[Step, ...]
    mappings: Mapping[tuple[int, str, int], EventMapping]
    with_actions: frozenset[int]

    def mapping(self, profile: AccountProfile, step: Step) -> EventMapping | None:
        """Return the mapping of a step; of Invoice Due whatever there is, at any threshold (R-EVT-07)."""
        if step.event_type is not EventType.INVOICE_DUE:
            return self.mappings.get((profile.id, step.event_type.value, step.threshold))
        kind = (profile.id, step.event_type.value)
        return next((row for key, row in self.mappings.items() if key[:2] == kind), None)

    def is_there(self, found: EventMapping | None) -> bool:
        """Say whether a mapping says something already."""
        return found is not None and found.id in self.with_actions


def recommended(unit: Unit, request: RecommendedRequest) -> Recommended:
    """Show what one step would set up. Raises NotFound for a profile that there is not."""
    own = own_provider(unit)
    warns_on_day = _warns_on_day(unit, own)
    setting = _setting(unit, own, request, steps(warns_on_day))
    said = unit.session.get(DeliverySetting, own.id)
    return Recommended(
        items=tuple(_item(setting, profile, step) for profile in setting.profiles for step in setting.steps),
        warns_on_day=warns_on_day,
        has_sms=outlet_of(unit.session, own.id).has_sms,
        missing=tuple(name for name in ("pay_url", "care_line") if not getattr(said, name, "")),
    )


def apply_recommended(unit: Unit, request: RecommendedRequest) -> RecommendedApplied:
    """Set the recommended events up. What says something already is kept, and a second time nothing happens.

    The provider is held. Raises NotFound for a profile that there is not.
    """
    own = own_provider(unit, is_held=True)
    setting = _setting(unit, own, request, steps(_warns_on_day(unit, own)))
    has_sms = outlet_of(unit.session, own.id).has_sms
    made, kept, templates = 0, 0, _Templates(unit)
    for profile in setting.profiles:
        for step in setting.steps:
            found = setting.mapping(profile, step)
            if setting.is_there(found):
                kept += 1
                continue
            mapping = found or _map(unit, own, profile, step)
            _add_actions(unit, mapping, templates, step, has_sms=has_sms)
            made += 1
    unit.audit(ENTITY, own.id, "apply_recommended", new=f"{made} mappings, {templates.made} templates")
    unit.changed(Topic.EVENT, ALL_RECORDS, "apply_recommended", (own.id, None))
    return RecommendedApplied(mappings=made, templates=templates.made, kept=kept)


class _Templates:
    """The templates of the set: those of another profile, or of before, are used again."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.made = 0

    def of(self, wording: Wording, channel: TemplateChannel) -> EventTemplate:
        """Return the template of a wording, made and activated where there is none of its name."""
        found = self._unit.session.scalars(
            select(EventTemplate).where(
                EventTemplate.provider_id == self._unit.caller.provider_id,
                EventTemplate.event_type == wording.event_type.value,
                EventTemplate.channel == channel.value,
                EventTemplate.name == wording.name,
            )
        ).first()
        return found if found is not None else self._make(wording, channel)

    def _make(self, wording: Wording, channel: TemplateChannel) -> EventTemplate:
        is_mail = channel is TemplateChannel.EMAIL
        fields = TemplateFields(
            name=wording.name,
            subject=wording.subject if is_mail else "",
            body=wording.body if is_mail else wording.sms,
        )
        request = CreateTemplateRequest(event_type=wording.event_type, channel=channel, fields=fields)
        made = add_template(self._unit, request)
        made.status = TemplateStatus.ACTIVE.value
        self._unit.session.flush()
        self.made += 1
        return made


def _warns_on_day(unit: Unit, own: Provider) -> int | None:
    rules = in_force(unit.session, own.id, local_day(unit.now, own.timezone))
    return rules.minimum_overdue_days if rules is not None else None


def _setting(unit: Unit, own: Provider, request: RecommendedRequest, wanted: tuple[Step, ...]) -> _Setting:
    mappings = unit.session.scalars(select(EventMapping).where(EventMapping.provider_id == own.id)).all()
    acting = unit.session.scalars(
        select(EventAction.mapping_id).where(
            EventAction.mapping_id.in_([row.id for row in mappings]), EventAction.template_id.is_not(None)
        )
    )
    by_place = {(row.profile_id, row.event_type, row.threshold): row for row in mappings}
    return _Setting(own, _profiles(unit, request), wanted, by_place, frozenset(acting))


def _profiles(unit: Unit, request: RecommendedRequest) -> Sequence[AccountProfile]:
    wanted = select(AccountProfile).order_by(AccountProfile.name, AccountProfile.id)
    if request.profile_ids:
        wanted = wanted.where(AccountProfile.id.in_(request.profile_ids))
    found = unit.session.scalars(wanted).all()
    missing = sorted(set(request.profile_ids) - {profile.id for profile in found})
    if missing:
        raise NotFound(Refusal("E-NOT-FOUND", values={"profile_id": missing[0]}))
    return found


def _item(setting: _Setting, profile: AccountProfile, step: Step) -> RecommendedItem:
    found = setting.mapping(profile, step)
    return RecommendedItem(
        event_type=step.event_type,
        profile_id=profile.id,
        profile=profile.name,
        threshold=found.threshold if found is not None else step.threshold,
        description=step.description,
        is_there=setting.is_there(found),
        is_enabled=found.is_enabled if found is not None else step.is_on,
        subject=step.wording.subject,
        body=step.wording.body,
        sms=step.wording.sms,
    )


def _map(unit: Unit, own: Provider, profile: AccountProfile, step: Step) -> EventMapping:
    made = EventMapping(
        provider_id=own.id,
        profile_id=profile.id,
        event_type=step.event_type.value,
        description=step.description,
        threshold=step.threshold,
        is_enabled=step.is_on,
        enabled_at=unit.now if step.is_on else None,
    )
    unit.session.add(made)
    unit.session.flush()
    unit.audit(ENTITY, made.id, "create", new=f"{made.event_type} at {made.threshold}: {profile.name}")
    return made


def _add_actions(
    unit: Unit, mapping: EventMapping, templates: _Templates, step: Step, *, has_sms: bool
) -> None:
    """Give a mapping its message, and its SMS: that one on only with the subscription (R-EVT-05)."""
    there = {
        row.type: row
        for row in unit.session.scalars(select(EventAction).where(EventAction.mapping_id == mapping.id))
    }
    for kind, channel in _CHANNELS.items():
        action = there.get(kind.value) or EventAction(mapping_id=mapping.id, type=kind.value)
        action.template_id = templates.of(step.wording, channel).id
        action.is_enabled = kind is ActionType.MESSAGE or has_sms
        unit.session.add(action)
    unit.session.flush()
