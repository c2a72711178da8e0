"""Credentials against requests: what it asks, each cell, and the sum."""
