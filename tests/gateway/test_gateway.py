"""What holds for every gateway: in this process on both databases, and over HTTP."""

import pytest

from agentview.contract.op import Nothing
from agentview.contract.session import ME
from agentview.core.errors import NotSignedIn
from tests.fixtures.backend import Backend


def test_who_signed_in_is_known(backend: Backend) -> None:
    gateway = backend.gateway("harbour_prov")
    assert gateway.call(ME, Nothing()).username == "harbour_prov"
    gateway.sign_out()
    with pytest.raises(NotSignedIn):
        gateway.call(ME, Nothing())
