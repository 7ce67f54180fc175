"""How wireless orders are carried out (S-31)."""
