"""Sales Order Dispatch: takes in what warehouses have shipped, each record exactly once."""
