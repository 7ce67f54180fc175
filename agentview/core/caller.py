"""Who asks: the one value that tells a service on whose behalf it works."""

from dataclasses import dataclass

from agentview.core.errors import Denied, Refusal
from agentview.core.power import Power, Role


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person: provider, powers, zone. `account_id` limits a VIEWER to one account.

    Who `must_change_password` may do nothing else: the password is known to whoever set it.
    `region` is the country (ISO code) from which the provider dials.
    """

    user_id: int
    username: str
    display_name: str
    provider_id: int
    provider_code: str
    roles: frozenset[Role]
    powers: frozenset[Power]
    zone: str
    language: str = "en"
    account_id: int | None = None
    must_change_password: bool = False
    region: str = ""

    def has(self, power: Power) -> bool:
        """Say whether the caller holds `power`."""
        return power in self.powers

    def demand(self, power: Power) -> None:
        """Raise Denied (`E-POWER`) unless the caller holds `power` (R-GEN-02)."""
        if power not in self.powers:
            raise Denied(Refusal("E-POWER", rule="R-GEN-02", values={"power": power.value}))
