"""What the states, directions and parts of a migration are called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_terms import ContractTerms, EndMethod, LengthUnit
from agentview.contract.migration_quote import ContractAction, Direction
from agentview.contract.migrations import MigrationStatus
from agentview.core.money import Money
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.texts.direction import direction_word

_DOT = " \u00b7 "


def status_chip(status: MigrationStatus) -> ChipValue:
    """The chip of a migration's state."""
    translate = QCoreApplication.translate
    return {
        MigrationStatus.INCOMPLETE: ChipValue(
            Tone.NEUTRAL,
            "+",
            translate("Migrations", "Incomplete"),
            translate("Migrations", "Incomplete: in progress, nothing is changed yet"),
        ),
        MigrationStatus.AWAITING_PROVISIONING: ChipValue(
            Tone.PROGRESS,
            "\u25d0",
            translate("Migrations", "Awaiting Provisioning"),
            translate("Migrations", "Awaiting Provisioning: submitted, and not finalised yet"),
        ),
        MigrationStatus.HALTED: ChipValue(
            Tone.BAD,
            "!",
            translate("Migrations", "Halted"),
            translate("Migrations", "Halted: its task waits for a correction"),
        ),
        MigrationStatus.COMPLETED: ChipValue(
            Tone.SUCCESS,
            "\u2713",
            translate("Migrations", "Completed"),
            translate("Migrations", "Completed: the new package is in the place of the old one"),
        ),
        MigrationStatus.WITHDRAWN: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            translate("Migrations", "Withdrawn"),
            translate("Migrations", "Withdrawn: given up, the package stayed as it was"),
        ),
    }[status]


def direction_chip(direction: Direction) -> ChipValue:
    """The chip of a direction (R-MIG-13)."""
    glyphs = {Direction.UPGRADE: "\u2191", Direction.CROSSGRADE: "\u2192", Direction.DOWNGRADE: "\u2193"}
    return ChipValue(Tone.NEUTRAL, glyphs[direction], direction_word(direction))


def contract_action_text(action: ContractAction) -> str:
    """What a migration does to the contract in force."""
    translate = QCoreApplication.translate
    return {
        ContractAction.NONE: translate("Migrations", "The package is not under contract."),
        ContractAction.SAME_POOL: translate(
            "Migrations", "The contract ends with the migration, without a break-out fee."
        ),
        ContractAction.BREAK_OUT: translate(
            "Migrations", "The contract is broken out of with the migration, for its fee."
        ),
        ContractAction.EARLY_UPGRADE: translate(
            "Migrations",
            "The contract ends early; the early-upgrade fee takes the place of the break-out fee.",
        ),
    }[action]


def end_method_text(method: EndMethod) -> str:
    """What happens at the end of a contract."""
    translate = QCoreApplication.translate
    return {
        EndMethod.NO_CONTRACT: translate("Migrations", "goes on without a contract"),
        EndMethod.CANCEL_SERVICE: translate("Migrations", "the package is cancelled"),
        EndMethod.RENEW_CONTRACT: translate("Migrations", "the contract is renewed"),
    }[method]


def length_text(terms: ContractTerms) -> str:
    """How long a contract runs."""
    translate = QCoreApplication.translate
    one, many = {
        LengthUnit.DAY: (translate("Migrations", "1 day"), translate("Migrations", "{count} days")),
        LengthUnit.MONTH: (translate("Migrations", "1 month"), translate("Migrations", "{count} months")),
        LengthUnit.YEAR: (translate("Migrations", "1 year"), translate("Migrations", "{count} years")),
    }[terms.length_unit]
    return (one if terms.length == 1 else many).replace("{count}", str(terms.length))


def amount(cents: int, currency: str) -> str:
    """An amount with its currency."""
    return money_text(Money(cents, currency))


def monthly(cents: int, currency: str) -> str:
    """What is paid each month."""
    text = QCoreApplication.translate("Migrations", "{amount} a month")
    return text.replace("{amount}", amount(cents, currency))


def joined(parts: Sequence[str]) -> str:
    """Parts of a line with dots between."""
    return _DOT.join(part for part in parts if part)


def listed(parts: Sequence[str]) -> str:
    """Things one after the other, as a sentence names them."""
    if len(parts) < 2:  # noqa: PLR2004 - there is nothing to join
        return "".join(parts)
    both = QCoreApplication.translate("Migrations", "{others} and {last}")
    return both.replace("{others}", ", ".join(parts[:-1])).replace("{last}", parts[-1])
