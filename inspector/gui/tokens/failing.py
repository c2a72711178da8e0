"""What fails about a signed token, as its title. Pure: no Qt."""

from collections.abc import Iterable

from inspector.annotate.tokens.check import Check
from inspector.wording import tr


def failing(token: str, found: Iterable[Check], *, unsigned: bool) -> str:
    """Return the title, empty where nothing fails.

    token: what it is. unsigned: whether nobody signed it.
    """
    names = tuple(dict.fromkeys(check.name for check in found if check.level == "bad"))
    if unsigned:
        return tr("{token} is not signed", token=token)
    if not names:
        return ""
    if set(names) == {"alg", "signature"}:
        return tr("{token} is signed with a secret that can be guessed", token=token)
    if len(names) > 1:
        return tr("{token}: {names} fail", token=token, names=", ".join(names))
    told = _alone(token)
    return told.get(names[0]) or tr("{token}: {names} fails", token=token, names=names[0])


def _alone(token: str) -> dict[str, str]:
    """Return what it means that only this member fails."""
    lacks = tr("{token} lacks a scope that the API wants", token=token)
    client = tr("{token} was issued to another client", token=token)
    return {
        "aud": tr("{token} is not meant for this API", token=token),
        "iss": tr("{token} is not from the issuer that the API expects", token=token),
        "scope": lacks,
        "scp": lacks,
        "azp": client,
        "client_id": client,
        "typ": tr("{token} is sent where an access token belongs", token=token),
        "kid": tr("{token} is signed with a key that is gone", token=token),
        "cnf": tr("{token} is bound to a key, and its proof is missing or wrong", token=token),
        "iat": tr("{token} was issued in the future", token=token),
        "signature": tr("{token} has a signature that is wrong", token=token),
    }
