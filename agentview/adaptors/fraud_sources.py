"""Finds the checker of deliveries that a provider has set."""

from agentview.adaptors.fraud_port import FraudChecker
from agentview.adaptors.fraud_rules import FraudRules
from agentview.adaptors.fraud_simulator import FraudSimulator
from agentview.contract.hardware import FraudSource


def checker_of(source: FraudSource) -> FraudChecker:
    """Return who checks the deliveries of a provider with this setting."""
    match source:
        case FraudSource.RULES:
            return FraudRules()
        case FraudSource.SIMULATOR:
            return FraudSimulator()
