"""Named changes to a secret's text: what "clean the credential" does, one small function each."""

import re
from collections.abc import Callable
from urllib.parse import unquote

_WORD = re.compile(r"(?i)^(?:(?:bearer|basic|token|dpop)[\s:=]+)+")


def trim(text: str) -> str:
    """Take blanks and line breaks off both ends, also those written out as %0A."""
    return re.sub(r"^(?:\s|\\n|\\r|%0[aAdD])+|(?:\s|\\n|\\r|%0[aAdD])+$", "", text)


def strip_bearer(text: str) -> str:
    """Take scheme words off the front."""
    return _WORD.sub("", text.strip())


def strip_quotes(text: str) -> str:
    """Take quotation marks off both ends."""
    return text.strip().strip("\"'“”‘’").strip()


def strip_blanks(text: str) -> str:
    """Take every blank and line break out."""
    return re.sub(r"(?:\s|\\n|\\r|%0[aAdD])+", "", text)


def percent_decode(text: str) -> str:
    """Decode %40 and the like."""
    return unquote(text)


TRANSFORMS: dict[str, Callable[[str], str]] = {
    "trim": trim,
    "strip-bearer": strip_bearer,
    "strip-quotes": strip_quotes,
    "strip-blanks": strip_blanks,
    "percent-decode": percent_decode,
}
