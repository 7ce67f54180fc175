"""Restriction cases, promises to pay and the dashboard of credit control (S-23)."""
