"""Which kind of thing a secret value is: a login, a key, a token, a session."""

from inspector.model.story import CredentialKind
from inspector.protocol.field_names import is_csrf_name, is_password_name
from inspector.protocol.keys.credential_kinds import kind_by_name
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import LOGINS
from inspector.reading.credential import Credential
from inspector.story.births import Birth


def kind_of(credential: Credential) -> CredentialKind:
    """Return what a credential is, by its name, its scheme word and its shape."""
    name = credential.name.lower()
    if credential.where == "cookie":
        return "csrf-token" if is_csrf_name(credential.name) else "session"
    if name in {"authorization", "proxy-authorization"}:
        if credential.scheme in LOGINS:
            return "login"
        return "api-key" if _is_lasting(credential) else "access-token"
    if is_password_name(credential.name):
        return "login"
    return kind_by_name(credential.name)


def kind_of_birth(birth: Birth) -> CredentialKind:
    """Return what a value is, by the way in which a reply hands it out."""
    if birth.how == "page":
        return "csrf-token"
    kind = kind_by_name(birth.name)
    return "session" if birth.how == "cookie" and kind != "csrf-token" else kind


def _is_lasting(credential: Credential) -> bool:
    """Whether it is a key of a known kind that lives for months, and no access token of OAuth."""
    known = credential.known_key
    return known is not None and not _SHORT_LIVED.search(known.shape.kind)


_SHORT_LIVED = lazy_re(r"(?i)OAuth|short-lived|temporary|installation|session|JWT|encrypted token")
