"""A token that is kept: what it is known by, how long it is good, when it is renewed."""

import base64
import hashlib
import zlib
from collections.abc import Callable

import msgspec

from inspector.model.kinds.oauth import TokenKind, grant_facts
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import SecretRef
from inspector.protocol.oauth.client_proof import jwk_members
from inspector.protocol.oauth.token_reply import TokenReply
from inspector.protocol.tokens import jose

Reveal = Callable[[SecretRef], str]
_LONGEST = 10 * 365 * 24 * 3600  # seconds; more is as good as for ever
_SHARE = 10  # at most that part of a life is taken off for the renewal


class KeptToken(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The tokens of one grant, as they lie in the vault.

    obtained: when it was asked for, in seconds since the epoch. life: seconds, None where nothing
    is known. renewing: a renewal was sent whose reply is not stored yet; where the program was
    ended then, nobody knows whether the refresh token still counts. key: of DPoP, with the nonces
    by origin. subject: whom it speaks for, if that is told. label, issuer, client_id: what people
    may know it by, as its name tells nothing. given: a digest of the tokens that it was obtained
    with, which another person's may take the place of.
    """

    access_token: str
    id_token: str = ""
    refresh_token: str = ""
    token_type: str = "Bearer"  # noqa: S105 - a word
    scope: str = ""
    obtained: float = 0.0
    life: int | None = None
    renewing: bool = False
    key: str = ""
    nonces: dict[str, str] = {}
    subject: str = ""
    renewals: int = 0
    label: str = ""
    issuer: str = ""
    client_id: str = ""
    given: str = ""

    def __repr__(self) -> str:
        return f"KeptToken(life={self.life}, renewing={self.renewing})"

    def chosen(self, kind: TokenKind) -> str:
        """Return the token that goes to the API."""
        return self.id_token if kind == "id_token" else self.access_token

    @property
    def ends(self) -> float | None:
        """When it ends by our clock, in seconds since the epoch; None where nothing is known."""
        return None if self.life is None else self.obtained + self.life

    def renews(self, margin: int) -> float | None:
        """When it is renewed by our clock: `margin` before its end, at most a tenth of its life."""
        if self.ends is None or self.life is None:
            return None
        return self.ends - min(margin, self.life / _SHARE)

    def is_fresh(self, now: float, margin: int) -> bool:
        """Whether it can be sent without being renewed first; one without a known end can."""
        at = self.renews(margin)
        return at is None or now < at

    @property
    def secrets(self) -> dict[str, str]:
        """Every value in it that must not be shown, by what it is."""
        found = {
            "access-token": self.access_token,
            "id-token": self.id_token,
            "refresh-token": self.refresh_token,
            "dpop-key": str((jwk_members(self.key) or {}).get("d", "")),
        }
        return {name: value for name, value in found.items() if value}


def name_of(credential: OAuth2) -> str:
    """Return the name a credential's token is kept under, the same in every run.

    It stands for issuer, client, user, grant, scope, audience, resources, the kind of proof, and
    how strong the login was.
    """
    parts = (
        credential.issuer or credential.endpoints.token,
        credential.client_id,
        credential.user_name or credential.login.login_hint,
        credential.grant,
        " ".join(sorted(credential.scope.split())),
        credential.target.audience,
        *sorted(credential.target.resources),
        credential.extras.dpop,
        credential.login.acr_values,
    )
    digest = hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
    return f"oauth-token-{digest[:32]}"


def digest_of_given(credential: OAuth2, reveal: Reveal) -> str:
    """Return a digest of the assertion or the tokens that a grant starts from, empty without any.

    They may speak for another person than those before, which no field of the name tells.
    """
    needs, given = grant_facts(credential.grant).needs, credential.given
    parts: tuple[SecretRef, ...] = ()
    if "assertion" in needs:
        parts = (given.assertion,)
    elif "subject" in needs:
        parts = (given.subject, given.actor)
    elif "refresh-token" in needs:
        parts = (given.refresh,)
    values = [reveal(part).strip() for part in parts]
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest() if any(values) else ""


def of_given(text: str, credential: OAuth2, reveal: Reveal) -> KeptToken | None:
    """Read a kept token; None where it was obtained with other tokens than are given now."""
    found = read(text)
    same = found is not None and found.given == digest_of_given(credential, reveal)
    return found if same else None


def kept(reply: TokenReply, obtained: float, there: float) -> KeptToken:
    """Return what is kept of a reply. obtained: when it was asked for, by our clock.

    there: what the provider's clock says, by which a token names its end.
    """
    return KeptToken(
        access_token=reply.access_token,
        id_token=reply.id_token,
        refresh_token=reply.refresh_token,
        token_type=reply.token_type or "Bearer",
        scope=" ".join(reply.scopes),
        obtained=obtained,
        life=_life(reply, there),
        subject=_subject(reply.id_token) or _subject(reply.access_token),
    )


def renewed(before: KeptToken, after: KeptToken) -> KeptToken:
    """Return a token after its renewal: what the reply left out stays (RFC 6749 §6)."""
    return msgspec.structs.replace(
        after,
        refresh_token=after.refresh_token or before.refresh_token,
        id_token=after.id_token or before.id_token,
        scope=after.scope or before.scope,
        subject=after.subject or before.subject,
        key=before.key,
        renewals=before.renewals + 1,
    )


def read(text: str) -> KeptToken | None:
    """Read what lies in the vault; None where it is something else."""
    try:
        data = zlib.decompress(base64.urlsafe_b64decode(text))
        return msgspec.json.decode(data, type=KeptToken)
    except (ValueError, zlib.error, msgspec.DecodeError):
        return None


def written(token: KeptToken) -> str:
    """Return the text that goes into the vault.

    It is packed because every value of the vault is looked for in all that is shown, and names
    of members are no secrets.
    """
    return base64.urlsafe_b64encode(zlib.compress(msgspec.json.encode(token))).decode()


def _life(reply: TokenReply, there: float) -> int | None:
    """Return how long it is good: as the reply says, else as a token that can be read says."""
    if reply.expires_in is not None:
        return min(max(reply.expires_in, 0), _LONGEST)
    ends = _claims(reply.access_token).get("exp")
    if isinstance(ends, bool) or not isinstance(ends, int | float):
        return None
    return int(min(max(ends - there, 0), _LONGEST))


def _subject(token: str) -> str:
    claims = _claims(token)
    found = claims.get("preferred_username") or claims.get("email") or claims.get("sub")
    return found if isinstance(found, str) else ""


def _claims(token: str) -> dict[str, object]:
    read_token = jose.read(token) if token.count(".") in {2, 4} else None
    claims = getattr(read_token, "claims", None)
    return claims if isinstance(claims, dict) else {}
