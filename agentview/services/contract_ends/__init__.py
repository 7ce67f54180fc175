"""Carries out what a contract type says of its end, once that day is over (R-CON-03)."""
