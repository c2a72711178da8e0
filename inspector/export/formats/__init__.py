"""The formats an answer can be written in: one module each, found by `registry`."""
