"""Repair of zoning layers, with a ledger that gives the original back."""
