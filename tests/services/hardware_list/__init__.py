"""The list of hardware orders (S-17)."""
