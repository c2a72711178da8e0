"""Finds the tokens of a body: by the names of fields in JSON, forms and pages, or by shape."""

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote_plus

from inspector.protocol.keys.key_shapes import find_jose

_LOOKED_AT = 256 * 1024  # bytes of a body
_NAMES = (
    "access_token|id_token|refresh_token|subject_token|actor_token|token|access|refresh|"
    "client_assertion|assertion|SAMLResponse|SAMLRequest|vp_token|logout_token|id_token_hint"
)
_SHORT_NAMES = frozenset({"token", "access", "refresh"})
_SHORTEST = 16
_JSON = re.compile(rf'"({_NAMES})"\s{{0,20}}:\s{{0,20}}"((?:[^"\\]|\\.){{8,}})"')
_FORM = re.compile(rf"(?:\A|&)({_NAMES})=([^&\s]{{8,}})")
_PAGE = re.compile(
    r"""<input\b[^>]{0,300}?\bname\s{0,9}=\s{0,9}["']?(SAMLResponse|id_token|access_token)["']?"""
    r"""[^>]{0,300}?\bvalue\s{0,9}=\s{0,9}["']([^"']{8,})["']""",
    re.IGNORECASE,
)


def in_body(body: bytes) -> Iterator[tuple[str, str]]:
    """Yield field name and token; the name is empty for what only its shape tells.

    Large bodies are looked through at their beginning.
    """
    if not body:
        return
    text = body[:_LOOKED_AT].decode("utf-8", "replace")
    named = [(found[1], _of_json(found[2])) for found in _JSON.finditer(text)]
    named += [(found[1], unquote_plus(found[2])) for found in _FORM.finditer(text)]
    yield from ((name, value) for name, value in named if _is_likely(name, value))
    if "<input" in text.lower():
        for found in _PAGE.finditer(text):
            yield found[1], unescape(found[2])
    for start, end in find_jose(text):
        yield "", text[start:end]


def _is_likely(name: str, value: str) -> bool:
    """Whether the value is a token: words of language stand under the short names too."""
    return name not in _SHORT_NAMES or (
        len(value) >= _SHORTEST and value.isprintable() and " " not in value
    )


def _of_json(written: str) -> str:
    if "\\" not in written:
        return written
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written
