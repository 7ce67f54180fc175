"""Roles and powers: the unit of every permission check (D-19)."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is; a set of powers."""

    CSA = "CSA"
    PROVISIONER = "PROVISIONER"
    SUPERVISOR = "SUPERVISOR"
    CREDIT_CONTROLLER = "CREDIT_CONTROLLER"
    BACKOFFICE = "BACKOFFICE"
    APPROVER = "APPROVER"
    ADMIN = "ADMIN"
    AUDITOR = "AUDITOR"
    VIEWER = "VIEWER"
    SYSTEM = "SYSTEM"


class Power(StrEnum):
    """What a person may do; checked by the service, shown by the screen."""

    FIND_CUSTOMER = "FIND_CUSTOMER"
    READ_STATUS = "READ_STATUS"
    REVEAL_PII = "REVEAL_PII"
    REVEAL_PII_OWN_TASK = "REVEAL_PII_OWN_TASK"
    CREATE_ORDER = "CREATE_ORDER"
    RESUBMIT = "RESUBMIT"
    NOTE = "NOTE"
    WORK_QUEUE = "WORK_QUEUE"
    TAKE_OVER = "TAKE_OVER"
    MANAGE_HALTED_SUBSCRIPTIONS = "MANAGE_HALTED_SUBSCRIPTIONS"
    BACKDATE = "BACKDATE"
    SET_FIRST_PERIOD_END = "SET_FIRST_PERIOD_END"
    PKG_CANCEL_MIGRATE = "PKG_CANCEL_MIGRATE"
    BREAK_CONTRACT = "BREAK_CONTRACT"
    WAIVE_EARLY_UPGRADE_FEE = "WAIVE_EARLY_UPGRADE_FEE"
    FORCE_COMPLETE = "FORCE_COMPLETE"
    EDIT_FIXED_DISCOUNT = "EDIT_FIXED_DISCOUNT"
    CATALOGUE_ADMIN = "CATALOGUE_ADMIN"
    EDIT_CUSTOMER = "EDIT_CUSTOMER"
    IMPORT_CUSTOMERS = "IMPORT_CUSTOMERS"
    CREATE_HARDWARE_ORDER = "CREATE_HARDWARE_ORDER"
    STOCK_CHECK = "STOCK_CHECK"
    ENROL_DEVICE = "ENROL_DEVICE"
    STOCK_ADJUST = "STOCK_ADJUST"
    RUN_JOBS = "RUN_JOBS"
    FRAUD_OVERRIDE = "FRAUD_OVERRIDE"
    CREDIT_CONTROL = "CREDIT_CONTROL"
    HANDLE_PAYMENTS = "HANDLE_PAYMENTS"
    RULES_PROPOSE = "RULES_PROPOSE"
    RULES_ENABLE = "RULES_ENABLE"
    EVENT_ADMIN = "EVENT_ADMIN"
    WIRELESS_REQUEST = "WIRELESS_REQUEST"
    ALL_WIRELESS = "ALL_WIRELESS"
    OVERWRITE_POLICY = "OVERWRITE_POLICY"
    APPROVE = "APPROVE"
    FULFIL = "FULFIL"
    EDIT_POLICY = "EDIT_POLICY"
    BULK_LARGE = "BULK_LARGE"
    EXPORT_LARGE = "EXPORT_LARGE"
    USER_ADMIN = "USER_ADMIN"
    READ_AUDIT = "READ_AUDIT"


_FINDER = frozenset({Power.FIND_CUSTOMER, Power.READ_STATUS})
_HARDWARE = frozenset({Power.CREATE_HARDWARE_ORDER, Power.STOCK_CHECK, Power.ENROL_DEVICE})
_STOCK = frozenset({Power.STOCK_ADJUST, Power.RUN_JOBS})

