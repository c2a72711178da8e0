"""Writes what was sent to a file that `diagnose` and the window read again, secrets masked."""

from pathlib import Path

import msgspec

from inspector.disk.atomic import write_file
from inspector.intake.readers.saved_attempt import FORMAT, Envelope
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem


def save_attempt(masked: Attempt, path: Path) -> Problem | None:
    """Write an attempt whose secrets are masked already; return what went wrong, if anything."""
    envelope = Envelope(format=FORMAT, attempt=masked)
    data = msgspec.json.format(msgspec.json.encode(envelope), indent=1)
    return write_file(path, data + b"\n")
