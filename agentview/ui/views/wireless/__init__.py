"""Wireless: requests for mobile devices and services, and the lines and devices that a company has."""
