"""The replies that several scenarios give: a challenge, a refused token, a fresh one."""

import json

from inspector.mocklab.messages import LabReply, json_reply

FRESH_TOKEN = json_reply(
    200,
    '{"access_token": "{{token}}", "token_type": "Bearer", "expires_in": 3600}',
    ("Cache-Control", "no-store"),
)
"""A reply of a token endpoint (RFC 6749 §5.1)."""


def asking(challenge: str, message: str = "") -> LabReply:
    """Return a 401 with this challenge (RFC 9110 §11.6.1)."""
    body = {"error": "unauthorized"} | ({"message": message} if message else {})
    return json_reply(401, json.dumps(body), ("WWW-Authenticate", challenge))


def invalid_token(description: str, *headers: tuple[str, str], scope: str = "") -> LabReply:
    """Return a 401 that refuses a Bearer token and says why (RFC 6750 §3.1)."""
    challenge = f'Bearer realm="orders", error="invalid_token", error_description="{description}"'
    if scope:
        challenge += f', scope="{scope}"'
    body = {"error": "invalid_token", "error_description": description}
    return json_reply(401, json.dumps(body), ("WWW-Authenticate", challenge), *headers)
