"""Reads a URL as a GET request; user and password in it become a credential."""

import re

from inspector.intake.composing import Pocket, without_user
from inspector.intake.results import Reading
from inspector.intake.text import plain
from inspector.model.request import Request
from inspector.wording import tr

NAME = "url"
SUFFIXES = (".url", ".webloc")
_WHOLE = re.compile(r"^https?://[^\s<>\"]+$", re.IGNORECASE)
# The last label of a name has letters alone (RFC 3696 section 2); that of a token seldom has.
_BARE = re.compile(
    r"^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|"
    r"(?:[\w-]{1,63}\.){1,20}(?:[^\W\d_]{2,63}|xn--[\w-]{1,59}))(?::\d{1,5})?(?:/\S*)?$",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"^(?:localhost|127\.|10\.|192\.168\.|\[)", re.IGNORECASE)
_MAX = 65536


def title() -> str:
    """Return what it is called."""
    return tr("URL")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A URL: opens as a request.")


def fit(data: bytes) -> float:
    """Return how surely the data is one URL, or one host with a path."""
    text = _text(data)
    if _WHOLE.match(text):
        return 0.9
    return 0.4 if _BARE.match(text) else 0.0


def read(data: bytes) -> Reading:
    """Return the request."""
    text = _text(data)
    if "://" not in text:
        text = f"{'http' if _LOCAL.match(text) else 'https'}://{text}"
    pocket = Pocket()
    url, credential = without_user(text, pocket)
    request = Request(url=url, credential=credential)
    return Reading(kind=NAME, request=request, secrets=pocket.secrets)


def _text(data: bytes) -> str:
    if len(data) > _MAX:
        return ""
    return plain(data).decode("utf-8", "replace").strip().strip("<>\"'")
