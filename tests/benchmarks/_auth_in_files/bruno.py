"""Bruno's folders of `.bru` files: `auth` of a request's method, else of its folders, else the whole."""

import re

from tests.benchmarks._auth_in_files.counted import Counted, named, nearest, word

KINDS = {
    "none": "none",
    "basic": "basic",
    "bearer": "bearer",
    "apikey": "api-key",
    "digest": "digest",
    "ntlm": "ntlm",
    "wsse": "wsse",
    "oauth1": "oauth1",
    "oauth2": "oauth2",
    "awsv4": "aws-sigv4",
    "akamaiEdgegrid": "edgegrid",
    "akamai-edgegrid": "edgegrid",
}
METHODS = {"get", "post", "put", "delete", "patch", "options", "head", "trace", "connect", "http"}
_BLOCK = re.compile(r"^([a-z][\w:.-]*) *\{ *$(.*?)^\}", re.MULTILINE | re.DOTALL)


def counted(path):
    """Yield the requests of a collection's folder."""
    for file in sorted(path.rglob("*.bru")):
        inside = file.relative_to(path)
        if file.name in {"collection.bru", "folder.bru"} or "environments" in inside.parts[:1]:
            continue
        blocks = _blocks(file)
        method = next((each for each in blocks if each in METHODS), "")
        if not method:
            continue
        own = blocks[method].get("auth", "none")
        folders = [each for each in file.parents if path in each.parents]
        above = (_passed_on(each / "folder.bru") for each in folders)
        found = nearest(_auth(own), *above, _passed_on(path / "collection.bru"))
        shown = blocks[method].get("method", method) if method == "http" else method
        yield Counted(named(blocks.get("meta", {}).get("name")), shown.upper(), found)


def _passed_on(file):
    return _auth(_blocks(file).get("auth", {}).get("mode")) if file.exists() else ""


def _auth(mode):
    return word(KINDS, mode) if mode and mode != "inherit" else ""


def _blocks(file):
    text = file.read_text("utf-8-sig").replace("\r\n", "\n")
    return {name: _rows(inside) for name, inside in _BLOCK.findall(text)}


def _rows(inside):
    rows = (line.partition(":") for line in inside.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in rows}
