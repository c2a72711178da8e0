"""What a secret is by the name under which it is sent or handed out."""

from functools import lru_cache

from inspector.model.story import CredentialKind
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.patterns import lazy_re

_KINDS: dict[str, CredentialKind] = {
    "refresh_token": "refresh-token",
    "code": "code",
    "client_secret": "client-secret",
    "assertion": "assertion",
    "client_assertion": "assertion",
    "samlresponse": "assertion",
    "subject_token": "access-token",
    "id_token": "access-token",
    "access_token": "access-token",
}
_SESSION_NAME = lazy_re(r"(?i)sess|\bsid\b|^sid$|ticket")


@lru_cache(maxsize=4096)
def kind_by_name(name: str) -> CredentialKind:
    """Return what a secret is by the name under which it is sent or handed out."""
    lower = name.lower()
    if lower in _KINDS:
        return _KINDS[lower]
    if is_csrf_name(name):
        return "csrf-token"
    if "refresh" in lower:
        return "refresh-token"
    if _SESSION_NAME.search(lower):
        return "session"
    return "access-token" if "token" in lower or "jwt" in lower else "api-key"


# finds `accessToken`, `token`, `access`
# but not `refresh_token`, `token_type`
_FOR_CALLS = lazy_re(r"(?i)^(?:(?:access|auth|bearer)[_-]?)?(?:token|jwt)$|^access$")
_FOR_THE_CLIENT = lazy_re(r"(?i)^id[_-]?(?:token|jwt)$")


def token_use(name: str) -> str:
    """Return whom a token that a reply calls so is for: "calls", "renewal", "client", or empty."""
    if _FOR_CALLS.match(name):
        return "calls"
    renews = kind_by_name(name) == "refresh-token"
    return "renewal" if renews else "client" if _FOR_THE_CLIENT.match(name) else ""
