"""Parameters whose name is percent-encoded, and JSON that stands percent-encoded in a value.

application/x-www-form-urlencoded, URL Standard: names are decoded before anybody reads them.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

from inspector.model.message import Span
from inspector.protocol.field_names import is_secret_name
from inspector.protocol.masking.places.member_values import is_secret_alone
from inspector.protocol.naming.promises import is_secret_parameter, promise
from inspector.protocol.patterns import lazy_re

# finds `user%5Bpassword%5D=k7Qz`
# but not `user=k7%5D`
_ENCODED_NAME = lazy_re(
    r"""(?:\A|[?&#;\s"'])((?:[\w.\-\[\]$*+]{0,60}%[0-9A-Fa-f]{2}){1,60}[\w.\-\[\]$*+]{0,60})"""
    r"""=([^&\s"'<>#]+)"""
)
# finds `=%7B%22password%22%3A%22k7Qz%22%7D`
_ENCODED_JSON = lazy_re(
    r"""(?:\A|=)((?:%(?:25){0,2}(?:5B|22|20)){0,3}%(?:25){0,2}7B[^&\s"'<>#]+)""", re.IGNORECASE
)
_ENCODED_SIGN = lazy_re(r"%[0-9A-Fa-f]{2}")

Read = Callable[[str], tuple[Span, ...]]


def encoded_names(text: str) -> Iterator[Span]:
    """Yield the values of parameters that are secret by a name that is encoded."""
    for found in _ENCODED_NAME.finditer(text):
        name = unquote_plus(found[1])
        promised = promise(name)
        told = is_secret_name(name) or is_secret_parameter(name)
        if told and (promised == "secret" or is_secret_alone(promised, found[2])):
            yield found.span(2)


def encoded_json(text: str, read: Read) -> Iterator[Span]:
    """Yield the secrets of JSON in a query or form; read: finds them in what was decoded."""
    for found in _ENCODED_JSON.finditer(text):
        plain, places = _decoded(found[1])
        for start, end in read(plain):
            yield found.start(1) + places[start], found.start(1) + places[end]


def _decoded(value: str) -> tuple[str, list[int]]:
    """Return a value decoded, and where each sign of it stands; one more for its end."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for found in _ENCODED_SIGN.finditer(value):
        pieces += [value[at : found.start()].replace("+", " "), chr(int(found[0][1:], 16))]
        places += range(at, found.start() + 1)
        at = found.end()
    return "".join([*pieces, value[at:].replace("+", " ")]), [*places, *range(at, len(value) + 1)]
