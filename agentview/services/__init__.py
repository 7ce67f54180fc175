"""The services: one package an area, each implementing the operations of its contract."""
