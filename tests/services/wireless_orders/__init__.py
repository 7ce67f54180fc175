"""Wireless orders: catalogue, drafts, submitting, ending, lists (SM-6, R-WL)."""
