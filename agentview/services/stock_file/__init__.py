"""Stock files: takes in what warehouses say that they have, each file once."""
