"""Declares every option once: key, type, default, help and choices."""

from typing import Literal

import msgspec

from inspector.wording import tr

# ---------------- Says what an option is
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


def appearance() -> tuple[Option, ...]:
    """Return the options about how the window looks."""
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
        *_layout(),
    )


def _layout() -> tuple[Option, ...]:
    return (
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


def behaviour() -> tuple[Option, ...]:
    """Return the options about what it does by itself."""
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


def network() -> tuple[Option, ...]:
    """Return the options about how requests are sent."""
    return (
        Option(
            key="network.proxy",
            kind="text",
            default="system",
            title=tr("Proxy"),
            help=tr(
                "“system”, “none”, or an address such as http://proxy.example:3128: for every host"
                " but this machine itself."
            ),
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
        *_redirects(),
        *_versions(),
    )


def _redirects() -> tuple[Option, ...]:
    return (
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
    )


def _versions() -> tuple[Option, ...]:
    return (
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


def trust() -> tuple[Option, ...]:
    """Return the options about which servers are trusted."""
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


def secrets() -> tuple[Option, ...]:
    """Return the options about where secrets are kept."""
    return (
        Option(
            key="secrets.place",
            kind="choice",
            default="auto",
            title=tr("Keep secrets"),
            help=tr(
                "In your system's keyring, in a vault file under a passphrase, or only until the"
                " program ends."
            ),
            choices=(
                Choice("auto", tr("In the keyring where there is one")),
                Choice("file", tr("In an encrypted vault file")),
                Choice("memory", tr("For this run only")),
            ),
        ),
        Option(
            key="secrets.lock_after",
            kind="whole",
            default=15,
            low=0,
            high=1440,
            unit=tr("min"),
            title=tr("Lock the vault file after"),
            help=tr("So long after a secret was last used; 0 means it stays open."),
        ),
        *_judged(),
    )


def _judged() -> tuple[Option, ...]:
    return (
        Option(
            key="secrets.secret_headers",
            kind="text",
            default="",
            title=tr("Headers that are secret"),
            help=tr("Names with commas between them; whatever these headers hold is masked."),
        ),
        Option(
            key="secrets.open_headers",
            kind="text",
            default="",
            title=tr("Headers that are shown"),
            help=tr("Names of unknown headers whose long random values are no secrets."),
        ),
    )


def history() -> tuple[Option, ...]:
    """Return the options about which attempts are kept, and for how long."""
    return (
        Option(
            key="history.keep",
            kind="flag",
            default=True,
            title=tr("Keep attempts"),
            help=tr("Every attempt is kept with its verdict; secrets are replaced before."),
        ),
        Option(
            key="history.days",
            kind="whole",
            default=30,
            low=0,
            high=3650,
            unit=tr("days"),
            title=tr("Oldest attempt"),
            help=tr("Older ones are deleted, pinned ones excepted; 0 means never."),
        ),
        Option(
            key="history.megabytes",
            kind="whole",
            default=500,
            low=0,
            high=100_000,
            unit="MB",
            title=tr("Largest history"),
            help=tr("Above that the oldest attempts are deleted; 0 means without limit."),
        ),
    )
