"""A token taken apart: its parts, its times, and what is odd about it."""

from datetime import datetime

import msgspec

from inspector.model.annotation import Level


class TokenRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One member of a part. value: as it stands in the token, masked where it is secret.

    meaning: what the value says in words (a time in UTC, the name of an algorithm). note: the
    judgement that `level` stands for ("Expired 27 min 29 s"), empty where there is nothing to
    check.
    """

    name: str
    value: str
    meaning: str = ""
    note: str = ""
    level: Level = "info"


class TokenPart(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part (header, payload, signature, user …). start, end: its place in the text as given."""

    name: str
    title: str
    rows: tuple[TokenRow, ...] = ()
    start: int | None = None
    end: int | None = None


class TokenRemark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sentence about the token. start, end: the characters it is about, None = the whole."""

    text: str
    level: Level = "info"
    start: int | None = None
    end: int | None = None


class Token(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a text is that somebody uses as a credential.

    kind: a stable slug (jwt, jwe, jose_json, sd_jwt, jwk, basic, digest, negotiate, certificate,
    session_cookie, key, saml, paseto, macaroon, uuid, challenge, signed_request, opaque). title:
    in words.
    result: what matters most about it, without a full stop; empty where its times or its checks
    say that. todo: what to do about it, a sentence. masked: the text as it may be shown, secrets
    masked. issued, not_before, expires: UTC.
    """

    kind: str
    title: str
    result: str = ""
    todo: str = ""
    masked: str = ""
    parts: tuple[TokenPart, ...] = ()
    issued: datetime | None = None
    not_before: datetime | None = None
    expires: datetime | None = None
    remarks: tuple[TokenRemark, ...] = ()
