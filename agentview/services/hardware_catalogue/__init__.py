"""What hardware is sold, from which warehouses and how it is delivered; and who changes that."""

from agentview.services.hardware_catalogue.operations import HANDLERS

__all__ = ["HANDLERS"]
