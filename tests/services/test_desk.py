"""Saved views and preferences: whose they are, and how large they may be."""

import pytest

from agentview.contract.desk import (
    DELETE_VIEW,
    PREFERENCE,
    SAVE_PREFERENCE,
    SAVE_VIEW,
    SAVED_VIEWS,
    Preference,
    PreferenceRequest,
    SavedView,
    SaveViewRequest,
    ScreenRequest,
    ViewRef,
)
from agentview.core.errors import AgentViewError, NotFound, Rejected
from agentview.services.desk import operations
from tests.fixtures.backend import Backend


def save(backend: Backend, by: str, name: str, *, is_shared: bool = False, width: int = 1) -> SavedView:
    request = SaveViewRequest(screen="queue", name=name, is_shared=is_shared, content={"width": width})
    return backend.gateway(by).call(SAVE_VIEW, request)


def names(backend: Backend, by: str, screen: str = "queue") -> list[tuple[str, bool]]:
    found = backend.gateway(by).call(SAVED_VIEWS, ScreenRequest(screen=screen))
    return [(view.name, view.is_own) for view in found.views]


def test_views_are_own_or_shared_within_the_provider(backend: Backend) -> None:
    save(backend, "harbour_csa", "private")
    save(backend, "harbour_csa", "Team", is_shared=True)
    save(backend, "alpine_csa", "Alpine", is_shared=True)
    assert names(backend, "harbour_csa") == [("private", True), ("Team", True)]
    assert names(backend, "harbour_lead") == [("Team", False)]
    assert names(backend, "alpine_lead") == [("Alpine", False)]
    assert names(backend, "harbour_viewer") == []
    assert names(backend, "harbour_csa", "orders") == []


def test_the_own_view_of_a_name_is_replaced(backend: Backend) -> None:
    first = save(backend, "harbour_csa", "Mine", is_shared=True)
    second = save(backend, "harbour_csa", "Mine", width=2)
    assert (second.id, second.is_shared, second.content) == (first.id, False, {"width": 2})
    assert save(backend, "harbour_lead", "Mine").id != first.id


def test_only_own_views_are_deleted(backend: Backend) -> None:
    shared = save(backend, "harbour_csa", "Team", is_shared=True)
    for other in ("harbour_lead", "alpine_csa"):
        with pytest.raises(NotFound):
            backend.gateway(other).call(DELETE_VIEW, ViewRef(view_id=shared.id))
    backend.gateway("harbour_csa").call(DELETE_VIEW, ViewRef(view_id=shared.id))
    assert names(backend, "harbour_csa") == []
    with pytest.raises(NotFound):
        backend.gateway("harbour_csa").call(DELETE_VIEW, ViewRef(view_id=shared.id))


def test_preferences_belong_to_one_person(backend: Backend) -> None:
    mine, theirs = backend.gateway("harbour_csa"), backend.gateway("harbour_lead")
    asked = PreferenceRequest(name="theme")
    assert mine.call(PREFERENCE, asked).value is None
    mine.call(SAVE_PREFERENCE, Preference(name="theme", value={"dark": [True, None, 1.5, "ß"]}))
    mine.call(SAVE_PREFERENCE, Preference(name="theme", value={"dark": [False]}))
    assert mine.call(PREFERENCE, asked).value == {"dark": [False]}
    assert theirs.call(PREFERENCE, asked).value is None
    mine.call(SAVE_PREFERENCE, Preference(name="theme", value=None))
    assert mine.call(PREFERENCE, asked).value is None


def test_what_is_kept_is_limited_in_size(backend: Backend) -> None:
    gateway = backend.gateway("harbour_csa")
    long = "x" * operations.LARGEST
    with pytest.raises(Rejected) as view:
        gateway.call(SAVE_VIEW, SaveViewRequest(screen="queue", name="Large", content={"text": long}))
    with pytest.raises(Rejected) as preference:
        gateway.call(SAVE_PREFERENCE, Preference(name="large", value=long))
    assert (view.value.code, preference.value.code) == ("E-TOO-LARGE", "E-TOO-LARGE")


def test_what_is_kept_is_limited_in_number(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "MOST_VIEWS", 2)
    monkeypatch.setattr(operations, "MOST_PREFERENCES", 1)
    save(backend, "harbour_csa", "one")
    save(backend, "harbour_csa", "two")
    save(backend, "harbour_csa", "two")
    with pytest.raises(Rejected) as views:
        save(backend, "harbour_csa", "three")
    gateway = backend.gateway("harbour_csa")
    gateway.call(SAVE_PREFERENCE, Preference(name="one", value=1))
    gateway.call(SAVE_PREFERENCE, Preference(name="one", value=2))
    with pytest.raises(Rejected) as preferences:
        gateway.call(SAVE_PREFERENCE, Preference(name="two", value=1))
    assert {views.value.code, preferences.value.code} == {"E-TOO-MANY"}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_are_none_are_refused(local_backend: Backend, value: float) -> None:
    with pytest.raises(AgentViewError) as refused:
        local_backend.gateway("harbour_csa").call(SAVE_PREFERENCE, Preference(name="n", value=value))
    assert refused.value.code == "E-JSON"
