"""Addresses at which machines describe themselves to their own programs, keys included.

What a stranger names (an issuer, the place of its keys) must never lead there: link-local
addresses (RFC 3927, RFC 4291 §2.5.6) and the services of the clouds, in any spelling.
"""

import ipaddress
import socket
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAMES = frozenset(
    ["metadata", "metadata.google.internal", "metadata.goog", "metadata.tencentyun.com",
     "instance-data", "instance-data.ec2.internal", "metadata.platformequinix.com"]
)  # fmt: skip
_ADDRESSES = frozenset(
    map(
        ipaddress.ip_address,
        (
            "100.100.100.200",  # Alibaba
            "168.63.129.16",  # Azure's host
            "192.0.0.192",  # Oracle
            "fd00:ec2::254",  # AWS
            "fd20:ce::254",  # Google
        ),
    )
)
_CARRIES_IPV4 = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/96", "::/96")))
_DOTS = str.maketrans(dict.fromkeys("。．｡", "."))  # names may be written so (RFC 3490 §3.1)


def is_metadata_host(host: str) -> bool:
    """Whether a host is such an address or name, however it is written; what is none is not."""
    plain = unicodedata.normalize("NFKC", unquote(host).translate(_DOTS))
    plain = plain.strip().strip("[]").rstrip(".").lower()
    if plain in _NAMES:
        return True
    found = _read(plain.partition("%")[0])
    return found is not None and any(map(_is_metadata, _meant(found)))


def _is_metadata(address: Address) -> bool:
    return address.is_link_local or address in _ADDRESSES


def _read(text: str) -> Address | None:
    """Read an address as the system's resolver does: also as one number, octal or hexadecimal."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(text)) if _may_be_ipv4(text) else None
    except OSError:
        return None


def _may_be_ipv4(text: str) -> bool:
    return bool(text) and all(part[:1].isdigit() for part in text.split("."))


def _meant(address: Address) -> Iterator[Address]:
    """Yield the address, and the IPv4 address that an IPv6 address stands for."""
    yield address
    if isinstance(address, ipaddress.IPv6Address):
        inside = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
        yield from (each for each in inside if each is not None)
        if any(address in network for network in _CARRIES_IPV4):
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
