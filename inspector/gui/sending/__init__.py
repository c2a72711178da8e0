"""Sending the request of a tab, repairing it, and trying variants of it."""
