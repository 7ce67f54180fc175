"""Sales Order Request: sends generated lines to the warehouses that ship them, each exactly once."""
