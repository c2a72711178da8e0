"""Makes plain bytes of what a shell or an editor saved: no byte order mark, no UTF-16."""

import re

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_COLOUR = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def plain(data: bytes) -> bytes:
    """Return the bytes without a byte order mark; UTF-16 (PowerShell's `>`) becomes UTF-8."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return body if encoding == "utf-8" else body.decode(encoding, "replace").encode()
    return data


def without_colours(data: bytes) -> bytes:
    """Return the bytes without the control sequences that terminals colour text with."""
    return _COLOUR.sub(b"", data) if b"\x1b[" in data else data
