"""The formats of log lines, one module each; `registry.py` finds them by their files."""
