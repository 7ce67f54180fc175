"""Search: one box that finds customers, numbers and orders (D-35)."""
