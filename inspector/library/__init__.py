"""Keeps collections as folders of TOML files: reads strictly, writes without touching the rest."""
