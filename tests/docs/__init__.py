"""Documents that must not rot."""
