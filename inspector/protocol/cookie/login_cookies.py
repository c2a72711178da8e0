"""Cookies that hold a name and password themselves, so that no session begins or ends.

Zope's and Plone's `__ac`: Base64 of name and password, each in hexadecimal, a colon between, or as
they are (source: Products.PluggableAuthService, plugins/CookieAuthHelper.py).
"""

import base64
import binascii
from urllib.parse import unquote

from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re

_LONGEST, _SHORTEST = 400, 8
_CODED = 3  # times that a client or server may have percent-encoded it
# finds `696e6573:6c6576656c`
# but not `ines:level`
_HEX = lazy_re(r"((?:[0-9a-f]{2}){1,100}):((?:[0-9a-f]{2}){1,100})")
# finds `ines:level staff`
# but not `17:1700000000`, `{"a": 1}`
_PLAIN = lazy_re(r"[A-Za-z][\w.@+-]{0,80}:(?!\d+\Z|//)[^:\s](?:[^:]{0,80}[^:\s])?")


def holds_a_login(value: str) -> bool:
    """Whether a cookie's value is a user name and a password, in Base64."""
    for _ in range(_CODED):
        value = unquote(value)
    if not _SHORTEST <= len(value) <= _LONGEST:
        return False
    try:
        text = base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return False
    if found := _HEX.fullmatch(text):
        return all(_is_text(bytes.fromhex(half)) for half in found.groups())
    return _PLAIN.fullmatch(text) is not None and not is_random(text.partition(":")[2])


def _is_text(data: bytes) -> bool:
    try:
        return data.decode().isprintable()
    except UnicodeDecodeError:
        return False
