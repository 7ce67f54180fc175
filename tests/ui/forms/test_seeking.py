"""What can be chosen is looked for as one types: the newest text is answered."""

from typing import cast

from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import Gateway
from agentview.ui.forms.seeking import Choices, Seeker
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk


class Shown:
    """A form that remembers what it was to offer, and the desk that it stands at."""

    def __init__(self) -> None:
        self.offered: list[tuple[str, str, Choices]] = []
        self.runner = HeldRunner()
        self.gateway = cast("Gateway", object())
        self.asked: list[str] = []
        desk = cast("Desk", self)
        self.seeker = Seeker(desk, self, {"who": self._find}, self)

    def show_choices(self, name: str, text: str, choices: Choices) -> None:
        self.offered.append((name, text, choices))

    def _find(self, gateway: Gateway, text: str) -> Choices:
        assert gateway is self.gateway
        self.asked.append(text)
        return (("1", f"{text} Berg"),)


def test_what_fits_is_offered_for_the_newest_text() -> None:
    shown = Shown()
    shown.seeker.seek("who", "A")
    shown.seeker.seek("who", "An")
    shown.runner.run_all()
    assert shown.offered == [("who", "An", (("1", "An Berg"),))]


def test_without_an_answer_what_is_offered_stays() -> None:
    shown = Shown()
    shown.seeker.seek("who", "A")
    shown.runner.fail_next(Unavailable(Refusal("E-UNAVAILABLE")))
    assert shown.offered == []
    shown.seeker.seek("who", "B")
    shown.runner.run_all()
    assert [text for _, text, _ in shown.offered] == ["B"]


def test_a_form_that_went_is_offered_nothing() -> None:
    shown = Shown()
    shown.seeker.seek("who", "A")
    shown.runner.drop(shown)
    shown.runner.run_all()
    assert shown.offered == []
