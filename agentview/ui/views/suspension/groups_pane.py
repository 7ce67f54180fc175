"""Account groups with their accounts: distribution lists can be left out of rule sets (R-SUS-31)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot

from agentview.contract.suspension_groups import (
    ADD_MEMBER,
    REMOVE_MEMBER,
    GroupFilter,
    GroupRow,
    MemberRequest,
)
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.sending import Sending, new_key
from agentview.ui.views.suspension.account_dialog import AccountDialog
from agentview.ui.views.suspension.group_forms import add_text, create_form, remove_form
from agentview.ui.views.suspension.group_list import Group, GroupReader, list_chip, spec_of, word

ADD, REMOVE, CREATE = "add", "remove", "create"


class GroupsPane(RecordPane[GroupFilter, GroupRow, Group]):
    """The groups, and the accounts of the one that is chosen."""

    power = Power.CREDIT_CONTROL

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        self._reader = GroupReader()
        nothing = StateText(word("No group chosen"), word("Choose one in the list to see its accounts."))
        super().__init__(desk, spec_of(self._reader), _commands(), nothing)
        self.members = FactList()
        self.members.opened.connect(self._on_opened_account)
        self.more = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.side.sections.body.addWidget(heading(word("Accounts in it"), TypeRole.STRONG))
        self.side.sections.body.addWidget(self.members)
        self.side.sections.body.addWidget(self.more)

    def _read(self, gateway: Gateway, record_id: int) -> Group:
        return self._reader.one(gateway, record_id)

    def _shown(self, detail: Group) -> None:
        row = detail.row
        chip = list_chip(row)
        facts = (Fact(word("Accounts"), count_text(row.accounts)),)
        self.side.show_record(row.name, chip.sentence, facts, chip)
        self.members.set_facts(
            tuple(
                Fact(
                    one.account_no,
                    one.customer,
                    opens=Target(ACCOUNT, one.account_id, one.customer),
                    tip=one.customer,
                )
                for one in detail.members
            )
        )
        rest = row.accounts - len(detail.members)
        more = word("and {count} more").replace("{count}", count_text(rest)) if rest > 0 else ""
        self.more.setText(more or ("" if detail.members else word("None yet: put one in with A.")))
        self.more.setVisible(bool(self.more.text()))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {ADD: self._add, REMOVE: self._remove, CREATE: self._create}

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if name == REMOVE and detail is not None and not detail.members:
            return word("No account is in it.")
        return None

    def _create(self) -> None:
        def named(row: GroupRow) -> tuple[int | None, str]:
            self._reader.learn(row)
            return row.group_id, row.name

        self.open_form(create_form(), word("Created {name}"), named)

    def _remove(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.open_form(remove_form(detail), word("Took an account out of {name}"), _same)

    def _add(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        dialog = AccountDialog(self, self._desk, add_text(detail))

        def put_in(account_id: int, customer: str) -> None:
            self._put_in(detail, account_id, customer)

        dialog.found.connect(put_in)
        dialog.open()

    def _put_in(self, group: Group, account_id: int, customer: str) -> None:
        """Put an account in at once, and offer to take it out again."""
        request = MemberRequest(group_id=group.row.group_id, account_id=account_id)
        said = word("Put {name} into {group}").replace("{name}", customer)
        was_in = any(one.account_id == account_id for one in group.members)

        def done(_row: GroupRow) -> None:
            self._read_anew()
            if was_in:
                told = word("{name} is in {group} already").replace("{name}", customer)
                self._desk.toasts.say(told.replace("{group}", group.row.name))
            else:
                self._desk.toasts.undo(said.replace("{group}", group.row.name), take_out)

        def take_out() -> None:
            undo = Sending(REMOVE_MEMBER, request, new_key())
            undo.send(self._desk, lambda _row: self._read_anew(), self._desk.shell.show_error, self)

        adding = Sending(ADD_MEMBER, request, new_key())
        adding.send(self._desk, done, self._desk.shell.show_error, self)

    def _read_anew(self) -> None:
        self.list.presenter.reload()
        self.presenter.read()

    @Slot(object)
    def _on_opened_account(self, target: object) -> None:
        if isinstance(target, Target):
            self._desk.shell.open_target(target)


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(ADD, lambda: word("Put an account in"), "A", "plus"),
        RecordCommand(REMOVE, lambda: word("Take an account out"), "X", "close"),
        RecordCommand(CREATE, lambda: word("New group"), "N", "users", needs_record=False),
    )


def _same(row: GroupRow) -> tuple[int | None, str]:
    return None, row.name
