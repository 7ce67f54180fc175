"""Faults on purpose: what breaks, and what then holds all the same."""
