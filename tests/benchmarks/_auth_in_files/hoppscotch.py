"""Hoppscotch's exports: `inherit` takes what lies above, `authActive: false` sends nothing."""

import json

from tests.benchmarks._auth_in_files.counted import Counted, named, nearest, word

KINDS = {
    "none": "none",
    "basic": "basic",
    "bearer": "bearer",
    "api-key": "api-key",
    "digest": "digest",
    "oauth-2": "oauth2",
    "aws-signature": "aws-sigv4",
    "hawk": "hawk",
    "akamai-eg": "edgegrid",
    "jwt": "signed-jwt",
    "Basic Auth": "basic",
    "Bearer Token": "bearer",
    "OAuth 2.0": "oauth2",
    "None": "none",
}


def counted(path):
    """Yield the requests of a file."""
    whole = json.loads(path.read_text("utf-8-sig"))
    for each in whole if isinstance(whole, list) else [whole]:
        yield from _inside(each, ())


def _inside(folder, above):
    levels = (_auth(folder.get("auth")), *above)
    for each in folder.get("requests") or ():
        name, method = named(each.get("name")) or "Request", (each.get("method") or "GET").upper()
        yield Counted(name, method, nearest(_auth(each.get("auth")), *levels))
    for each in folder.get("folders") or ():
        yield from _inside(each, levels)


def _auth(given):
    if isinstance(given, str):
        return word(KINDS, given or "none")
    kind = (given or {}).get("authType") or "inherit"
    if kind == "inherit":
        return "" if (given or {}).get("authActive", True) else "none"
    return word(KINDS, kind) if given.get("authActive", True) else "none"
