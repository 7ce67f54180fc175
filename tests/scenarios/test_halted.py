"""A halted request is mended with the customer on the line, and goes back to the queue."""

from sqlalchemy import select

from agentview.models.provisioning import ProvisioningTask
from tests.scenarios.effects import acts, mark
from tests.scenarios.phone_desk import PhoneDesk

T = ProvisioningTask
WAITS = "AWAITING_PROVISIONING"


def state_of(desk: PhoneDesk, reference: str) -> str:
    ((status,),) = desk.ask(select(T.status).where(T.reference == reference))
    return str(status)


def test_r_prv_19_a_halted_request_is_mended_and_resubmitted(agent: PhoneDesk) -> None:
    before = mark(agent)
    ((reference,),) = agent.ask(
        select(T.reference)
        .where(T.retailer_id == 1, T.status == "PROVISIONING_HALTED", T.transfer_type == "NEW")
        .order_by(T.id)
        .limit(1)
    )
    agent.press("Ctrl+2")
    agent.until_sees("Look for an order")
    agent.press("Alt+2")
    agent.until_sees(reference)
    agent.press("Alt+2")
    agent.until_focus("Halted requests")
    agent.go_to_row(reference)
    agent.settle()
    agent.press("R")
    agent.until_dialog(reference)
    agent.write("The customer is at home now.")
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    agent.until(lambda: state_of(agent, reference) == WAITS, f"{reference} is not back in the queue")
    assert ("task", "resubmit") in acts(agent, before)
