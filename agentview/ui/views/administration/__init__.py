"""Administration: people with their powers, contract types and pools, the audit log (S-15, S-35, S-36)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power, Role
from agentview.ui.area import Area
from agentview.ui.late import Late


def _title() -> str:
    return QCoreApplication.translate("Administration", "Administration")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Administration",
                "Users are the people of your provider. Roles are sets of powers; a power can be granted to "
                "or denied one person against the roles, with a reason. A change holds from that person's "
                "next step on, and nobody changes their own roles, powers or access.",
            ),
            translate(
                "Administration",
                "View as (V) shows what somebody would see and what would be closed to them, and why. Nobody "
                "acts in their name.",
            ),
            translate(
                "Administration",
                "Agents sell for you. You say whose customers their people see, and who may migrate for "
                "the agent that made a sale, on which days.",
            ),
            translate(
                "Administration",
                "Contract types say how long contracts bind and what leaving them costs; pools hold the "
                "plans among which a customer moves without leaving one. A customer can move to a plan "
                "that is in the same pool and has the same default contract type. Pool plans come from a "
                "file as well: each line is tried out before anything is written.",
            ),
            translate(
                "Administration",
                "Products, warehouses and delivery methods are what hardware orders are made of. Nothing is "
                "deleted: what is withdrawn or disconnected can no longer be chosen, and orders that have it "
                "go on. Test connection (T) tries out whether files can be exchanged with a warehouse; Fraud "
                "check and tax (F) holds for all of them.",
            ),
            translate(
                "Administration",
                "Enrolment programmes enrol the devices of a manufacturer: here stand where their files go, "
                "and whether an event is raised when one agrees or refuses. An agreement says under which "
                "organisation an account's devices are listed.",
            ),
            translate(
                "Administration",
                "Vendors fulfil wireless orders: how their orders go out is chosen here, and Test connection "
                "(T) tries it out without ordering anything. While orders are under way that count on it, a "
                "vendor is not disabled, and the address that they were sent to stays.",
            ),
            translate(
                "Administration",
                "Wireless forms are what people fill in when they order lines and devices. For each order "
                "type, and for a carrier that asks otherwise, you say which fields are required, optional "
                "or excluded, which are encrypted, what they are called and what they take. Try a text (T) "
                "shows the field as it is asked for; Reset (R) takes back what is set there. Drafts follow "
                "at once, what was submitted stays.",
            ),
            translate(
                "Administration",
                "The audit log tells who did what to which record, and when. Reading it is written down as "
                "well: one entry for each filter.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    shown = {Power.USER_ADMIN, Power.CATALOGUE_ADMIN, Power.EDIT_POLICY, Power.READ_AUDIT}
    return bool(shown & set(person.powers))


def _is_home_for(person: Person) -> bool:
    return bool({Role.ADMIN, Role.AUDITOR} & set(person.roles))


AREA = Area(
    "administration",
    _title,
    "settings",
    Late(f"{__name__}.view", "AdministrationView"),
    _is_for,
    _summary,
    is_home_for=_is_home_for,
)
"""The line of this area in the shell's registry."""
