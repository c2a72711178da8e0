"""Reads secrets from variables of the operating system, each time they are needed."""

import os


def read(name: str) -> str | None:
    """Return the variable's value, or None where it is not set."""
    try:
        return os.environ.get(name)
    except ValueError:  # a name with a null character
        return None
