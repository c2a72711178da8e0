"""Fills the shipped templates (`resources/export`): one record in, a page or Markdown out."""

from functools import cache
from typing import TYPE_CHECKING, Any

from inspector.wording import markdown, tr, tr_n
from inspector.wording.resources import resources, shipped_text

if TYPE_CHECKING:
    from jinja2 import Environment


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
    for each in (markdown.plain, markdown.fenced, markdown.code, markdown.cell):
        made.filters[each.__name__] = each
    made.globals.update(tr=tr, tr_n=tr_n)
    return made
