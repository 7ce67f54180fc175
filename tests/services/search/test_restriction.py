"""The search box finds a restriction case by its number, for whom it is to be seen (D-23)."""

import pytest

from agentview.contract.restriction import CaseState
from agentview.contract.search import FIND, FindRequest, Hit, HitField, HitKind
from tests.fixtures.backend import Backend
from tests.services.restriction.barring import LEAD, Barring


@pytest.fixture
def barring(backend: Backend) -> Barring:
    """Return the credit desk on each backend."""
    return Barring(backend)


def find(barring: Barring, text: str, by: str = LEAD) -> list[Hit]:
    """Return what somebody finds."""
    return list(barring.on(by).call(FIND, FindRequest(text=text)).hits)


@pytest.mark.parametrize("typed", ["SC-{case}", " sc-{case} "])
def test_a_case_is_found_by_its_number(barring: Barring, typed: str) -> None:
    barring.restricted()
    case = barring.newest()
    [hit] = find(barring, typed.replace("{case}", str(case)))
    assert (hit.kind, hit.record_id, hit.title) == (HitKind.RESTRICTION_CASE, case, f"SC-{case}")
    assert (hit.matched, hit.status) == (HitField.REFERENCE, barring.states()[-1].value)
    assert hit.status in set(CaseState)
    assert "Marlow Dental Group" in hit.detail


@pytest.mark.parametrize("stranger", ["alpine_lead", "harbour_viewer"])
def test_a_case_of_others_is_not_found(barring: Barring, stranger: str) -> None:
    """Another provider does not know it; a customer sees no case at all."""
    barring.restricted()
    assert find(barring, f"SC-{barring.newest()}", stranger) == []


def test_no_case_and_a_part_of_one_are_nothing(barring: Barring) -> None:
    barring.restricted()
    assert find(barring, f"SC-{barring.newest()}/1") == []
    assert find(barring, "SC-99999") == []
