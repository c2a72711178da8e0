"""Folds the address of a request to the path it stands for: `/users/123?a=b` is `/users/{n}`."""

import re
from functools import lru_cache

_LONGEST, _LONGEST_TARGET, _LONGEST_MAIL = 160, 2000, 254
# finds `550e8400-e29b-41d4-a716-446655440000`
# but not `orders`
_ID = re.compile(
    r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
    r"|[0-9a-fA-F]{12,}"
    r"|(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_\-.~=%:]{20,}"
    r"|[A-Za-z0-9_\-=]{40,}"
    r"|[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]*"
)
_MAIL = re.compile(r"[^@]+(?:@|%40)[^@]+\.[^@]+")
_NUMBERED = re.compile(r"([A-Za-z]{1,20}[-_])\d{2,}")
_SHORTEST_ID = 12


@lru_cache(maxsize=4096)
def folded(target: str) -> str:
    """Return the path without query and origin, numbers and other identifiers folded.

    What looks like a token is an identifier too, so that none is shown.
    """
    path = plain_path(target[:_LONGEST_TARGET])
    if len(path) > 1 and path.endswith("/"):
        path = path.rstrip("/") or "/"
    path = "/".join(["{n}" if part.isdigit() else _folded_part(part) for part in path.split("/")])
    return path if len(path) <= _LONGEST else path[:_LONGEST] + "…"


def plain_path(target: str) -> str:
    """Return the path of a target, in origin form or absolute."""
    path = target.partition("?")[0]
    if path[:1] != "/" and "://" in path:
        path = "/" + path.partition("://")[2].partition("/")[2]
    if "#" in path or ";" in path:
        path = path.partition("#")[0].partition(";")[0]
    return path


def prefix(path: str) -> str:
    """Return the first two segments of a folded path: what is deployed together, mostly."""
    return "/".join(path.split("/")[:3])


@lru_cache(maxsize=8192)
def _folded_part(part: str) -> str:
    if len(part) >= _SHORTEST_ID and _ID.fullmatch(part):
        return "{id}"
    if len(part) <= _LONGEST_MAIL and _MAIL.fullmatch(part):
        return "{mail}"
    found = _NUMBERED.fullmatch(part)
    return found[1] + "{n}" if found else part
