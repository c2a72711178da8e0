"""Finds the folder of shipped files: icons, fonts, explanations, schemas, help."""

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Return the folder `resources`, from a wheel or bundle, else from the checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_resources"
    return shipped if shipped.is_dir() else package.parent / "resources"


def shipped_text(file: Path) -> str:
    """Return the text of a file of ours; what others wrote is read by `disk.reading`."""
    return file.read_text("utf-8")


def shipped_bytes(file: Path) -> bytes:
    """Return the bytes of a file of ours that is no text."""
    return file.read_bytes()
