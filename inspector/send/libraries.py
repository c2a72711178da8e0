"""Chooses the HTTP library: httpx with httpcore, or their successors with the same interface.

`REQUEST_INSPECTOR_HTTP=httpx2` is for the tests, which prove that both do. What they bring along
for HTTP/2, SOCKS and Mozilla's certificates is loaded when it is needed: a plain request never is.
"""

import logging
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any

_PROTOCOLS = (
    "socksio",
    "h2.connection",
    "h2.events",
    "h2.settings",
    "hpack",
    "hyperframe.frame",
)
_LATER = ("certifi", *_PROTOCOLS)
_LOADING = RLock()


class _Later(ModuleType):
    """Stands for a module until something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        with _LOADING:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            loaded = import_module(self.__name__)
        self.__dict__.update(vars(loaded))
        return getattr(loaded, name)


def _later(name: str) -> None:
    """Let others import a module without loading it."""
    if name in sys.modules:
        return
    parent, _, child = name.rpartition(".")
    sys.modules[name] = module = _Later(name)
    if parent:
        setattr(import_module(parent), child, module)


def load_protocols() -> None:
    """Load what HTTP/2 and SOCKS need; slow, so not while times are taken."""
    for name in _PROTOCOLS:
        _ = import_module(name).__file__  # asking loads it


for _name in _LATER:
    _later(_name)

if TYPE_CHECKING:
    import hpack
    import httpcore
    import httpx
    from hyperframe import exceptions as frame_errors
    from hyperframe import frame as frames
else:
    SUFFIX = "2" if os.environ.get("REQUEST_INSPECTOR_HTTP") == "httpx2" else ""
    # httpx's own command line would bring click, rich and Pygments, if they are installed
    sys.modules.setdefault(f"httpx{SUFFIX}._main", None)
    # httpcore asks for it seven times a request; each time Python would look on the disk
    if "sniffio" not in sys.modules and find_spec("sniffio") is None:
        sys.modules["sniffio"] = None
    httpcore = import_module(f"httpcore{SUFFIX}")
    httpx = import_module(f"httpx{SUFFIX}")
    hpack, frames = import_module("hpack"), import_module("hyperframe.frame")
    frame_errors = import_module("hyperframe.exceptions")

# at level DEBUG they write headers, credentials included, into whatever log there is
for _name in ("httpcore", "httpcore2", "httpx", "httpx2", "hpack", "h2"):
    logging.getLogger(_name).setLevel(logging.WARNING)

__all__ = ["frame_errors", "frames", "hpack", "httpcore", "httpx", "load_protocols"]
