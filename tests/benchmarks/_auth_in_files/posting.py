"""Posting's folders: each file has its own `auth`, and nothing is inherited."""

from tests.benchmarks._auth_in_files.counted import Counted, in_yaml, named, said, word

KINDS = {"basic": "basic", "digest": "digest", "bearer_token": "bearer"}


def counted(path):
    """Yield the requests of a folder."""
    for file in sorted(path.rglob("*.posting.yaml")):
        entry = in_yaml(file.read_text("utf-8"))
        kind = said((entry.get("auth") or {}).get("type"))
        name = entry.get("name") or file.name.removesuffix(".posting.yaml")
        method = (said(entry.get("method")) or "GET").upper()
        yield Counted(named(name), method, word(KINDS, kind) if kind else "none")
