"""Takes `.` and `..` out of a URL's path, as curl does without --path-as-is (RFC 3986 §5.2.4)."""

import re

_PARTS = re.compile(r"(?s)([A-Za-z][A-Za-z0-9+.\-]*://[^/?#]*)(/[^?#]*)(.*)")


def squashed(url: str) -> str:
    """Return the URL with a plain path; one that starts with a variable stays as it is."""
    parts = _PARTS.fullmatch(url)
    if parts is None:
        return url
    kept: list[str] = []
    segments = parts[2].split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return f"{parts[1]}/{'/'.join(kept)}{parts[3]}"
