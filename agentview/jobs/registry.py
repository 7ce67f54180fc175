"""Every job that there is, with its schedule."""

from datetime import timedelta

from agentview.adaptors.exchange.exchange import STOCK
from agentview.adaptors.fraud_sources import checker_of
from agentview.core.clock import SystemClock
from agentview.core.settings import Settings
from agentview.files.payload import PayloadFolder
from agentview.jobs.bar_reconcile import bar_reconcile
from agentview.jobs.device_enrolment_request import device_enrolment_request
from agentview.jobs.device_enrolment_response import device_enrolment_response
from agentview.jobs.invoice_events import invoice_events
from agentview.jobs.job import Job
from agentview.jobs.notification_delivery import notification_delivery
from agentview.jobs.partner_folders import PartnerFolders
from agentview.jobs.partner_simulator import partner_simulator
from agentview.jobs.promises import promises
from agentview.jobs.sales_order_dispatch import sales_order_dispatch
from agentview.jobs.sales_order_request import sales_order_request
from agentview.jobs.stock_file import stock_file
from agentview.jobs.suspension_account import suspension_account
from agentview.jobs.suspension_sweep import suspension_sweep
from agentview.jobs.wireless_expiry import wireless_expiry
from agentview.services.events.still_wanted import still_wanted

_PAYLOADS = "payloads"


def jobs_of(settings: Settings) -> tuple[Job, ...]:
    """Return all jobs, with the folders of the data folder: kept files, keys, what simulators have."""
    simulated = settings.simulated_folder()
    settled_after = timedelta(seconds=settings.exchange_settled_seconds)
    folders = PartnerFolders(settings.keys_folder(), SystemClock(), settled_after, simulated)
    stock_folders = PartnerFolders(settings.keys_folder(), SystemClock(), settled_after, simulated, STOCK)
    payloads = PayloadFolder(settings.data_folder / _PAYLOADS)
    return (
        sales_order_request(folders, payloads, checker_of),
        sales_order_dispatch(folders, payloads),
        device_enrolment_request(folders, payloads),
        device_enrolment_response(folders, payloads),
        stock_file(stock_folders, payloads),
        invoice_events(),
        notification_delivery(settings.keys_folder(), simulated, still_wanted),
        promises(),
        partner_simulator(simulated),
        suspension_sweep(),
        suspension_account(),
        bar_reconcile(),
        wireless_expiry(),
    )
