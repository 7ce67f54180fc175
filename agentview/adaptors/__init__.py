"""Outside systems: a port for each, what implements it, and its simulator."""
