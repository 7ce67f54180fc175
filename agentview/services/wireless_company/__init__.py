"""The people and units of companies."""
