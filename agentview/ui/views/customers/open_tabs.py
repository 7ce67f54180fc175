"""Which customers somebody had open on this computer; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from agentview.ui.kit.settings_store import SettingsStore

MOST = 12
"""More tabs than these are not opened again."""


@dataclass
class OpenTabs:
    """The accounts in the order of their tabs, and the one in front (None: the search).

    Only ids and account numbers are kept: names are personal data and have no place in a plain file.
    """

    settings: SettingsStore
    username: str
    accounts: dict[int, str] = field(default_factory=dict)
    current: int | None = None

    def load(self) -> None:
        """Reads what was open last; what cannot be understood counts as nothing."""
        kept = self.settings.get(self._key, None)
        if not isinstance(kept, dict):
            return
        accounts, current = kept.get("accounts"), kept.get("current")
        for entry in accounts if isinstance(accounts, list) else ():
            if _is_entry(entry):
                self.accounts[entry[0]] = entry[1]
        self.current = current if _is_id(current) and current in self.accounts else None

    def opened(self, account_id: int, account_no: str) -> None:
        """A customer was opened, or its account number became known."""
        self.accounts[account_id] = account_no or self.accounts.get(account_id, "")
        self._save()

    def chosen(self, account_id: int | None) -> None:
        """Another tab is in front."""
        self.current = account_id
        self._save()

    def closed(self, account_id: int) -> None:
        """A tab was closed."""
        self.accounts.pop(account_id, None)
        if self.current == account_id:
            self.current = None
        self._save()

    def _save(self) -> None:
        kept = list(self.accounts.items())[-MOST:]
        self.settings.set(
            self._key, {"accounts": [[key, number] for key, number in kept], "current": self.current}
        )

    @property
    def _key(self) -> str:
        return f"customers/{self.username}/tabs"


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, list)
        and len(entry) == len(("id", "number"))
        and _is_id(entry[0])
        and isinstance(entry[1], str)
    )


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
