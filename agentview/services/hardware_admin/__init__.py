"""Administers what hardware is sold (CATALOGUE_ADMIN)."""

from agentview.services.hardware_admin.operations import HANDLERS

__all__ = ["HANDLERS"]
