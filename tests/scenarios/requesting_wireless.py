"""Wireless orders by keyboard: requested, approved at another desk, fulfilled, and seen in the inventory."""

from collections.abc import Mapping

from PySide6.QtGui import QAction
from sqlalchemy import func, select

from agentview.core.reference import Prefix, reference
from agentview.models.wireless_order import WirelessOrder
from tests.scenarios.ordering_hardware import area_key
from tests.scenarios.phone_desk import PhoneDesk

ADDRESS = {
    "Name": "Wendy Worker",
    "Street and number": "1 Quay Street",
    "Postcode": "2000",
    "City": "Sydney",
    "State or region": "NSW",
    "Country": "AU",
}
PERSON, LINE = "Name, number or unit", "Number, user or name of the line"
"""What the search fields are called in which the person and the line are looked for."""
DETAILS, SHIPPING, CONFIRM = "Why it is needed", "Where does it go?", "Is everything right?"
"""What is to be read on the pages of a request, and on no other one."""
AWAITING, WITH_VENDOR = "Awaiting approval: an approver", "With the vendor: it was sent"
IN_FULFILMENT, COMPLETE = "In fulfilment: the vendor works", "Complete: lines and devices are up to date"
"""How an order stands, as beside the list."""


def open_page(desk: PhoneDesk, page: str) -> None:
    """Go to a page of the wireless area by its key."""
    desk.press(area_key(desk, "Wireless"))
    desk.settle()
    desk.press(_page_key(desk, page))
    desk.settle()


def want(desk: PhoneDesk, words: str, kind: str) -> None:
    """Begin a request: say in words what is wanted, and choose among what fits them."""
    open_page(desk, "My requests")
    desk.press("Ctrl+N")
    find(desk, words, kind)
    desk.press("Down")
    desk.step_to(kind)
    desk.press("Space")


def find(desk: PhoneDesk, words: str, kind: str) -> None:
    """Say in words what is wanted, on the first page of a request."""
    desk.until_focus("What do you want?")
    desk.write(words)
    desk.press("Return")
    desk.until_sees("This is what fits your words", kind)
    desk.settle()


def leave(desk: PhoneDesk) -> None:
    """Close the request in front, of which nothing is begun."""
    desk.press("Ctrl+W")
    desk.settle()


def go_on(desk: PhoneDesk, title: str) -> None:
    """Go to the next page of the request, which is called so."""
    desk.press("Ctrl+Return")
    desk.until_sees(title)
    desk.settle()


def search(desk: PhoneDesk, field: str, words: str, found: str) -> None:
    """Look for something in a search field."""
    desk.fill(field, words)
    desk.until_sees(found)
    desk.settle()


def take(desk: PhoneDesk, field: str, words: str, found: str) -> None:
    """Look for something in a search field, and take it."""
    search(desk, field, words, found)
    desk.press("Return")
    desk.until_sees(f"Chosen: {found}")


def choose_carrier(desk: PhoneDesk, name: str) -> None:
    """Choose the carrier of a request."""
    desk.until_sees(name)
    desk.settle()
    desk.tab_to(name)
    desk.press("Space")


def fill(desk: PhoneDesk, values: Mapping[str, str]) -> None:
    """Type into fields."""
    for name, text in values.items():
        desk.fill(name, text)


def submit(desk: PhoneDesk) -> str:
    """Confirm and submit the request, go to where it is shown, and return its number."""
    desk.press("Ctrl+Return")
    desk.until_sees("is submitted", "An approver decides next; you hear by e-mail.")
    ((number,),) = desk.ask(select(func.max(WirelessOrder.id)))
    order = reference(Prefix.WIRELESS_ORDER, int(number))
    desk.until_focus("Show it")
    desk.press("Space")
    until_stands(desk, order, AWAITING)
    return order


def until_stands(desk: PhoneDesk, order: str, state: str) -> None:
    """Wait until the order that is shown stands so; nobody presses anything for it."""
    shown = f"{order} \N{MIDDLE DOT} "
    desk.until(lambda: desk.sees(shown, state), f"{order} never stands as {state!r}")


def approve(desk: PhoneDesk, order: str) -> None:
    """Approve the order that is shown, with a comment."""
    desk.until_sees(f"{order} \N{MIDDLE DOT} ", "Harbour Viewer asks")
    desk.settle()
    desk.press("A")
    desk.until_dialog(f"Approve {order}?")
    desk.fill("Comment", "Needed for the clinic.")
    desk.press("Ctrl+Return")
    desk.until_no_dialog()
    desk.until_sees("Needed for the clinic.", "Approved: ")


def open_part(desk: PhoneDesk, order: str, vendor: str) -> None:
    """Choose a vendor's part of an order in the fulfilment queue."""
    open_page(desk, "Fulfilment")
    desk.until(lambda: _lists(desk, order, vendor), f"{order} is never to be fulfilled by {vendor}")
    desk.settle()
    desk.go_to_row(order, vendor)
    desk.settle()


def place(desk: PhoneDesk, vendor_order_no: str) -> None:
    """Note that the vendor has the chosen part, and has accepted it."""
    _do(desk, "S", "Submit", {"Vendor order no": vendor_order_no})
    desk.until_sees("With the vendor: it is not accepted yet", vendor_order_no)
    desk.settle()
    _do(desk, "A", "accepts", {})
    desk.until_sees("In fulfilment: the vendor works on it")
    desk.settle()


def record(desk: PhoneDesk, results: Mapping[str, str]) -> None:
    """Record what the vendor gave for the chosen part."""
    _do(desk, "R", "Record what came", results)
    desk.settle()


def complete(desk: PhoneDesk) -> None:
    """Complete the chosen part."""
    _do(desk, "C", "Complete", {})
    desk.settle()


def until_listed(desk: PhoneDesk, page: str, *words: str) -> None:
    """See in the inventory that a line or device stands there with all these words."""
    open_page(desk, page)
    desk.until(lambda: _lists(desk, *words), f"{page} never lists {words}")


def _do(desk: PhoneDesk, key: str, title: str, values: Mapping[str, str]) -> None:
    desk.press(key)
    desk.until_dialog(title)
    fill(desk, values)
    desk.press("Ctrl+Return")
    desk.until_no_dialog()


def _lists(desk: PhoneDesk, *words: str) -> bool:
    """Say whether one row or label holds all these words."""
    return any(all(word in text for word in words) for text in desk.read())


def _page_key(desk: PhoneDesk, page: str) -> str:
    keys = {one.shortcut().toString() for one in desk.window.findChildren(QAction) if one.text() == page}
    (key,) = {key for key in keys if key.startswith("Alt+")}
    return key
