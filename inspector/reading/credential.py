"""One credential as a request carries it, and what it decodes to."""

import base64
import binascii
from collections.abc import Iterator
from typing import Literal, NamedTuple

from inspector.model.annotation import Place
from inspector.model.message import readable
from inspector.protocol import json_text
from inspector.protocol.cached import cached_property
from inspector.protocol.field_names import is_key_name, is_signature_header
from inspector.protocol.keys import key_checks
from inspector.protocol.keys.differences import Part
from inspector.protocol.keys.key_checks import KeyCheck
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import CHANGING, COMMON_SCHEMES, HANDSHAKES, TOKEN_SCHEMES
from inspector.protocol.tokens import jose

Where = Literal["header", "query", "cookie", "body"]


class Credential:
    """One credential as the request carries it.

    word: the scheme word as it is written, empty without one; some servers compare its letters.
    scheme: the word in lower case, as which it is defined (RFC 9110 §11.1). value: what stands
    after it.
    """

    def __init__(self, where: Where, name: str, word: str, value: str, place: Place) -> None:
        self.where = where
        self.name = name
        self.word = word
        self.scheme = word.lower()
        self.value = value
        self.place = place

    @property
    def may_be_passed_over(self) -> bool:
        """Whether the word before it is one that many servers pass over: rare, or in small letters.

        The caller is nobody then, and many say of nobody, too, that it has no permission.
        """
        return self.scheme not in COMMON_SCHEMES or self.word.islower()

    @cached_property
    def token(self) -> jose.Jws | jose.Jwe | None:
        """The token when the value is a JWT."""
        bare = self.bare
        return jose.read(bare) if bare.startswith("ey") and bare.count(".") >= _DOTS else None

    @cached_property
    def bare(self) -> str:
        """The value without blanks, quotes and repeated scheme words; of JSON its token."""
        value = _within(self.value.strip()).strip("\"'").strip()
        while (word := value.partition(" "))[0].lower() in TOKEN_SCHEMES and word[2]:
            value = word[2].strip()
        return self._named_token or value

    @property
    def _named_token(self) -> str:
        """The parameter `token` behind a word of a product: `Token token="…"`, `Emby Token="…"`.

        As Ruby on Rails and media servers read it, other parameters beside it.
        """
        if not self.scheme or self.scheme in COMMON_SCHEMES | CHANGING:
            return ""
        return self.params.get("token", "").strip("'")

    @property
    def wrapping(self) -> str:
        """What stands around the bare value within what was sent: `token=…`, `"…"`."""
        bare, value = self.bare, self.value.strip()
        return value.replace(bare, "…", 1) if bare and bare in value else "…"

    @cached_property
    def known_key(self) -> KeyCheck | None:
        """The value as a key of known shape, checked; None where it is no such key."""
        return key_checks.check(self.bare)

    @cached_property
    def claims(self) -> dict[str, object]:
        """The claims of a JWT, {} for anything else."""
        found = getattr(self.token, "claims", None)
        return found if isinstance(found, dict) else {}

    @cached_property
    def jose_header(self) -> dict[str, object]:
        """The header of a JWT or JWE, {} for anything else."""
        found = getattr(self.token, "header", None)
        return found if isinstance(found, dict) else {}

    @cached_property
    def is_encrypted(self) -> bool:
        """Whether the token is a JWE: five parts."""
        return isinstance(self.token, jose.Jwe) or (
            self.bare.startswith("ey") and self.bare.count(".") == _DOTS_OF_JWE
        )

    @cached_property
    def basic(self) -> bytes | None:
        """The decoded `user:password`, None where it is no Base64."""
        value = self.value.strip()
        try:
            return base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
        except (binascii.Error, ValueError):
            return None

    @property
    def login_text(self) -> str:
        """`user:password` of Basic, a character for each byte; empty for other credentials."""
        return (self.basic or b"").decode("latin-1") if self.scheme == "basic" else ""

    @property
    def holds_login(self) -> bool:
        """Whether the value is name and password as Basic writes them, wherever it stands."""
        user, colon, password = (self.basic or b"").decode("latin-1").partition(":")
        return bool(user and colon and password) and f"{user}{password}".isprintable()

    @cached_property
    def user(self) -> str:
        """The user name that the credential shows, empty where it shows none."""
        if self.scheme == "basic" and self.basic:
            return readable(self.basic.split(b":", 1)[0].decode("latin-1"))
        if self.scheme == "digest":
            return self.params.get("username", "")
        subject = self.claims.get("preferred_username") or self.claims.get("sub") or ""
        return str(subject)

    @cached_property
    def params(self) -> dict[str, str]:
        """The parameters of a Digest-like credential, names in lower case."""
        found = _PARAM.findall(self.value) if "=" in self.value else ()
        return {name.lower(): quoted or plain for name, quoted, plain in found}

    @cached_property
    def signer(self) -> str:
        """The key or user in whose name a request is signed anew each time, empty otherwise."""
        if self.scheme not in _SIGNING:
            return ""
        params = self.params
        name = params.get("credential") or params.get("id") or params.get("keyid") or ""
        return name.partition("/")[0] or params.get("username", "")

    @property
    def signs_a_message(self) -> bool:
        """Whether it is a signature in a header of its own: no key that could stand elsewhere."""
        return self.where == "header" and not self.scheme and is_signature_header(self.name)

    @property
    def is_negotiation(self) -> bool:
        """Whether this is one step of a handshake (Negotiate, NTLM, Kerberos)."""
        return self.scheme in HANDSHAKES


def _within(value: str) -> str:
    """Return the token of a JSON object that a header holds whole; any other value as it is."""
    if not value.startswith("{") or not value.endswith("}"):
        return value
    members = json_text.parse_object(value)
    held = members.value.items() if members is not None else ()
    named = (one for name, one in held if isinstance(one, str) and is_key_name(name))
    return next((one for one in named if one), value)


_SIGNING = frozenset(
    {"aws4-hmac-sha256", "aws4-ecdsa-p256-sha256", "hawk", "signature", "hmac-sha256", "hmac"}
)
_DOTS = 2
_DOTS_OF_JWE = 4
_PARAM = lazy_re(r'(?<![\w*-])([\w*-]{1,60})\s{0,20}=\s*(?:"((?:[^"\\]|\\.)*)"|([^,\s"]*))')


# ---------------- How a credential travels
_AUTHORIZATION = frozenset({"authorization", "proxy-authorization"})
_STAND_INS = frozenset({"", "x", "x-oauth-basic", "api_token", "token"})


class Carried(NamedTuple):
    """A secret with the way it travels, and the credential that holds it."""

    part: Part
    credential: Credential


def carried(credential: Credential) -> Iterator[Carried]:
    """Yield the secrets of a credential: Basic holds two that may be one."""
    if credential.name.lower() not in _AUTHORIZATION:
        way = f"{credential.where} {credential.name}"
        yield Carried(Part(credential.bare, way), credential)
    elif credential.scheme == "basic":
        user, colon, password = credential.login_text.partition(":")
        alone = password in _STAND_INS
        if colon and not alone:
            yield Carried(Part(password, "password", user, alone=not user), credential)
        if user:
            yield Carried(Part(user, "user", user, alone=alone), credential)
    else:
        yield Carried(Part(credential.bare, credential.scheme or "bare"), credential)


def halves(credential: Credential | None) -> tuple[str, ...]:
    """Return which halves of a Basic credential hold anything; () for other credentials."""
    user, _, password = (credential.login_text if credential is not None else "").partition(":")
    return tuple(name for name, value in (("user", user), ("password", password)) if value)
