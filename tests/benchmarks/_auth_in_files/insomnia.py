"""Insomnia's exports 4 and 5: the nearest `authentication` that is filled in and switched on."""

from tests.benchmarks._auth_in_files.counted import Counted, in_either, named, nearest, said, word

KINDS = {
    "none": "none",
    "basic": "basic",
    "bearer": "bearer",
    "singleToken": "bearer",
    "apikey": "api-key",
    "digest": "digest",
    "ntlm": "ntlm",
    "oauth1": "oauth1",
    "oauth2": "oauth2",
    "iam": "aws-sigv4",
    "hawk": "hawk",
}


def counted(path):
    """Yield the requests of a file."""
    text = path.read_text("utf-8-sig")
    whole = in_either(text)
    if "resources" in whole:
        yield from _flat(whole["resources"])
    else:
        yield from _nested(whole.get("collection") or (), ())


def _flat(resources):
    by_id = {each["_id"]: each for each in resources}
    for each in resources:
        if each["_type"] == "request":
            above, parent = [], by_id.get(each.get("parentId"))
            while parent is not None and parent["_type"] == "request_group":
                above.append(_auth(parent))
                parent = by_id.get(parent.get("parentId"))
            yield _one(each, above)


def _nested(entries, above):
    for each in entries:
        if "children" in each:
            yield from _nested(each["children"] or (), (_auth(each), *above))
        elif "method" in each and not _is_other(each):
            yield _one(each, above)


def _is_other(entry):
    kind = said((entry.get("meta") or {}).get("id"))
    return kind.startswith(("greq_", "ws-req_", "socketio-req_", "mcp-req_"))


def _one(entry, above):
    method = (said(entry.get("method")) or "GET").upper()
    return Counted(named(entry.get("name")), method, nearest(_auth(entry), *above))


def _auth(entry):
    given = entry.get("authentication") or {}
    kind, off = said(given.get("type")), str(given.get("disabled")).lower() == "true"
    return "" if not kind or off else word(KINDS, kind)
