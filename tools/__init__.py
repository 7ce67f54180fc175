"""What dev.py does, in parts; standard library only, so that it runs before anything is installed."""
