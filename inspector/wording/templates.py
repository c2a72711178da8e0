"""Fills the shipped templates (`resources/export`): one record in, a page or Markdown out."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from inspector.wording import tr, tr_n
from inspector.wording.resources import resources, shipped_text

if TYPE_CHECKING:
    from jinja2 import Environment


# ---------------- Text from outside in Markdown (CommonMark 0.31)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~])")
_STARTS = re.compile(r"^(\s*\d*)([#>+\-=](?<!\d.)|[.)](?<=\d.))")


def plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _STARTS.sub(r"\1\\\2", escaped)


def fenced(text: str, language: str) -> str:
    """Put lines between fences longer than any run of backticks in them."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def code(text: str) -> str:
    """Return text as code within a line."""
    ticks = "`" * (_longest_run(text) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def cell(text: str) -> str:
    """Return text for a cell of a table, what is markup in it left as it is."""
    return text.replace("|", "\\|").replace("\n", " ")


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def filled(name: str, **values: Any) -> str:
    """Return the template with these values; in one that ends in .html every text is escaped.

    Raises jinja2.UndefinedError for a value that the template asks for and nobody gave.
    """
    text: str = _templates().get_template(name).render(**values)
    return text


def style(name: str) -> str:
    """Return the CSS that belongs to a template."""
    return shipped_text(resources() / "export" / name)


@cache
def _templates() -> "Environment":
    from jinja2 import (  # noqa: PLC0415 - slow
        Environment,
        FileSystemLoader,
        StrictUndefined,
        select_autoescape,
    )

    made = Environment(
        loader=FileSystemLoader(resources() / "export", encoding="utf-8"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for each in (plain, fenced, code, cell):
        made.filters[each.__name__] = each
    made.globals.update(tr=tr, tr_n=tr_n)
    return made
