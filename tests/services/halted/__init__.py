"""Tests of halted requests on the retailer's side."""
