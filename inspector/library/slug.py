"""Makes file names from names that people type, safe on every system."""

import re
import unicodedata
from collections.abc import Container

UNTITLED = "untitled"
_LONGEST = 60
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
_OURS = {"collection", "folder", "environments"}


def slug(name: str) -> str:
    """Return a file name without suffix: small letters, digits and hyphens."""
    text = unicodedata.normalize("NFKC", name).lower()
    text = re.sub(r"[^\w]+|_+", "-", text).strip("-")[:_LONGEST].strip("-")
    if not text:
        return UNTITLED
    return f"{text}-1" if text in _RESERVED | _OURS else text


def free(wanted: str, taken: Container[str]) -> str:
    """Return the name, or its first free `name-N`; `taken` holds names in small letters."""
    if wanted.lower() not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}".lower() in taken:
        number += 1
    return f"{wanted}-{number}"


def follows_no_name_yet(stem: str) -> bool:
    """Whether a file was named before its request had a name: then it takes the first one."""
    return re.fullmatch(rf"{UNTITLED}(-\d+)?", stem) is not None
