"""Text from outside in Markdown (CommonMark 0.31): it is shown as it is, never becomes markup."""

import re

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
