"""Tests of restriction cases, from flag to restoration."""
