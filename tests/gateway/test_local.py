"""Calling the services in this process."""

import pytest

from agentview.contract.op import Nothing
from agentview.contract.session import ME
from agentview.core.errors import NotSignedIn
from agentview.gateway.local import LocalGateway
from tests.build import USERS, password_of
from tests.fixtures.backend import Backend


def test_on_the_demo_operator_one_may_be_anybody(local_backend: Backend) -> None:
    gateway = local_backend.unsigned()
    assert {person.username for person in gateway.people()} == set(USERS)
    assert gateway.sign_in("alpine_csa", None).username == "alpine_csa"
    assert gateway.call(ME, Nothing()).provider == "Alpine Telecom"


def test_on_an_own_database_only_the_owner_needs_no_password(local_backend: Backend) -> None:
    gateway = LocalGateway(
        local_backend.dispatcher, local_backend.embedded.hub, people_allowed=False, owner="harbour_lead"
    )
    assert [person.username for person in gateway.people()] == ["harbour_lead"]
    assert gateway.sign_in("harbour_lead", None).username == "harbour_lead"
    with pytest.raises(NotSignedIn, match="E-CREDENTIALS"):
        gateway.sign_in("harbour_csa", None)
    assert gateway.sign_in("harbour_csa", password_of("harbour_csa")).username == "harbour_csa"


def test_nobody_is_signed_in_at_first_and_after_signing_out(local_backend: Backend) -> None:
    gateway = local_backend.unsigned()
    with pytest.raises(NotSignedIn, match="E-SIGN-IN"):
        gateway.call(ME, Nothing())
    gateway.sign_in("harbour_csa", None)
    gateway.sign_out()
    with pytest.raises(NotSignedIn, match="E-SIGN-IN"):
        gateway.call(ME, Nothing())
    with pytest.raises(NotSignedIn, match="E-SIGN-IN"):
        gateway.subscribe(lambda _news: None)


def test_somebody_unknown_is_not_let_in(local_backend: Backend) -> None:
    with pytest.raises(NotSignedIn, match="E-CREDENTIALS"):
        local_backend.unsigned().sign_in("nobody", None)
