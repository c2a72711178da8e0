"""Reads cookies off a request."""

from inspector.mocklab.messages import LabRequest


def cookie(request: LabRequest, name: str) -> str:
    """Return the value of a cookie, "" when it was not sent (RFC 6265 §5.4)."""
    for key, value in request.headers:
        if key.lower() == "cookie":
            for pair in value.split(";"):
                found, _, content = pair.strip().partition("=")
                if found == name:
                    return content
    return ""
