"""What programs for `.http` files let people write after `Authorization:` instead of what is sent.

Source: REST Client and JetBrains (`Basic user password`, `Digest user password`, `AWS key secret
token:… region:… service:…`), httpyac (the same, and `oauth2 FLOW PREFIX`, whose settings are
variables `PREFIX_tokenEndpoint` and the like), Kulala (`NTLM user password`).
"""

from collections.abc import Callable, Mapping

from inspector.intake.collections import credentials
from inspector.intake.collections.taking import Taking
from inspector.model.credential import Credential
from inspector.protocol.scheme_words import split_scheme

_OAUTH = {
    "client_id": "clientId",
    "client_secret": "clientSecret",
    "authorization_url": "authorizationEndpoint",
    "token_url": "tokenEndpoint",
    "device_url": "deviceCodeEndpoint",
    "scope": "scope",
    "audience": "audience",
    "user": "username",
    "password": "password",
}
"""Our names of settings -> the ends of the variables that hold them."""


def shorthand(taking: Taking, value: str, variables: Mapping[str, object]) -> Credential | None:
    """Return the credential that a value stands for; None where it is sent as it is.

    variables: those the file and its environments have, by name.
    """
    word, rest, _ = split_scheme(value)
    if word.lower() in {"oauth2", "openid"}:
        return _oauth2(taking, rest.split(), variables)
    if word.lower() == "aws":
        return _aws(taking, rest.split())
    make = _LOGINS.get(word.lower())
    user, password = _login(rest)
    return make(taking, user, password) if make is not None and user and password else None


def _login(rest: str) -> tuple[str, str]:
    """Return user and password, with a blank or a colon between them; parameters are none."""
    words = rest.strip()
    user, mark, password = words.partition(" ") if " " in words else words.partition(":")
    return (user, password.strip()) if mark and "=" not in user else ("", "")


_LOGINS: dict[str, Callable[[Taking, str, str], Credential]] = {
    "basic": credentials.basic,
    "digest": credentials.digest,
    "ntlm": lambda taking, user, password: credentials.ntlm(
        taking, {"username": user, "password": password}
    ),
}


def _aws(taking: Taking, words: list[str]) -> Credential | None:
    if len(words) < 2 or any("=" in each or ":" in each for each in words[:2]):  # noqa: PLR2004 - key and secret
        return None
    named = dict(each.partition(":")[::2] for each in words[2:])
    return credentials.other(
        taking,
        "awsv4",
        {
            "accesskey": words[0],
            "secretkey": words[1],
            "sessiontoken": named.get("token", ""),
            "region": named.get("region", ""),
            "service": named.get("service", ""),
        },
    )


def _oauth2(taking: Taking, words: list[str], variables: Mapping[str, object]) -> Credential:
    flow = words[0] if words else "authorization_code"
    prefix = words[1] if len(words) > 1 else "oauth2"
    given = {
        ours: f"{{{{{prefix}_{theirs}}}}}"
        for ours, theirs in _OAUTH.items()
        if f"{prefix}_{theirs}" in variables or theirs in {"clientId", "tokenEndpoint"}
    }
    return credentials.oauth2(taking, {"grant": flow, **given})
