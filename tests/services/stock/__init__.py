"""The stock of warehouses."""
