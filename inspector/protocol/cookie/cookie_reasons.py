"""Why a cookie was refused or not sent: one sentence for each reason."""

from collections.abc import Callable
from typing import Literal

import msgspec

from inspector.wording import tr

ReasonKind = Literal[
    "empty",
    "too-long",
    "control",
    "public-suffix",
    "other-domain",
    "secure-over-http",
    "none-without-secure",
    "partitioned-without-secure",
    "prefix-secure",
    "prefix-host",
    "hides-secure",
    "expired",
    "host-only",
    "not-domain",
    "not-path",
    "secure-only",
    "strict",
    "lax",
]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A reason with its sentence and the rule it comes from."""

    kind: ReasonKind
    message: str
    reference: str


_SENTENCES: dict[ReasonKind, tuple[Callable[[str, str], str], str]] = {
    "empty": (lambda *_: tr("The cookie has neither a name nor a value."), "§5.6"),
    "too-long": (
        lambda name, _: tr("The cookie {name} is longer than 4096 bytes.", name=name),
        "§5.6",
    ),
    "control": (
        lambda name, _: tr("The cookie {name} contains a control character.", name=name),
        "§5.6",
    ),
    "public-suffix": (
        lambda name, part: tr(
            "The cookie {name} is for {domain}, below which anybody can register a name.",
            name=name,
            domain=part,
        ),
        "§5.7",
    ),
    "other-domain": (
        lambda name, part: tr(
            "The cookie {name} is for {domain}, which is not the domain of this host.",
            name=name,
            domain=part,
        ),
        "§5.7",
    ),
    "secure-over-http": (
        lambda name, _: tr("The cookie {name} is Secure but came over plain HTTP.", name=name),
        "§5.7",
    ),
    "none-without-secure": (
        lambda name, _: tr("The cookie {name} has SameSite=None without Secure.", name=name),
        "§5.7",
    ),
    "partitioned-without-secure": (
        lambda name, _: tr("The cookie {name} is Partitioned without Secure.", name=name),
        "CHIPS",
    ),
    "prefix-secure": (
        lambda name, _: tr("The name {name} promises Secure, which is missing.", name=name),
        "§4.1.3.1",
    ),
    "prefix-host": (
        lambda name, _: tr(
            "The name {name} promises Secure, Path=/ and no Domain, which is not so.", name=name
        ),
        "§4.1.3.2",
    ),
    "hides-secure": (
        lambda name, _: tr(
            "The cookie {name} came over plain HTTP and would hide one that is Secure.", name=name
        ),
        "§5.7",
    ),
    "expired": (lambda name, _: tr("The cookie {name} has expired.", name=name), "§5.8.3"),
    "host-only": (
        lambda name, part: tr(
            "The cookie {name} goes back to the host {host} alone.", name=name, host=part
        ),
        "§5.8.3",
    ),
    "not-domain": (
        lambda name, part: tr(
            "The cookie {name} is for {domain}, and this host is not in it.",
            name=name,
            domain=part,
        ),
        "§5.8.3",
    ),
    "not-path": (
        lambda name, part: tr("The cookie {name} is for paths under {path}.", name=name, path=part),
        "§5.8.3",
    ),
    "secure-only": (
        lambda name, _: tr("The cookie {name} is Secure and this is plain HTTP.", name=name),
        "§5.8.3",
    ),
    "strict": (
        lambda name, _: tr(
            "The cookie {name} is SameSite=Strict and the page is of another site.", name=name
        ),
        "§5.8.3",
    ),
    "lax": (
        lambda name, _: tr(
            "The cookie {name} is SameSite=Lax and this is no navigation from another site.",
            name=name,
        ),
        "§5.8.3",
    ),
}


def reason(kind: ReasonKind, name: str = "", part: str = "") -> Reason:
    """Return the reason; name: of the cookie, part: the domain, host or path it is about."""
    sentence, section = _SENTENCES[kind]
    source = section if section == "CHIPS" else f"RFC 6265bis {section}"
    return Reason(kind=kind, message=sentence(name[:80], part[:200]), reference=source)
