"""Reads how a provider refuses, wherever it says so (RFC 6749 §5.2, §4.1.2.1)."""

from collections.abc import Mapping

import msgspec

from inspector.protocol.oauth.token_reply import fields

_LONGEST = 500


class ErrorReply(msgspec.Struct, frozen=True, kw_only=True):
    """code: of the registry (invalid_grant …); words: what a person may read, cut."""

    code: str
    words: str = ""


def read(body: bytes | str) -> ErrorReply | None:
    """Return what a body says; None where it names no error."""
    return of_fields(fields(body))


def of_fields(found: Mapping[str, object]) -> ErrorReply | None:
    """Return what the fields of a body, query, fragment or form say; None without an error."""
    code, words = found.get("error"), found.get("error_description")
    if not isinstance(code, str) or not code:
        return None
    return ErrorReply(code=code, words=words[:_LONGEST] if isinstance(words, str) else "")
