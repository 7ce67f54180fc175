"""The first run: where this computer is to work; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from agentview.ui.kit.runner import Runner
from agentview.ui.setup.port import NewProvider, SetUp

# The names under which the services refuse a value.
PROVIDER, ZONE, CURRENCY, REGION = "provider", "zone", "currency", "region"
USERNAME, PASSWORD = "username", "password"


class FirstRunView(Protocol):
    """What the page or dialog shows of a choice."""

    def show_busy(self) -> None:
        """It is being carried out."""
        ...

    def show_wrong(self, error: Exception) -> None:
        """It was refused: say why; nothing was changed, and what was typed stays."""
        ...

    def show_done(self) -> None:
        """This computer works there from now on."""
        ...


class FirstRunPresenter:
    """Carries one choice out; every call goes through the runner."""

    def __init__(self, view: FirstRunView, runner: Runner, set_up: SetUp) -> None:
        """Does nothing before a choice."""
        self._view, self._runner, self._set_up = view, runner, set_up

    def use_demo(self) -> None:
        """Look around with demo data."""
        self._view.show_busy()
        self._runner.submit(
            self._set_up.use_demo, self._on_done, self._view.show_wrong, self, newest="choice"
        )

    def found(self, typed: Mapping[str, object]) -> None:
        """Start alone, with a provider of one's own."""
        provider = provider_of(typed)
        self._view.show_busy()
        self._runner.submit(
            lambda: self._set_up.found(provider),
            self._on_done,
            self._view.show_wrong,
            self,
            newest="choice",
        )

    def close(self) -> None:
        """Hear no answers any more."""
        self._runner.drop(self)

    def _on_done(self, _nothing: None) -> None:
        self._view.show_done()


def provider_of(typed: Mapping[str, object]) -> NewProvider:
    """Return the provider that the fields of the form say."""
    text = {name: str(value or "") for name, value in typed.items()}
    return NewProvider(
        name=text[PROVIDER],
        zone=text[ZONE],
        currency=text[CURRENCY].upper(),
        region=text[REGION].upper(),
        username=text[USERNAME],
        password=text[PASSWORD],
    )
