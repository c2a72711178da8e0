"""All options by their keys, and which values fit them."""

import re
from functools import cache

from inspector.settings import declared
from inspector.settings.declared import Choice, Option, OptionKind, Value
from inspector.wording import tr

__all__ = [
    "Choice",
    "Option",
    "OptionKind",
    "Value",
    "by_key",
    "groups",
    "names_in",
    "options",
    "reject",
]

_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")  # a token (RFC 9110 §5.6.2)


@cache
def options() -> tuple[Option, ...]:
    """Return all options in the order they are shown."""
    return (
        *declared.appearance(),
        *declared.behaviour(),
        *declared.network(),
        *declared.trust(),
        *declared.secrets(),
        *declared.history(),
    )


@cache
def by_key() -> dict[str, Option]:
    """Return all options by their keys."""
    return {option.key: option for option in options()}


@cache
def groups() -> dict[str, str]:
    """Return the groups' titles by the first part of their keys, in order."""
    return {
        "appearance": tr("Appearance"),
        "behaviour": tr("Behaviour"),
        "network": tr("Network"),
        "trust": tr("Certificates"),
        "secrets": tr("Secrets"),
        "history": tr("History"),
    }


def reject(option: Option, value: object) -> str:
    """Return why this value does not fit the option, as a sentence; empty where it does."""
    if option.kind == "flag":
        return "" if isinstance(value, bool) else tr("It must be true or false.")
    if option.kind in {"whole", "number"}:
        return _reject_number(option, value)
    if not isinstance(value, str):
        return tr("It must be text in quotes.")
    known = [choice.value for choice in option.choices]
    if option.kind == "choice" and value not in known:
        return tr("It must be one of: {choices}.", choices=", ".join(known))
    return _reject_text(option, value)


def _reject_text(option: Option, value: str) -> str:
    if option.key.endswith("_headers") and not all(map(_NAME.fullmatch, names_in(value))):
        return tr("Write names of headers, with commas between them.")
    if option.key == "network.proxy" and "@" in value:
        return tr(
            "This keeps no login. Add the proxy below, for the host *, with user and password."
        )
    return ""


def names_in(text: str) -> list[str]:
    """Return the names of a list with commas."""
    return [name for part in text.split(",") if (name := part.strip())]


def _reject_number(option: Option, value: object) -> str:
    allowed = int if option.kind == "whole" else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed):
        return tr("It must be a number.")
    low = option.low if option.low is not None else float("-inf")
    high = option.high if option.high is not None else float("inf")
    if not low <= value <= high:
        return tr("It must be between {low} and {high}.", low=option.low, high=option.high)
    return ""
