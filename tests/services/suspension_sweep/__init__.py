"""The automation of suspension."""
