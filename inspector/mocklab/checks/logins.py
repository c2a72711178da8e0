"""Checks the practice login in Base64 (RFC 7617) and reads the cookies of a session."""

import base64
import binascii

from inspector.mocklab.messages import LabRequest
from inspector.protocol.scheme_words import split_scheme

USER = "ada"
PASSWORD = "practice-only-7421"  # noqa: S105 - the practice server's, known to everyone
REALM = "practice"


def basic_pair(value: str) -> tuple[str, str] | None:
    """Return user and password of an Authorization value, None when it is no Basic."""
    written = split_scheme(value)
    if written.scheme != "basic":
        return None
    try:
        pair = base64.b64decode(written.rest.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeError):
        return None
    user, colon, password = pair.partition(":")
    return (user, password) if colon else None


def is_ada(value: str) -> bool:
    """Whether an Authorization or Proxy-Authorization value is the practice login."""
    return basic_pair(value) == (USER, PASSWORD)


# ---------------- Reads cookies off a request
def cookie(request: LabRequest, name: str) -> str:
    """Return the value of a cookie, "" when it was not sent (RFC 6265 §5.4)."""
    for key, value in request.headers:
        if key.lower() == "cookie":
            for pair in value.split(";"):
                found, _, content = pair.strip().partition("=")
                if found == name:
                    return content
    return ""
