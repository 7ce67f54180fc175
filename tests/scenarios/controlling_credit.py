"""Controlling credit by keyboard: how messages go out, rules by two people, and whom they hit."""

import re
from enum import IntEnum

from PySide6.QtWidgets import QAbstractButton

from tests.scenarios.phone_desk import PhoneDesk

ADMINISTRATOR, CONTROLLER, AGENT = "ingrid", "stuart", "amelia"
RULES = "No dead phones on Fridays"
_IS_NEW = re.compile(r"\d+ new, show")
_AREA_KEY = re.compile(r"Ctrl\+\d")


def open_area(desk: PhoneDesk, word: str) -> None:
    """Go to an area; its tip says which key that is: who sees fewer areas has another one."""
    tips = (one.toolTip() for one in desk.window.findChildren(QAbstractButton) if one.text() == word)
    (key,) = {found[0] for found in map(_AREA_KEY.search, tips) if found is not None}
    desk.press(key)
    desk.settle()


class Tab(IntEnum):
    """The tabs of the area, in their order."""

    DASHBOARD = 0
    CANDIDATES = 1
    CASES = 2
    PROMISES = 3
    RULES = 4
    CALENDAR = 5


def show_tab(desk: PhoneDesk, tab: Tab) -> None:
    """Go to a tab of suspension by keys."""
    desk.press(*("Ctrl+PgUp",) * len(Tab), *("Ctrl+PgDown",) * tab)
    desk.settle()


def set_delivery(desk: PhoneDesk, mail_url: str, sms_url: str) -> None:
    """Say where e-mails and text messages go out."""
    open_area(desk, "Notifications")
    desk.press("Alt+4")
    desk.until_sees("How messages go out", "Sender of e-mails")
    desk.settle()
    desk.press("Ctrl+Shift+E")
    desk.until_dialog()
    desk.fill("Mail server", mail_url)
    desk.fill("SMS gateway", sms_url)
    desk.press("Ctrl+Return")
    desk.until_no_dialog()
    desk.until_sees(mail_url, sms_url)


def switch_automation_on(desk: PhoneDesk) -> None:
    """Let the rules restrict and restore, for every kind of account (R-EVT-01)."""
    desk.press("Alt+2")
    desk.until_sees("Auto Suspend", "Auto UnSuspend")
    desk.settle()
    for event in ("Auto Suspend", "Auto UnSuspend"):
        for profile in ("Residential", "Business"):
            _choose_row(desk, "Event mappings", event, profile)
            desk.press("S")
            desk.until_dialog(f"Switch {event} on")
            desk.press("Ctrl+Return")
            desk.until_no_dialog()
            desk.settle()


def propose_rules(desk: PhoneDesk) -> None:
    """Propose rules from today on: the usual ones, with a breaker for a small operator."""
    open_area(desk, "Suspension")
    show_tab(desk, Tab.RULES)
    desk.until_sees("With a warning first")
    desk.settle()
    desk.press("N")
    desk.until_dialog("New rule set")
    desk.fill("Name", RULES)
    desk.tab_to("Effective from")
    desk.press("Home", "Down")  # today, not tomorrow
    desk.fill("Breaker", "60")
    desk.press("Ctrl+Return")
    desk.until_no_dialog()
    desk.until_sees(RULES)


def enable_rules(desk: PhoneDesk) -> None:
    """Enable, as the second person, what the first one has proposed."""
    open_area(desk, "Suspension")
    show_tab(desk, Tab.RULES)
    desk.until_sees(RULES)
    desk.settle()
    _choose_row(desk, "Rule sets", RULES)
    desk.press("A")
    desk.until_dialog(f"Enable {RULES}?")
    desk.press("Ctrl+Return")
    desk.until_no_dialog()
    desk.until_sees(f"Enabled {RULES}")


def _choose_row(desk: PhoneDesk, listed: str, *words: str) -> None:
    desk.tab_to(listed)
    desk.go_to_row(*words)
    desk.settle()


def see_dry_run(desk: PhoneDesk, customer: str) -> None:
    """See before it happens whom the rules would hit, and what every rule says of one of them."""
    show_tab(desk, Tab.CANDIDATES)
    desk.until_sees(f"By {RULES}.", customer)
    desk.tab_to("Candidates")
    desk.go_to_row(customer)
    desk.until_sees(f"{RULES} would restrict it: nothing speaks against it.")


def let_run_go_on(desk: PhoneDesk) -> None:
    """Look at what the breaker stopped, and let it go on."""
    desk.until_sees("The breaker stops the next run", RULES)
    desk.settle()
    desk.press("G")
    desk.until_dialog("Let the run of today go on?")
    desk.fill("Reason", "The invoices were checked against billing.")
    desk.press("Ctrl+Return")
    desk.until_no_dialog()


def watch_case(desk: PhoneDesk, customer: str) -> None:
    """Choose the case of a customer, and stay there; new cases come above those that were read."""
    show_tab(desk, Tab.CASES)
    desk.settle()
    for text in filter(_IS_NEW.fullmatch, desk.read()):
        # The place that somebody reads at stays; what came above is shown when it is asked for.
        desk.tab_to(text)
        desk.press("Space")
    desk.until_sees(customer)
    desk.settle()
    desk.tab_to("Restriction cases")
    desk.go_to_row(customer)
    desk.settle()


def open_status(desk: PhoneDesk, customer: str) -> None:
    """Answer why a phone does not work: find the customer, and open their service status."""
    desk.find(customer, customer)
    desk.until_sees("Packages and services", customer)
    desk.press("Alt+2")
    desk.settle()
