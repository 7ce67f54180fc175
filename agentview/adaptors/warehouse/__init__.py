"""What warehouses send and take: a codec a format, between their files and the interface files M3 and M4."""
