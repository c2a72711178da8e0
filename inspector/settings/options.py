"""Declares every option once: key, type, default, help and choices."""

from functools import cache
from typing import Literal

import msgspec

from inspector.wording import tr

OptionKind = Literal["flag", "whole", "number", "text", "choice", "file"]
Value = bool | int | float | str


class Choice(msgspec.Struct, frozen=True):
    """One value of an option of kind "choice", and what it is called."""

    value: str
    title: str


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """An option. key: `group.name`, also its place in the file. low, high: limits of a number.

    help: one sentence. unit: of a number, as shown ("s", "%", "px").
    """

    key: str
    kind: OptionKind
    default: Value
    title: str
    help: str
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""


@cache
def options() -> tuple[Option, ...]:
    """Return all options in the order they are shown."""
    return (*_appearance(), *_behaviour(), *_network(), *_trust(), *_secrets())


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
    return ""


def _reject_number(option: Option, value: object) -> str:
    allowed = int if option.kind == "whole" else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed):
        return tr("It must be a number.")
    low = option.low if option.low is not None else float("-inf")
    high = option.high if option.high is not None else float("inf")
    if not low <= value <= high:
        return tr("It must be between {low} and {high}.", low=option.low, high=option.high)
    return ""


def _appearance() -> tuple[Option, ...]:
    return (
        Option(
            key="appearance.theme",
            kind="choice",
            default="system",
            title=tr("Theme"),
            help=tr("Light or dark, or as your system is set."),
            choices=(
                Choice("system", tr("As the system")),
                Choice("light", tr("Light")),
                Choice("dark", tr("Dark")),
            ),
        ),
        Option(
            key="appearance.scale",
            kind="whole",
            default=100,
            low=75,
            high=300,
            unit="%",
            title=tr("Size of the interface"),
            help=tr("Text and everything around it grow together."),
        ),
        Option(
            key="appearance.code_font_size",
            kind="whole",
            default=13,
            low=11,
            high=18,
            unit="px",
            title=tr("Size of code"),
            help=tr("Header lines, bodies and tokens are shown in this size."),
        ),
        Option(
            key="appearance.density",
            kind="choice",
            default="comfortable",
            title=tr("Density"),
            help=tr("Compact rows show more at once."),
            choices=(
                Choice("comfortable", tr("Comfortable")),
                Choice("compact", tr("Compact")),
            ),
        ),
        Option(
            key="appearance.layout",
            kind="choice",
            default="right",
            title=tr("Response"),
            help=tr("Where the response stands beside the request."),
            choices=(Choice("right", tr("On the right")), Choice("below", tr("Below"))),
        ),
        Option(
            key="appearance.reduced_motion",
            kind="flag",
            default=False,
            title=tr("No motion"),
            help=tr("Nothing flashes or slides."),
        ),
    )


def _behaviour() -> tuple[Option, ...]:
    return (
        Option(
            key="behaviour.notes",
            kind="flag",
            default=True,
            title=tr("Notes beside header lines"),
            help=tr("Each line about authentication is explained at its end."),
        ),
        Option(
            key="behaviour.keep_drafts",
            kind="flag",
            default=True,
            title=tr("Keep open tabs"),
            help=tr("Tabs and unsaved requests come back after a restart, without secrets."),
        ),
        Option(
            key="behaviour.presentation",
            kind="flag",
            default=False,
            title=tr("Presentation mode"),
            help=tr("Secrets can't be revealed and claim values are masked too."),
        ),
    )


def _network() -> tuple[Option, ...]:
    return (
        Option(
            key="network.proxy",
            kind="text",
            default="system",
            title=tr("Proxy"),
            help=tr("“system”, “none”, or an address such as http://proxy.example:3128."),
        ),
        Option(
            key="network.timeout",
            kind="number",
            default=30.0,
            low=0,
            high=3600,
            unit="s",
            title=tr("Time limit"),
            help=tr("How long one exchange may take; 0 means without limit."),
        ),
        Option(
            key="network.follow_redirects",
            kind="flag",
            default=True,
            title=tr("Follow redirects"),
            help=tr("Each hop is shown with what it dropped and why."),
        ),
        Option(
            key="network.max_redirects",
            kind="whole",
            default=20,
            low=0,
            high=100,
            title=tr("Most redirects"),
            help=tr("After so many hops the request stops."),
        ),
        Option(
            key="network.http_version",
            kind="choice",
            default="auto",
            title=tr("HTTP version"),
            help=tr("The newest that the server speaks, or one that you choose."),
            choices=(
                Choice("auto", tr("Newest")),
                Choice("1.1", "HTTP/1.1"),
                Choice("2", "HTTP/2"),
            ),
        ),
    )


def _trust() -> tuple[Option, ...]:
    return (
        Option(
            key="trust.verify_tls",
            kind="flag",
            default=True,
            title=tr("Check certificates"),
            help=tr("Without the check anyone on the way can read what you send."),
        ),
        Option(
            key="trust.ca_file",
            kind="file",
            default="",
            title=tr("Extra certificate authority"),
            help=tr("A PEM file that is trusted beside your system's authorities."),
        ),
        Option(
            key="trust.tls_min",
            kind="choice",
            default="",
            title=tr("Lowest TLS version"),
            help=tr("Servers that speak only older versions are refused."),
            choices=(
                Choice("", tr("As the system")),
                Choice("1.0", "TLS 1.0"),
                Choice("1.1", "TLS 1.1"),
                Choice("1.2", "TLS 1.2"),
                Choice("1.3", "TLS 1.3"),
            ),
        ),
    )


def _secrets() -> tuple[Option, ...]:
    return (
        Option(
            key="secrets.place",
            kind="choice",
            default="auto",
            title=tr("Keep secrets"),
            help=tr("In your system's keyring, or only until the program ends."),
            choices=(
                Choice("auto", tr("In the keyring where there is one")),
                Choice("memory", tr("For this run only")),
            ),
        ),
    )
