"""The sections of a customer's page in their order, one line each; Alt+1 opens the first."""

from __future__ import annotations

from agentview.ui.views.customers.section import PageSection
from agentview.ui.views.customers.section_charges import CHARGES_SECTION
from agentview.ui.views.customers.section_contacts import CONTACTS
from agentview.ui.views.customers.section_credit import CREDIT_SECTION
from agentview.ui.views.customers.section_files import FILES
from agentview.ui.views.customers.section_hardware import HARDWARE_SECTION
from agentview.ui.views.customers.section_notes import NOTES_SECTION
from agentview.ui.views.customers.section_orders import ORDERS_SECTION
from agentview.ui.views.customers.section_overview import OVERVIEW
from agentview.ui.views.customers.section_status import STATUS
from agentview.ui.views.customers.section_timeline import TIMELINE_SECTION

SECTIONS: tuple[PageSection, ...] = (
    OVERVIEW,
    STATUS,
    ORDERS_SECTION,
    CONTACTS,
    NOTES_SECTION,
    FILES,
    TIMELINE_SECTION,
    CHARGES_SECTION,
    HARDWARE_SECTION,
    CREDIT_SECTION,
)
