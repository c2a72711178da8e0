"""Chooses the HTTP library: httpx with httpcore, or their successors with the same interface.

`REQUEST_INSPECTOR_HTTP=httpx2` is for the tests, which prove that both do.
"""

import logging
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpcore
    import httpx
else:
    SUFFIX = "2" if os.environ.get("REQUEST_INSPECTOR_HTTP") == "httpx2" else ""
    # httpx's own command line would bring click, rich and Pygments, if they are installed
    sys.modules.setdefault(f"httpx{SUFFIX}._main", None)
    httpcore = import_module(f"httpcore{SUFFIX}")
    httpx = import_module(f"httpx{SUFFIX}")

# at level DEBUG they write headers, credentials included, into whatever log there is
for _name in ("httpcore", "httpcore2", "httpx", "httpx2", "hpack", "h2"):
    logging.getLogger(_name).setLevel(logging.WARNING)

__all__ = ["httpcore", "httpx"]
