"""Lines, devices and stipends of companies."""
