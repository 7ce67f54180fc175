"""Attachments: files on a customer's account."""

from agentview.services.attachments.operations import HANDLERS

__all__ = ["HANDLERS"]
