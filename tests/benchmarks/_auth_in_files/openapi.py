"""Descriptions of APIs: `security` of an operation, else of the whole.

Of several alternatives the first counts whose schemes are all known; within it a scheme that
writes Authorization goes before a key. An empty alternative is optional, `[]` is none.
"""

from tests.benchmarks._auth_in_files.counted import Counted, in_either

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_BY_WORD = {"basic": "basic", "bearer": "bearer", "digest": "digest"}


def counted(path):
    """Yield the operations of a file."""
    text = path.read_text("utf-8-sig")
    whole = in_either(text)
    schemes = whole.get("securityDefinitions") or {}
    schemes = (whole.get("components") or {}).get("securitySchemes") or schemes
    for address, item in (whole.get("paths") or {}).items():
        for method, operation in _operations(whole, _followed(whole, item)):
            found = operation.get("security", whole.get("security"))
            auth = _auth(whole, schemes, found)
            yield Counted(_name(operation, method, address), method.upper(), auth)


def _operations(whole, item):
    others = item.get("additionalOperations") or {}
    for method, operation in (*((each, item.get(each)) for each in METHODS), *others.items()):
        if operation is not None:
            yield method, _followed(whole, operation)


def _name(operation, method, address):
    name = str(operation.get("summary") or operation.get("operationId") or "")
    return " ".join(name.split())[:120].strip() or f"{method.upper()} {address}"


def _followed(whole, found, steps=20):
    while isinstance(found, dict) and "$ref" in found and steps:
        place, steps = whole, steps - 1
        for part in found["$ref"].removeprefix("#/").split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            place = place.get(name, {}) if isinstance(place, dict) else {}
        found = place
    return found if isinstance(found, dict) else {}


def _auth(whole, schemes, asked):
    alternatives = [
        [_kind(_followed(whole, schemes.get(name)), name) for name in each]
        for each in asked or ()
        if each
    ]
    known = [each for each in alternatives if not any(kind.startswith("un") for kind in each)]
    chosen = next(iter(known or alternatives), ["none"])
    return next((kind for kind in chosen if kind != "api-key"), chosen[0])


def _kind(scheme, name):
    kind = scheme.get("type")
    if kind == "apiKey":
        signed = scheme.get("x-amazon-apigateway-authtype") == "awsSigv4"
        return "aws-sigv4" if signed else "api-key"
    if kind == "http":
        scheme_word = str(scheme.get("scheme", "")).lower()
        return _BY_WORD.get(scheme_word) or f"unsupported: {scheme_word}"
    if kind in {"oauth2", "openIdConnect"}:
        return "oauth2"
    return "basic" if kind == "basic" else f"unsupported: {kind or name}"
