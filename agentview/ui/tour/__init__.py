"""A walk through a working day in the real windows, which draws a picture of each scene."""
