"""Tests of fulfilment of wireless orders."""
