"""Basic: a user and a password, sent as they are."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import CredentialFacts, Exposes, Holds
from inspector.model.secret import NO_SECRET, SecretRef

Charset = Literal["utf-8", "iso-8859-1"]


class Basic(CredentialFacts, frozen=True, kw_only=True, tag="basic"):
    """User name and password in Base64 (RFC 7617)."""

    scheme_name: ClassVar[str] = "Basic"
    holding: ClassVar[Holds] = "login"
    exposes: ClassVar[Exposes] = "password"
    texts: ClassVar[tuple[str, ...]] = ("user",)

    user: str = ""
    password: SecretRef = NO_SECRET
    charset: Charset = "utf-8"
