"""What a person keeps on the server to find it on every PC: saved views and preferences."""

from typing import Annotated, TypeAlias

from pydantic import Field, JsonValue

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Line, RecordId

Name: TypeAlias = Annotated[Line, Field(min_length=1, max_length=80)]


class SavedView(Message):
    """A named view of a list: filter, sort and columns as the screen keeps them."""

    id: int
    screen: str
    name: str
    is_shared: bool
    is_own: bool
    content: dict[str, JsonValue]


class SavedViews(Message):
    """One's own views and the shared ones, by name."""

    views: tuple[SavedView, ...]


class ScreenRequest(Message):
    """A screen, by its key."""

    screen: Name


class SaveViewRequest(Message):
    """Save a view under a name; the own one of that name is replaced."""

    screen: Name
    name: Name
    is_shared: bool = False
    content: dict[str, JsonValue]


class ViewRef(Message):
    """A saved view."""

    view_id: RecordId


class PreferenceRequest(Message):
    """A preference, by its key."""

    name: Name


class Preference(Message):
    """A preference; None where it was never set."""

    name: Name
    value: JsonValue = None


SAVED_VIEWS = Op("desk.saved_views", ScreenRequest, SavedViews, False, None, "List saved views")
SAVE_VIEW = Op("desk.save_view", SaveViewRequest, SavedView, True, None, "Save a view")
DELETE_VIEW = Op("desk.delete_view", ViewRef, Nothing, True, None, "Delete a saved view")
PREFERENCE = Op("desk.preference", PreferenceRequest, Preference, False, None, "Read a preference")
SAVE_PREFERENCE = Op(
    "desk.save_preference", Preference, Nothing, True, None, "Keep a preference", is_beat=True
)
