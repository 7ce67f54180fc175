"""Moving what a customer has: to another owner, and to a better plan."""

from tests.scenarios.effects import mark, new_orders, queued
from tests.scenarios.phone_desk import PhoneDesk


def test_a_package_is_given_to_another_owner(agent: PhoneDesk) -> None:
    before = mark(agent)
    agent.find("marlow dental", "Marlow Dental Group")
    agent.until_focus("Packages and services")
    agent.go_to_row("Office in a Box")
    agent.settle()
    agent.press("W")
    agent.until_dialog("Office in a Box")
    agent.write("william marlow")
    agent.until_sees("William Marlow  ·  ")
    agent.press("Down")
    agent.until_sees("Marlow Dental Group  →  William Marlow")
    agent.settle()
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    agent.until_sees("Change of owner ordered")
    tasks = queued(agent, before)
    assert tasks
    assert {(kind, status) for _, kind, status in tasks} == {("CHOWN", "AWAITING_PROVISIONING")}
    assert [kind for _, kind, _ in new_orders(agent, before)] == ["CHOWN"]


def test_a_package_is_upgraded_to_a_better_plan(agent: PhoneDesk) -> None:
    before = mark(agent)
    agent.find("Lachlan Dunstan", "Lachlan Dunstan")
    agent.until_focus("Packages and services")
    agent.press("U")
    agent.until_dialog("TMF25")
    agent.until_sees("Harbour Mobile Unlimited")
    agent.write("unlimited")
    agent.settle()
    agent.press("Down")
    agent.until_sees("TMF25  →  Harbour Mobile Unlimited")
    agent.settle()
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    agent.until_sees("Upgrade ordered")
    assert queued(agent, before) == [("Lachlan Dunstan", "UPGRADE", "AWAITING_PROVISIONING")]
    assert [kind for _, kind, _ in new_orders(agent, before)] == ["UPGRADE"]
