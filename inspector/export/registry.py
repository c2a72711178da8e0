"""Finds the export formats: every module in the folder `formats`."""

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from inspector.export import formats
from inspector.export.options import Options
from inspector.export.redact import Redacted


class Format(Protocol):
    """A module that writes a redacted answer.

    NAME: as asked for ("html"). SUFFIX: of its files. ORDER: where it stands in lists.
    WHOLE: whether it writes bodies to their end; else they are cut before they are redacted.
    ALL: whether it writes every exchange of a long trace; else only the relevant ones.
    """

    NAME: str
    SUFFIX: str
    ORDER: int
    WHOLE: bool
    ALL: bool

    def title(self) -> str:
        """Return what the format is called."""

    def fits(self, redacted: Redacted) -> bool:
        """Whether this answer can be written so."""

    def write(self, redacted: Redacted, options: Options) -> str:
        """Return the whole file's text."""


@cache
def all_formats() -> tuple[Format, ...]:
    """Return every format, in the order of lists."""
    names = [found.name for found in pkgutil.iter_modules(formats.__path__)]
    modules = [importlib.import_module(f"{formats.__name__}.{name}") for name in names]
    return tuple(
        sorted((cast("Format", module) for module in modules), key=lambda found: found.ORDER)
    )


def format_named(name: str) -> Format:
    """Return the format of that name. Raises KeyError for an unknown one."""
    return {found.NAME: found for found in all_formats()}[name]
