"""Postman's collections of format 2: `auth` of a request, else of its folders, else of the whole."""

from tests.benchmarks._auth_in_files.counted import Counted, in_either, named, nearest, word

KINDS = {
    "noauth": "none",
    "basic": "basic",
    "bearer": "bearer",
    "apikey": "api-key",
    "digest": "digest",
    "ntlm": "ntlm",
    "oauth1": "oauth1",
    "oauth2": "oauth2",
    "awsv4": "aws-sigv4",
    "hawk": "hawk",
    "edgegrid": "edgegrid",
    "jwt": "signed-jwt",
}


def counted(path):
    """Yield the requests of a file."""
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    whole = in_either(text)
    whole = whole.get("collection", whole)
    yield from _inside(whole, (_auth(whole.get("auth")),))


def _inside(whole, above):
    for item in whole["item"]:
        if isinstance(item.get("item"), list):
            yield from _inside(item, (_auth(item.get("auth")), *above))
            continue
        request = item.get("request") or {}
        request = {"url": request} if isinstance(request, str) else request
        method = (request.get("method") or "GET").upper()
        own = _auth(request.get("auth"))
        yield Counted(named(item.get("name")), method, nearest(own, *above))


def _auth(block):
    kind = (block or {}).get("type")
    if kind == "oauth2":
        return _token_alone(block[kind]) or "oauth2"
    return word(KINDS, kind) if kind and kind != "inherit" else ""


def _token_alone(settings):
    """Return what leaves where a token was typed in and nothing says how to get another."""
    if isinstance(settings, list):
        settings = {row["key"]: row.get("value") for row in settings}
    if not settings.get("accessToken") or settings.get("accessTokenUrl") or settings.get("authUrl"):
        return ""
    return "api-key" if settings.get("addTokenTo") == "queryParams" else "bearer"
