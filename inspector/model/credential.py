"""The union of credentials: one record per kind, told apart by its tag `kind`."""

from typing import Literal

import msgspec

from inspector.model.secret import NO_SECRET, SecretRef

Charset = Literal["utf-8", "iso-8859-1"]
KeyPlace = Literal["header", "query", "cookie", "body"]


class NoCredential(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="none"):
    """Send the request as it is."""


class InheritCredential(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="inherit"):
    """Use the credential of the folder or collection the request lies in."""


class Basic(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="basic"
):
    """User name and password in Base64 (RFC 7617)."""

    user: str = ""
    password: SecretRef = NO_SECRET
    charset: Charset = "utf-8"


class Bearer(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="bearer"
):
    """A token sent as `Authorization: Bearer …` (RFC 6750 §2.1); `word` is the scheme word."""

    token: SecretRef = NO_SECRET
    word: str = "Bearer"


class ApiKey(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="api-key"
):
    """A key under a name, in a header, the query, a cookie or the body (JSON or form)."""

    name: str = "X-Api-Key"
    value: SecretRef = NO_SECRET
    place: KeyPlace = "header"


class Digest(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="digest"
):
    """User name and password as an answer to a Digest challenge (RFC 7616).

    algorithm and qop: empty means the strongest that the server offers.
    """

    user: str = ""
    password: SecretRef = NO_SECRET
    algorithm: str = ""
    qop: Literal["", "auth", "auth-int"] = ""


class Unsupported(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="unsupported",
):
    """A scheme that was asked for (by curl, say) and that this version can't send yet."""

    scheme: str = ""
    user: str = ""
    secret: SecretRef = NO_SECRET


Credential = NoCredential | InheritCredential | Basic | Bearer | ApiKey | Digest | Unsupported
