"""Ties the operations of companies to what implements them."""

from agentview.contract import wireless_company as contract
from agentview.services.handler import Handler, handle, handle_recalled
from agentview.services.wireless_company import companies, employees, units

HANDLERS: tuple[Handler, ...] = (
    handle(contract.COMPANIES, companies.companies),
    handle(contract.OWN, companies.own),
    handle(contract.UNITS, units.units),
    handle(contract.SAVE_UNIT, units.save_unit),
    handle(contract.EMPLOYEES, employees.employees),
    handle(contract.EMPLOYEE, employees.employee),
    handle(contract.EMPLOYEE_HISTORY, employees.history),
    handle_recalled(contract.SAVE_EMPLOYEE, employees.save_employee, employees.mark_of, employees.told_again),
)
