"""The window. Panels show values of `state` and ask its owners to replace them."""

import sys
from typing import Any

import shiboken6  # noqa: F401 - brings what is looked for below

# Qt's bindings read the source of every module that is imported after them, for the word PySide6:
# one that has it may choose other names for Qt's methods. Nobody here does. The reading took a
# sixth of the time until the window stands, and all sources stayed in memory.
_choosing: Any = sys.modules.get("shibokensupport.feature")
if hasattr(_choosing, "_mod_uses_pyside"):
    _choosing._mod_uses_pyside = lambda _module: False  # noqa: SLF001 - there is no other way
