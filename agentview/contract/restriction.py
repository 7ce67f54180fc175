"""The words of restricting for money: states, commands and reasons that the areas of it share (SM-5)."""

from enum import StrEnum


class RuleSetStatus(StrEnum):
    """How far a rule set is: proposed by one person, it rules once a second one has enabled it."""

    PROPOSED = "PROPOSED"
    ENABLED = "ENABLED"
    WITHDRAWN = "WITHDRAWN"


class CaseState(StrEnum):
    """The states of a restriction case (SM-5)."""

    FLAGGED = "FLAGGED"
    RESTRICTING = "RESTRICTING"
    RESTRICTED = "RESTRICTED"
    RESTORING = "RESTORING"
    RESTORED = "RESTORED"
    CLOSED = "CLOSED"


class CaseOrigin(StrEnum):
    """Who restricted or restored: the rules, or a person."""

    AUTO = "AUTO"
    MANUAL = "MANUAL"


class RestrictionAction(StrEnum):
    """What the network is asked for."""

    RESTRICT = "RESTRICT"
    RESTORE = "RESTORE"


class RestrictionOutcome(StrEnum):
    """How far the network is with it. WITHDRAWN: it was no longer wanted before it was done."""

    PENDING = "PENDING"
    SENT = "SENT"
    DONE = "DONE"
    FAILED = "FAILED"
    WITHDRAWN = "WITHDRAWN"


class Obstacle(StrEnum):
    """What keeps the rules from restricting an account, in the order in which it is said."""

    NO_RULES = "NO_RULES"
    """No rule set is in force (R-SUS-10)."""
    ACCOUNT_STATUS = "ACCOUNT_STATUS"
    """The account is not Active (R-SUS-02, 29)."""
    NO_ACTIVE_SERVICE = "NO_ACTIVE_SERVICE"
    """It has no active service (R-SUS-02)."""
    OWES_LITTLE = "OWES_LITTLE"
    """It owes less than the least amount (R-SUS-01)."""
    NOT_OLD = "NOT_OLD"
    """Nothing is overdue for more than the least days (R-SUS-01)."""
    OPEN_CASE = "OPEN_CASE"
    """It has an open case (R-SUS-12)."""
    OMITTED = "OMITTED"
    """Omit From Auto-Restrict (R-SUS-03)."""
    EXCLUDED_GROUP = "EXCLUDED_GROUP"
    """It is in a group that the rule set leaves out (R-SUS-04)."""
    EXEMPT = "EXEMPT"
    """Somebody has exempted it until a day (E.3)."""
    PAYMENT_PLAN = "PAYMENT_PLAN"
    """A payment plan covers enough of it (R-SUS-05)."""
    CREDIT = "CREDIT"
    """Pending credits cover enough of it (R-SUS-06)."""
    DISPUTE = "DISPUTE"
    """Enough of it is in dispute (R-SUS-07)."""
    COMPLAINT = "COMPLAINT"
    """A TIO (ombudsman) case is open (R-SUS-08)."""
    RESTORED_LATELY = "RESTORED_LATELY"
    """It was restored by hand, and may not be restricted again before a day (R-SUS-09)."""
    PROMISE = "PROMISE"
    """The customer has promised to pay by a day that has not passed (E.3)."""
    PAYMENT_UNDER_WAY = "PAYMENT_UNDER_WAY"
    """Payments on their way cover enough of it (E.3)."""
    NO_NOTICE = "NO_NOTICE"
    """The rules want a notice, and none was sent about an open invoice since it was due (E.3)."""
