"""Says why a window can't be opened here, before Qt is loaded and fails in its own words."""

import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from inspector.wording import tr
from inspector.wording.resources import shipped_text

_FIRST_BAD_QT = (6, 12)
_FIRST_GOOD_PYTHON = (3, 12)
_VERSION = re.compile(r'^__version__ = "([\d.]+)', re.MULTILINE)


def obstacle() -> str:
    """Return why no window can be opened, or "" when one can."""
    return _no_display() or qt_obstacle()


def _no_display() -> str:
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if shown or not sys.platform.startswith("linux"):
        return ""
    return tr(
        "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can be "
        "opened. Use the command line (request-inspector --help), or run request-inspector demo, "
        "which saves a picture of the window."
    )


def qt_obstacle() -> str:
    """Return why Qt must not be loaded by this Python, or "".

    PySide6 6.12 drops references to None that it does not own; before Python 3.12, where None
    became immortal, the process is aborted after some thousand calls.
    """
    if sys.version_info >= _FIRST_GOOD_PYTHON:
        return ""
    installed = _qt_version()
    numbers = tuple(int(part) for part in installed.split(".")[:2] if part.isdigit())
    if numbers < _FIRST_BAD_QT:
        return ""
    return tr(
        "PySide6 {qt} crashes on Python {python}. Install PySide6-Essentials below 6.12, or use "
        "Python 3.12 or newer.",
        qt=installed,
        python=".".join(str(part) for part in sys.version_info[:3]),
    )


def _qt_version() -> str:
    """Return the installed PySide6's version, read from its file: importing it could crash."""
    found = find_spec("PySide6")
    try:
        text = shipped_text(Path(found.origin or "")) if found else ""
    except (OSError, ValueError):
        return ""
    version = _VERSION.search(text)
    return version[1] if version else ""
