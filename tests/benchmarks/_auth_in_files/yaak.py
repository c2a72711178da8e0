"""Yaak's exports and mirrored folders: the nearest `authenticationType` that is not null."""

import json

from tests.benchmarks._auth_in_files.counted import Counted, in_yaml, named, nearest, said, word

KINDS = {
    "none": "none",
    "basic": "basic",
    "bearer": "bearer",
    "apikey": "api-key",
    "digest": "digest",
    "ntlm": "ntlm",
    "oauth1": "oauth1",
    "oauth2": "oauth2",
    "jwt": "signed-jwt",
    "auth-aws-sig-v4": "aws-sigv4",
    "awsv4": "aws-sigv4",
}


def counted(path):
    """Yield the requests of a file, or of a folder."""
    if path.is_dir():
        models = [in_yaml(each.read_text("utf-8")) for each in sorted(path.glob("yaak.*.yaml"))]
    else:
        resources = json.loads(path.read_text("utf-8"))["resources"]
        models = [model for found in resources.values() for model in found]
        models += resources.get("requests", [])
    by_id = {each["id"]: each for each in models}
    for each in by_id.values():
        if each["model"] == "http_request":
            yield _one(each, by_id)


def _one(request, by_id):
    levels, place = [], request
    while place is not None:
        levels.append(_auth(place))
        parent = said(place.get("folderId")) or said(place.get("workspaceId"))
        place = by_id.get(parent)
    name = request.get("name") or f"{request['method']} {request['url']}"
    return Counted(named(name), request["method"].upper(), nearest(*levels))


def _auth(model):
    kind = said(model.get("authenticationType"))
    off = str((model.get("authentication") or {}).get("disabled")).lower() == "true"
    return "" if not kind else "none" if off else word(KINDS, kind)
