"""The customer screen's services."""