ROLE_POWERS: dict[Role, frozenset[Power]] = {
    Role.CSA: _FINDER
    | _HARDWARE
    | {
        Power.REVEAL_PII,
        Power.CREATE_ORDER,
        Power.RESUBMIT,
        Power.NOTE,
        Power.PKG_CANCEL_MIGRATE,
        Power.BREAK_CONTRACT,
        Power.EDIT_CUSTOMER,
        Power.WIRELESS_REQUEST,
    },
    Role.PROVISIONER: _FINDER | {Power.REVEAL_PII_OWN_TASK, Power.WORK_QUEUE, Power.SET_FIRST_PERIOD_END},
    Role.SUPERVISOR: _FINDER
    | _HARDWARE
    | _STOCK
    | {
        Power.FRAUD_OVERRIDE,
        Power.REVEAL_PII,
        Power.CREATE_ORDER,
        Power.RESUBMIT,
        Power.NOTE,
        Power.WORK_QUEUE,
        Power.TAKE_OVER,
        Power.MANAGE_HALTED_SUBSCRIPTIONS,
        Power.BACKDATE,
        Power.SET_FIRST_PERIOD_END,
        Power.PKG_CANCEL_MIGRATE,
        Power.BREAK_CONTRACT,
        Power.WAIVE_EARLY_UPGRADE_FEE,
        Power.FORCE_COMPLETE,
        Power.EDIT_FIXED_DISCOUNT,
        Power.EDIT_CUSTOMER,
        Power.IMPORT_CUSTOMERS,
        Power.CREDIT_CONTROL,
        Power.HANDLE_PAYMENTS,
        Power.BULK_LARGE,
        Power.EXPORT_LARGE,
        Power.WIRELESS_REQUEST,
        Power.ALL_WIRELESS,
        Power.APPROVE,
        Power.FULFIL,
    },
    Role.CREDIT_CONTROLLER: _FINDER
    | {
        Power.REVEAL_PII,
        Power.CREDIT_CONTROL,
        Power.HANDLE_PAYMENTS,
        Power.RULES_PROPOSE,
        Power.BULK_LARGE,
        Power.EXPORT_LARGE,
    },
    Role.BACKOFFICE: _FINDER
    | _HARDWARE
    | _STOCK
    | {Power.WIRELESS_REQUEST, Power.ALL_WIRELESS, Power.FULFIL},
    Role.APPROVER: _FINDER | {Power.WIRELESS_REQUEST, Power.APPROVE},
    Role.ADMIN: _FINDER
    | {
        Power.RULES_ENABLE,
        Power.EVENT_ADMIN,
        Power.BULK_LARGE,
        Power.EXPORT_LARGE,
        Power.USER_ADMIN,
        Power.CATALOGUE_ADMIN,
        Power.EDIT_CUSTOMER,
        Power.IMPORT_CUSTOMERS,
        Power.ALL_WIRELESS,
        Power.OVERWRITE_POLICY,
        Power.EDIT_POLICY,
    },
    Role.AUDITOR: _FINDER | {Power.READ_AUDIT},
    Role.VIEWER: _FINDER
    | {Power.REVEAL_PII, Power.CREATE_ORDER, Power.RESUBMIT, Power.NOTE, Power.WIRELESS_REQUEST},
    Role.SYSTEM: frozenset(),
}
"""The table of D-19, as far as today's operations need it. A VIEWER's scope is the own account only.

EDIT_CUSTOMER (contacts, addresses, the account summary), IMPORT_CUSTOMERS, EDIT_FIXED_DISCOUNT (R-CON-06) and
HANDLE_PAYMENTS are given by us: D-19 names nobody. ALL_WIRELESS sees the requests of all (R-WL-33, MACD
role), OVERWRITE_POLICY orders against the mobile policy (R-WL-32).
"""


def effective_powers(
    roles: frozenset[Role], granted: frozenset[Power], denied: frozenset[Power]
) -> frozenset[Power]:
    """Return what the roles give, plus the user's own grants, less the user's own denials (R-GEN-03)."""
    of_roles: frozenset[Power] = frozenset().union(*(ROLE_POWERS[role] for role in roles))
    return (of_roles | granted) - denied
