"""The credential that a header carries, alone: what the same credential is told by anywhere."""

from inspector.annotate.tokens.given import given
from inspector.model.message import Header
from inspector.protocol.redaction import told_spans
from inspector.protocol.scheme_words import CHANGING, split_scheme


def carried(header: Header) -> tuple[str, str]:
    """Return scheme word and secret of a header; empty without a secret.

    For a header other than Authorization the scheme is its name.
    """
    secret = "".join(header.value[start:end] for start, end in told_spans(header))
    if not secret:
        return "", ""
    if not header.name.lower().endswith("authorization"):
        return header.name, secret
    word, rest, _ = written = split_scheme(header.value.strip())
    if written.scheme in CHANGING:  # who sent it stands for the credential
        return word, _who(rest) or secret
    return (word, secret) if word and rest else ("", secret)


def secret_of(text: str) -> str:
    """Return the secret of a text given as a token: without header name, scheme and quotes."""
    asked = given(text)
    if asked.header.endswith("authorization"):
        return carried(Header(asked.header, text.partition(":")[2].strip()))[1] or asked.rest
    return asked.rest


def _who(params: str) -> str:
    for name in ("username", "credential", "id", "keyid"):
        _, found, rest = params.lower().partition(f"{name}=")
        if found:
            start = len(params) - len(rest)
            return params[start:].lstrip('"').split('"')[0].split(",")[0]
    return ""
