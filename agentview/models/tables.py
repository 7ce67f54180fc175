"""Knows every table: whoever needs the whole metadata imports it from here."""

from agentview.models import catalogue, customer, desk, order, party, provisioning, subscription, trail
from agentview.models.base import Base

AGGREGATES = (party, customer, catalogue, subscription, order, provisioning, trail, desk)

__all__ = ["AGGREGATES", "Base"]
