"""Proxies: which one, its login, and the ways through it."""
