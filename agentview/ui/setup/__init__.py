"""Setting up a computer: the way to the server, the first run, and a short tour."""
