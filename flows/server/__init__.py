"""Prefect as this program runs it: embedded, offline, quiet."""
