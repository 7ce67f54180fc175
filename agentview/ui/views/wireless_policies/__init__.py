"""Approval policies and delegation (S-33): two pages of the area of wireless orders."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area, Beginning
from agentview.ui.late import Late
from agentview.ui.navigation import (
    APPROVAL_DELEGATION,
    APPROVAL_POLICY,
    NEW_APPROVAL_POLICY,
    NEW_DELEGATION,
    Target,
)

_PAGE = Late(f"{__name__}.page_view", "PageView")
_POLICIES = Late(f"{__name__}.policies_pane", "PoliciesPane")
_DELEGATIONS = Late(f"{__name__}.delegations_pane", "DelegationsPane")


def _policies() -> str:
    return _word("Approval policies")


def _delegation() -> str:
    return _word("Delegation")


def _new_policy() -> str:
    return _word("New approval policy")


def _delegate() -> str:
    return _word("Delegate approval")


def _edits(person: Person) -> bool:
    return Power.EDIT_POLICY in person.powers


def _delegates(person: Person) -> bool:
    return bool({Power.APPROVE, Power.EDIT_POLICY} & set(person.powers))


def _policy_summary() -> str:
    return "\n\n".join(
        (
            _word(
                "Approval policies say who approves which wireless orders. They are asked in the order of "
                "their priority, and the first that is on and matches an order decides about it; where none "
                "matches, nobody has to approve. Alt+Up and Alt+Down change the order."
            ),
            _word(
                "N adds a policy, E edits it: all of its conditions must hold. It has up to five levels, "
                "each with its own approvers; of several on a level the first decision counts. Where nobody "
                "can decide, who steps in does, else administrators are told."
            ),
            _word(
                "T tests the policies against an order: which one decides, why the others do not, and who "
                "would be asked. In the editor Ctrl+T tests what is typed before it is saved. A enables, X "
                "disables; orders that wait already keep their approvers."
            ),
        )
    )


def _delegation_summary() -> str:
    return _word(
        "Delegation lets somebody approve for you on the days that you name (N), about all orders or those "
        "of one policy. Both of you can decide meanwhile, and each decision names both. X ends it early. "
        "Administrators delegate for others as well."
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessPolicies", text)


POLICIES = Area(
    "policies",
    _policies,
    "lock",
    lambda desk: _PAGE(_POLICIES(desk), _policies()),
    _edits,
    _policy_summary,
    frozenset({APPROVAL_POLICY, NEW_APPROVAL_POLICY}),
    beginnings=(Beginning(_new_policy, Target(NEW_APPROVAL_POLICY, 0), _edits),),
)
"""The page of the policies."""
DELEGATION = Area(
    "delegation",
    _delegation,
    "users",
    lambda desk: _PAGE(_DELEGATIONS(desk), _delegation()),
    _delegates,
    _delegation_summary,
    frozenset({APPROVAL_DELEGATION, NEW_DELEGATION}),
    beginnings=(Beginning(_delegate, Target(NEW_DELEGATION, 0), _delegates),),
)
"""The page of the delegations."""
PAGES: tuple[Area, ...] = (POLICIES, DELEGATION)
"""What the area of wireless orders shows beside its own pages."""
