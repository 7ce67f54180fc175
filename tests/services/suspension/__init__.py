"""Tests of agents and their delegations."""
