"""Says on standard error what takes long, where somebody sits before it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from inspector.cli.messages import complain

_LONG = 3.0  # seconds, after which people wonder


@contextmanager
def told_when_long(text: str) -> Iterator[None]:
    """Say the text once, if the work within takes longer; in a script nothing is said."""
    if not sys.stderr.isatty():
        yield
        return
    timer = Timer(_LONG, complain, (text,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
