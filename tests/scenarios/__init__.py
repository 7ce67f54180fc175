"""Calls that a customer service agent takes from start to end, by keyboard alone."""
