"""Approval of wireless orders."""
