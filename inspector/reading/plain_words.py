"""Turns error codes and messages into one plain form that word patterns can be tried on.

`token_revoked`, `TokenRevoked` and "Token has been revoked." become words in lower case, so
that one pattern fits all of them.
"""

import re

from inspector.protocol.patterns import lazy_re

# finds `tokenRevoked`, `APIKeyInvalid`
# but not `APIs`, `URLs`
_CAMEL = lazy_re(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z])")
# Signs that join or adorn words: those of ASCII, dashes and dots, arrows, pictures of warnings.
_JOINERS = lazy_re(
    r"[_\-./:;,!?()\[\]{}<>|=\"`*#&+\s\u2010-\u2018\u201a-\u205e\u2190-\u2bff\ufe0e\ufe0f]+"
)
_SHORT_FORMS = (
    ("’", "'"),
    ("can't", "can not"),
    ("cannot", "can not"),
    ("couldn't", "could not"),
    ("n't", " not"),
    ("you've", "you have"),
    ("'s ", " is "),
    ("'re ", " are "),
    ("unauthorised", "unauthorized"),
    ("authorised", "authorized"),
    ("log-in", "login"),
    ("sign-in", "signin"),
    ("log in", "login"),
    ("logged in", "loggedin"),
    ("logged out", "loggedout"),
    ("sign in", "signin"),
    ("signed in", "signedin"),
    ("api-key", "apikey"),
    ("api key", "apikey"),
    ("api_key", "apikey"),
)
_SPLIT_BY_CAMEL = lazy_re(
    r"\b(?:api key|log in|sign in|un authorized|o auth|2 fa|(?:d po p|open id|id p)\b)"
)
_LONGEST = 600


def plain(text: str) -> str:
    """Return the words of a text in lower case, with one blank between them."""
    words = _CAMEL.sub(" ", text[:_LONGEST]) if not text.islower() else text[:_LONGEST]
    words = words.lower()
    for form, long in _SHORT_FORMS:
        if form in words:
            words = words.replace(form, long)
    words = words.replace("'", " ")
    words = " ".join(_JOINERS.sub(" ", words).split())
    return _SPLIT_BY_CAMEL.sub(_rejoined, words)


def _rejoined(found: re.Match[str]) -> str:
    return found.group(0).replace(" ", "")


# finds `session_aal2_required`, `AccessTokenInvalid`
# but not `3f2a-77`
_NAME_AS_ID = lazy_re(
    r"(?:[a-z]{2,20}(?:_[a-z0-9]{2,20}){1,6}|[A-Z]{2,20}(?:_[A-Z]{2,20}){1,6}|(?:[A-Z][a-z]{1,20}){2,6})\Z"
)


def names_a_reason(key: str, value: str) -> bool:
    """Whether an error's `id` is the name of its kind, not that of a record."""
    return key == "id" and _NAME_AS_ID.match(value) is not None
