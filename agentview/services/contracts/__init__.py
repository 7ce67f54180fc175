"""Contracts of packages: their beginnings, fees and ends (R-CON), for whoever changes a package."""
