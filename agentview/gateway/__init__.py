"""How a caller reaches the services: in this process or over HTTP, through one interface."""
