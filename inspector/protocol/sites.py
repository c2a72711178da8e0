"""Tells whose a host is: which part of its name somebody registered (the public suffix list).

Hosts are in small letters and without a port, as `urls.host_of` returns them.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


@cache
def _suffixes(*, of_registries: bool = False) -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 100 ms that few runs need

    return PublicSuffixList(only_icann=of_registries)


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """Return the part of a host that somebody registered; an address in numbers as it is."""
    if _is_nameless(host):
        return host
    return str(_suffixes().privatesuffix(host) or host)


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are one owner's: `api.acme.co.uk` and `login.acme.co.uk`."""
    return registrable(one) == registrable(other)


def is_public_suffix(domain: str) -> bool:
    """Whether anybody can register below the domain; a name of one part always counts as such."""
    if "." not in domain:
        return True
    return bool(_suffixes().is_public(domain))


def labels_below(host: str) -> list[str]:
    """Return the labels before a domain that a registry gave out: api and eu of api.eu.acme.co.uk.

    Those that a hosting company gives out (`shop.herokuapp.com`) are among them.
    """
    domain = "" if _is_nameless(host) else _suffixes(of_registries=True).privatesuffix(host)
    before = host[: -len(domain)].rstrip(".") if domain else ""
    return before.split(".") if before else []


def _is_nameless(host: str) -> bool:
    """Whether nobody registered any part of it: an address in numbers, a name of this network."""
    return ":" in host or host.replace(".", "").isdigit() or "." not in host


# ---------------- Ranges of IP addresses, as rules list them (RFC 4632)
Range = IPv4Network | IPv6Network


def range_of(text: str) -> Range | None:
    """Return the range that a text is; None for anything else."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def is_outside(address: str, ranges: Iterable[Range]) -> bool:
    """Whether an address is in none of the ranges, of which one at least is of its own version."""
    try:
        own = ip_address(address)
    except ValueError:
        return False
    alike = [one for one in ranges if one.version == own.version]
    return bool(alike) and not any(own in one for one in alike)
