"""The search for customers (S-02): who was opened last, then what is looked for; opened, copied, added."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from agentview.contract.customer_search import (
    CUSTOMERS,
    CustomerFilter,
    CustomerRow,
    CustomerSort,
    CustomersPage,
    CustomersRequest,
)
from agentview.contract.desk import PREFERENCE, SAVE_PREFERENCE, Preference
from agentview.contract.op import Message, Nothing
from agentview.core.power import Role
from agentview.ui.lists.reading import Ask
from agentview.ui.views.customers.search_recent import MOST, RECENT, read_customers, read_recent, remember
from agentview.ui.views.customers.search_spec import SPEC, spec_for
from tests.ui.fake_desk import NOON
from tests.ui.views.customers.builders import answers
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway


def row(number: int) -> CustomerRow:
    return CustomerRow(
        account_id=number,
        account_no=f"004-{number}",
        name=f"Customer {number}",
        status=1,
        account_type="CONSUMER",
        owing_cents=3700 if number == 1 else 0,
        currency="AUD",
        contact="Ann",
        number="•••••001",
        agent="",
    )


class Shelf:
    """A gateway with a preference and three customers."""

    def __init__(self, value: Any = None) -> None:  # noqa: ANN401 - whatever was kept
        self.value = value
        self.asked: list[Message] = []

    def call(self, op: Any, request: Message, *, key: str | None = None) -> Message:  # noqa: ANN401 - of any type
        assert key is None
        self.asked.append(request)
        if op.name == PREFERENCE.name:
            return Preference(name=RECENT, value=self.value)
        if op.name == SAVE_PREFERENCE.name:
            assert isinstance(request, Preference)
            self.value = request.value
            return Nothing()
        return CustomersPage(rows=tuple(row(number) for number in (1, 2, 3)), last="x", as_of=NOON)


def ask(**wanted: Any) -> Ask[CustomerFilter]:  # noqa: ANN401 - of any field
    return Ask(CustomerFilter(**wanted), CustomerSort.NAME.value, is_descending=False)


def test_nothing_typed_shows_who_was_opened_last() -> None:
    shelf = Shelf([2, 1, 2, "x", -1, True])
    assert read_recent(shelf) == (2, 1)  # type: ignore[arg-type]  # as much of a gateway as is needed
    read_customers(shelf, ask())  # type: ignore[arg-type]
    request = shelf.asked[-1]
    assert isinstance(request, CustomersRequest)
    assert request.filter == CustomerFilter(account_ids=(2, 1))


@pytest.mark.parametrize("kept", [None, [], "nonsense", {"a": 1}])
def test_without_anybody_opened_nothing_is_asked_for(kept: Any) -> None:  # noqa: ANN401 - whatever was kept
    shelf = Shelf(kept)
    assert read_customers(shelf, ask()).rows == ()  # type: ignore[arg-type]
    assert not any(isinstance(request, CustomersRequest) for request in shelf.asked)


def test_what_is_typed_is_looked_for() -> None:
    shelf = Shelf([2])
    answer = read_customers(shelf, ask(name="marl"))  # type: ignore[arg-type]
    assert (len(answer.rows), answer.last) == (3, "x")
    assert [type(request) for request in shelf.asked] == [CustomersRequest]


def test_the_last_one_opened_stands_first_and_only_so_many_are_kept() -> None:
    class Now:
        def submit(self, work: Any, done: Any, *_: Any, **__: Any) -> None:  # noqa: ANN401 - of any call
            done(work())

    shelf = Shelf(list(range(1, MOST + 1)))
    told: list[bool] = []
    remember(shelf, Now(), None, 5, lambda: told.append(True))  # type: ignore[arg-type]
    assert shelf.value == [5, *(number for number in range(1, MOST + 1) if number != 5)]
    remember(shelf, Now(), None, 99, lambda: told.append(True))  # type: ignore[arg-type]
    assert told == [True, True]
    assert shelf.value[:2] == [99, 5]
    assert len(shelf.value) == MOST


def test_a_row_is_one_sentence_for_who_hears_it() -> None:
    assert SPEC.summary is not None
    assert SPEC.summary(row(1)) == "Customer 1, 004-1, Active, owes 37.00\u00a0AUD"
    assert SPEC.summary(row(2)) == "Customer 2, 004-2, Active"


def test_the_column_of_amounts_names_its_currency_once(open_screen: OpenScreen) -> None:
    screen = searched(open_screen)
    owing = {column.key: column for column in screen.view.find.list.model.columns}["owing"]
    assert owing.title() == "Owing (AUD)"
    much = row(1).model_copy(update={"owing_cents": -104_280})
    assert [owing.text(one) for one in (much, row(2))] == ["\u22121,042.80", "0.00"]


@pytest.mark.parametrize(("role", "button"), [(Role.CSA, "New customer"), (Role.AUDITOR, "")])
def test_a_new_customer_is_offered_to_who_may_add_one(
    open_screen: OpenScreen, role: Role, button: str
) -> None:
    screen = open_screen(roles=(role,), gateway=three_customers(), shown=False)
    assert spec_for(screen.desk).words().empty("").button == button


def three_customers() -> FakeGateway:
    """Return services that find three customers, whatever is asked."""
    page = CustomersPage(rows=tuple(row(number) for number in (1, 2, 3)), last=None, as_of=NOON)
    return FakeGateway(answers(None, list=lambda _request: page))


def searched(open_screen: OpenScreen) -> Screen:
    """Open the area with its search in front, and look for something."""
    screen = open_screen(gateway=three_customers(), shown=False)
    screen.view.find.list.presenter.narrow("name", "cust")
    screen.settle()
    screen.view.find.list.table.setFocus()
    screen.key(Qt.Key.Key_Home)
    return screen


def test_the_search_opens_customers_in_front_and_behind(open_screen: OpenScreen) -> None:
    screen = searched(open_screen)
    pane = screen.view.find
    found: list[tuple[str, int]] = []
    pane.customer_chosen.connect(lambda account_id, _: found.append(("front", account_id)))
    pane.background_wanted.connect(lambda account_id, _: found.append(("behind", account_id)))
    screen.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.view.page() is None
    screen.key(Qt.Key.Key_Return)
    assert [where for where, _ in found] == ["behind", "front"]
    assert screen.view.page() is not None


def test_the_account_number_is_copied_by_one_key(open_screen: OpenScreen) -> None:
    screen = searched(open_screen)
    screen.key(Qt.Key.Key_Y)
    assert screen.desk.shell.copied == ["004-1"]  # type: ignore[attr-defined]  # of the fake


def test_every_part_of_the_search_has_a_name(open_screen: OpenScreen) -> None:
    screen = open_screen(gateway=three_customers(), shown=False)
    boxes = screen.view.find.list.filter.texts
    assert set(boxes) == {"name", "number", "account_no", "contact", "address", "serial", "order_no"}
    assert all(box.accessibleName() for box in boxes.values())
    assert CUSTOMERS.power is SPEC.power
