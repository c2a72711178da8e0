"""A text somebody gave as a token: without header name, scheme word, quotes and blanks."""

import re
from typing import NamedTuple

from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import PASTED_SCHEMES

_HEADER = lazy_re(r"\s*([A-Za-z][A-Za-z0-9-]{2,40})[ \t]*:[ \t]*(?=\S)")
_SCHEME = lazy_re(r"\s*([A-Za-z][\w-]{0,40})[ \t]+(?=\S)")
_EDGES = " \t\r\n\"'`<>,;"
_COOKIES = ("cookie", "set-cookie")
_COOKIE = lazy_re(r"[ \t]{0,9}[^=;\s]{1,256}=\"?([^;\"]+)\"?;?")
_AUTHENTICATE = ("www-authenticate", "proxy-authenticate")


class Given(NamedTuple):
    """whole: as given. header, scheme: in small letters, empty where absent. rest: the token.

    start: place of `rest` in `whole`.
    """

    whole: str
    header: str
    scheme: str
    rest: str
    start: int

    @property
    def is_challenge(self) -> bool:
        """Whether it is named as a challenge."""
        return self.header in _AUTHENTICATE


def _longest_cookie(text: str, at: int) -> re.Match[str] | None:
    """Return the longest value of a cookie header, which is most likely the credential."""
    found = list(_COOKIE.finditer(text, at))
    return max(found, key=lambda one: len(one[1])) if found else None


def given(text: str) -> Given:
    """Take a text apart."""
    at, header, scheme = 0, "", ""
    if (found := _HEADER.match(text)) and "://" not in text[: found.end() + 2]:
        header, at = found.group(1).lower(), found.end()
    if (found := _SCHEME.match(text, at)) and found[1].lower() in PASTED_SCHEMES:
        scheme, at = found.group(1).lower(), found.end()
    if header in _COOKIES and (found := _longest_cookie(text, at)):
        at = found.start(1)
        return Given(text, header, scheme, found[1].rstrip(_EDGES), at)
    body = text[at:]
    start = at + len(body) - len(body.lstrip(_EDGES))
    return Given(text, header, scheme, text[start:].rstrip(_EDGES), start)
