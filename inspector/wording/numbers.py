"""Writes counts, shares and lists for people."""

from collections.abc import Iterable


def number(count: float) -> str:
    """Return a count with thousands apart."""
    return f"{round(count):,}"


def percent(share: float) -> str:
    """Return a share in percent, small ones with a decimal; it is never broken in two lines."""
    value = share * 100
    if value >= 10 or value == 0:  # noqa: PLR2004 - two digits say enough
        return f"{value:.0f}\u00a0%"
    return f"{value:.1f}\u00a0%" if value >= 0.1 else "<\u00a00.1\u00a0%"  # noqa: PLR2004 - as above


def listed(items: Iterable[str]) -> str:
    """Return names in a row: "read, write"."""
    return ", ".join(items)
