"""Hardware orders (SM-3, R-HW)."""
