"""Records and commands are found as one types."""

import pytest

from agentview.contract.orders import OrderType
from agentview.contract.provisioning import TransferType
from agentview.contract.search import FindRequest, Hit, HitKind, Hits
from agentview.core.errors import Refusal, Unavailable
from agentview.core.power import Power
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.shell.command_box import hit_line
from agentview.ui.shell.command_search import CommandLine, CommandSearch, Findings
from tests.ui.fake_desk import person
from tests.ui.shell.fake_gateway import FakeGateway

MARLOW = Hit(kind=HitKind.CUSTOMER, record_id=1, title="Marlow Dental", detail="004-1001", status="")


def order(detail: str) -> Hit:
    """Return an order, or a task, that was found."""
    return Hit(kind=HitKind.ORDER, record_id=2, title="PO-2", detail=detail, status="ORDER_PENDING")


def nothing() -> None:
    """Do nothing."""


COMMANDS = (
    CommandLine("Halt...", "Task", "H", nothing, refusal="Nothing is selected"),
    CommandLine("Claim", "Task", "C", nothing),
    CommandLine("Dark theme", "Appearance", "", nothing),
)


class Box:
    def __init__(self, *, can_find: bool = True) -> None:
        self.runner, self.gateway = HeldRunner(), FakeGateway(person())
        self.gateway.answers["search.find"] = Hits(hits=(MARLOW,))
        self.now = Findings()
        powers = {Power.FIND_CUSTOMER, Power.EDIT_CUSTOMER} if can_find else set()
        self.search = CommandSearch(self, self.gateway, self.runner, lambda: COMMANDS, powers)
        self.search.open()

    def show_findings(self, findings: Findings) -> None:
        self.now = findings

    def titles(self) -> list[str]:
        return [line.title for line in self.now.commands]


def test_an_open_box_offers_what_can_be_done_first() -> None:
    assert Box().titles() == ["Claim", "Dark theme", "Halt..."]


def test_words_begin_words_of_title_or_group() -> None:
    box = Box()
    box.search.type("th DA")
    assert box.titles() == ["Dark theme"]
    box.search.type("task")
    assert box.titles() == ["Claim", "Halt..."]


def test_two_letters_search_records_and_the_newest_text_wins() -> None:
    box = Box()
    box.search.type("m")
    assert box.runner.held == []
    box.search.type("ma")
    box.search.type("mar")
    assert box.now.is_searching
    box.runner.run_all()
    assert box.now.hits == (MARLOW,)
    assert not box.now.is_searching
    assert box.gateway.asked[-1] == ("search.find", FindRequest(text="mar", limit=8))


def test_found_records_stay_until_others_come() -> None:
    box = Box()
    box.search.type("mar")
    box.runner.run_all()
    box.search.type("marl")
    assert box.now.hits == (MARLOW,)
    assert box.now.is_searching
    box.search.type("")
    assert not box.now.hits


def test_an_error_is_shown_and_commands_stay() -> None:
    box = Box()
    box.search.type("cl")
    error = Unavailable(Refusal("E-SERVER"))
    box.runner.fail_next(error)
    assert box.now.error is error
    assert box.titles() == ["Claim"]


def test_who_may_not_find_gets_commands_alone() -> None:
    box = Box(can_find=False)
    box.search.type("claim")
    assert box.runner.held == []
    assert box.titles() == ["Claim"]


def test_pasted_control_characters_do_no_harm() -> None:
    box = Box()
    box.search.type("mar\x00low\x07" + "x" * 500)
    box.runner.run_all()
    assert box.now.hits == (MARLOW,)


@pytest.mark.parametrize(
    ("hit", "shown"),
    [
        (MARLOW, "004-1001"),
        (order("").model_copy(update={"order_type": OrderType.MIGRATE}), "Migration"),
        (order("Amy Hall").model_copy(update={"order_type": OrderType.NEW}), "New \u00b7 Amy Hall"),
        (
            order("Amy Hall").model_copy(update={"transfer_type": TransferType.CANCEL}),
            "Cancel \u00b7 Amy Hall",
        ),
    ],
)
def test_what_an_order_or_a_task_does_is_said_in_words(hit: Hit, shown: str) -> None:
    assert hit_line(hit).detail == shown
