"""The approval policies in the order in which they are asked, and what an administrator does (S-33)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agentview.contract.approval_policies import (
    DISABLE,
    ENABLE,
    MOVE,
    SETTING,
    MoveRequest,
    Policy,
    PolicyChange,
    Setting,
)
from agentview.contract.op import Nothing, Op
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_moment
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import NEW_APPROVAL_POLICY, Desk, Target
from agentview.ui.sending import Sending, new_key
from agentview.ui.views.wireless_policies.policy_dialog import PolicyDialog
from agentview.ui.views.wireless_policies.policy_facts import level_facts, policy_facts
from agentview.ui.views.wireless_policies.policy_forms import policy_form
from agentview.ui.views.wireless_policies.policy_list import POLICY_SPEC
from agentview.ui.views.wireless_policies.policy_reading import Entry, Offered, PolicyFilter, offered, one
from agentview.ui.views.wireless_policies.setting_form import setting_form
from agentview.ui.views.wireless_policies.trial_dialog import TrialDialog
from agentview.ui.views.wireless_policies.words import levels_word, on_chip, word

EDIT, ON, OFF, SOONER, LATER, TEST = "edit", "enable", "disable", "sooner", "later", "test"
CREATE, SETTINGS = "create", "settings"
_JUDGED = {EDIT: "save", ON: "enable", OFF: "disable"}


class PoliciesPane(RecordPane[PolicyFilter, Entry, Entry]):
    """A list of policies, first asked first, with what each says in full."""

    power = Power.EDIT_POLICY
    list_share = 0.66

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No policy chosen"), word("Choose one in the list to see what it says in full.")
        )
        super().__init__(desk, POLICY_SPEC, _commands(), nothing)
        self.levels = FactList()
        self.side.sections.body.addWidget(heading(word("Who approves"), TypeRole.STRONG))
        self.side.sections.body.addWidget(self.levels)

    # What the area asks

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Shows a policy, or begins a new one."""
        if target.kind == NEW_APPROVAL_POLICY:
            self.run(CREATE)
        else:
            self.list.select(target.record_id)
            self.presenter.choose(target.record_id)

    # What the pane says (RecordPane)

    def _read(self, gateway: Gateway, record_id: int) -> Entry:
        return one(gateway, record_id)

    def _shown(self, detail: Entry) -> None:
        policy, desk = detail.policy, self._desk
        changed = f"{policy.changed_by}, {show_moment(policy.changed_at, desk.clock.now(), desk.zone)}"
        facts = (*policy_facts(detail, desk.person.currency), Fact(word("Changed"), changed))
        chip = on_chip(is_active=policy.is_active)
        self.side.show_record(policy.fields.name, chip.sentence, facts, chip)
        self.levels.set_facts(level_facts(detail))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            EDIT: lambda: self._with(self._edit),
            ON: lambda: self._with(self._enable),
            OFF: lambda: self._with(self._disable),
            SOONER: lambda: self._with(lambda entry: self._move(entry, entry.above)),
            LATER: lambda: self._with(lambda entry: self._move(entry, entry.below)),
            TEST: self._test,
            CREATE: self._create,
            SETTINGS: self._settings,
        }

    def _cause_of(self, name: str) -> str | None:
        entry = self.presenter.detail
        if entry is None:
            return None
        if name == SOONER and entry.above is None:
            return word("It is the first that is asked.")
        if name == LATER and entry.below is None:
            return word("It is the last that is asked.")
        refusals = next(
            (one.refusals for one in entry.policy.commands if one.command == _JUDGED.get(name)), ()
        )
        return cause_text(self._desk.texts, refusals)

    # Inside

    def _with(self, act: Callable[[Entry], None]) -> None:
        entry = self.presenter.detail
        if entry is not None:
            act(entry)

    def _create(self) -> None:
        self.read_then(offered, lambda found: self._open(None, found))

    def _edit(self, entry: Entry) -> None:
        self.read_then(lambda gateway: offered(gateway, entry), lambda found: self._open(entry, found))

    def _open(self, entry: Entry | None, found: Offered) -> None:
        said = word("Added {name}. It is off until you enable it") if entry is None else word("Saved {name}")
        self.open_form(policy_form(entry, found, self._desk.person.currency), said, _named, PolicyDialog)

    def _settings(self) -> None:
        def show(setting: Setting) -> None:
            said = word("Saved the settings of wireless orders")
            self.open_form(setting_form(setting), said, lambda _saved: (None, ""))

        self.read_then(lambda gateway: gateway.call(SETTING, Nothing()), show)

    def _test(self) -> None:
        TrialDialog(self, self._desk).open()

    def _move(self, entry: Entry, other: Policy | None) -> None:
        """Let the policy trade places with its neighbour, both as they were seen."""
        if other is None:
            return
        policy = entry.policy
        said = (
            word("{name} is asked before {other}")
            if other is entry.above
            else word("{name} is asked after {other}")
        )
        told = said.replace("{name}", policy.fields.name).replace("{other}", other.fields.name)
        request = MoveRequest(
            policy_id=policy.policy_id,
            version=policy.version,
            other_id=other.policy_id,
            other_version=other.version,
        )

        def done(_moved: Policy) -> None:
            self._desk.toasts.say(told)
            self._read_anew()

        def failed(error: Exception) -> None:
            self._desk.shell.show_error(error, word("moving a policy"))
            self._read_anew()

        Sending(MOVE, request, new_key()).send(self._desk, done, failed, self)

    def _enable(self, entry: Entry) -> None:
        policy = entry.policy
        told = word(
            "From now on it decides about every order that is submitted and that it matches, unless one with "
            "a smaller priority does: {levels}. Orders that wait already keep their approvers."
        )
        text = DialogText(
            word("Enable {name}?").replace("{name}", policy.fields.name),
            word("Enable policy"),
            word("Keep it off"),
            word("Enabling..."),
            told.replace("{levels}", levels_word(len(policy.fields.steps))),
        )
        self._ask(text, ENABLE, policy, word("Enabled {name}"))

    def _disable(self, entry: Entry) -> None:
        policy = entry.policy
        text = DialogText(
            word("Disable {name}?").replace("{name}", policy.fields.name),
            word("Disable policy"),
            word("Keep it on"),
            word("Disabling..."),
            word(
                "Orders that it would have matched go to the next policy that matches; where none does, they "
                "need nobody's approval. Orders that wait already keep their approvers."
            ),
            is_dangerous=True,
        )
        self._ask(text, DISABLE, policy, word("Disabled {name}"))

    def _ask(self, text: DialogText, op: Op[PolicyChange, Policy], policy: Policy, said: str) -> None:
        request = PolicyChange(policy_id=policy.policy_id, version=policy.version)
        dialog = AskDialog(self, self._desk, text, (op, request))

        def sent(saved: Policy) -> None:
            self._desk.toasts.say(said.replace("{name}", saved.fields.name))
            self._read_anew()

        dialog.sent.connect(sent)
        dialog.open()

    def _read_anew(self) -> None:
        self.list.presenter.reload()
        self.presenter.read()


def _commands() -> Sequence[RecordCommand]:
    return (
        RecordCommand(EDIT, lambda: word("Edit policy"), "E", "edit"),
        RecordCommand(ON, lambda: word("Enable"), "A", "check"),
        RecordCommand(OFF, lambda: word("Disable"), "X", "pause"),
        RecordCommand(SOONER, lambda: word("Ask sooner"), "Alt+Up", "chevron-up"),
        RecordCommand(LATER, lambda: word("Ask later"), "Alt+Down", "chevron-down"),
        RecordCommand(CREATE, lambda: word("New policy"), "N", "plus", needs_record=False),
        RecordCommand(TEST, lambda: word("Test against an order"), "T", "search", needs_record=False),
        RecordCommand(SETTINGS, lambda: word("Settings"), "S", "settings", needs_record=False),
    )


def _named(policy: Policy) -> tuple[int | None, str]:
    return policy.policy_id, policy.fields.name
