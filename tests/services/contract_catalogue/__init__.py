"""Tests of contract types, pools and the import of pool plans."""
