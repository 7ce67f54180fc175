"""What a wizard whose pages are saved on the server tells its screen; imports no Qt."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeVar

from agentview.contract.op import Message
from agentview.core.errors import Refusal
from agentview.ui.forms.form_merge import FormMerge

F = TypeVar("F", bound=Message)
P_contra = TypeVar("P_contra", contravariant=True)


class SavedView(Protocol[P_contra, F]):
    """What the presenter tells the screen."""

    def show_loading(self) -> None:
        """A record is being begun or read."""

    def show_page(self, page: P_contra) -> None:
        """Show a page with the presenter's draft and form."""

    def show_busy(self, doing: str) -> None:
        """Something is carried out: "next", "back", "save" or a command of this wizard."""

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """The page was refused; what was typed stays."""

    def show_failure(self, error: Exception) -> None:
        """A call failed; what was typed stays."""

    def show_unknown(self) -> None:
        """No answer came: nobody knows; `again` asks once more under the same key."""

    def show_not_begun(self, error: Exception) -> None:
        """There is nothing to show: it was not begun, or could not be read."""

    def show_restored(self, saved_at: datetime) -> None:
        """What was typed on this computer and not saved is in the form again."""

    def show_clashes(self, both: FormMerge[F], by: str, at: datetime) -> None:
        """Both sides changed the same fields; `resolve` goes on."""

    def show_merged(self, by: str, at: datetime) -> None:
        """Somebody else saved meanwhile; both sides are in the form."""

    def show_link(self) -> None:
        """The link to the services was lost, or is there again."""

    def show_news(self, by: str) -> None:
        """Somebody else saved the record that is shown; `take_news` brings theirs in."""

    def show_order(self, order_id: int) -> None:
        """The record is submitted: it is for reading."""

    def forget_typed(self) -> None:
        """What was typed is on the server now: the draft on this computer goes."""

    def finished(self) -> None:
        """The wizard is to close."""
