"""Shows what can be read of an encrypted token without its key (JWE, RFC 7516)."""

from datetime import datetime

from inspector.annotate.tokens import advice, claims
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.jose import Jwe
from inspector.wording import tr


def fit(text: Given) -> float:
    """Return how surely the text is a JWE."""
    return 0.95 if isinstance(_token(text), Jwe) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Take the header apart."""
    token = _token(text)
    if not isinstance(token, Jwe):
        return Token(kind="jwe", title=tr("Encrypted token (JWE)"), masked=DOTS)
    start, end = token.parts[0]
    header = TokenPart(
        name="header",
        title=tr("Header"),
        rows=claims.rows(token.header, now),
        start=start,
        end=end,
    )
    remarks = [
        TokenRemark(text=each.message, level="odd", start=each.span[0], end=each.span[1])
        for each in token.defects
    ]
    sentence = tr("Its claims are encrypted: only the API and the issuer can read them.")
    return Token(
        kind="jwe",
        title=tr("Encrypted token (JWE)"),
        result=_result(str(token.header.get("alg", ""))),
        todo=advice.use_its_key(),
        masked=f"{token.compact.partition('.')[0]}.{DOTS}",
        parts=(header,),
        remarks=(*remarks, TokenRemark(text=sentence)),
    )


def _result(algorithm: str) -> str:
    """Say which kind of key opens it (RFC 7518 §4.1)."""
    if algorithm.startswith("PBES2"):
        return tr("Encrypted token: a password opens it")
    if algorithm == "dir" or algorithm.startswith("A"):
        return tr("Encrypted token: a shared secret opens it")
    return tr("Encrypted token: a private key opens it")


def _token(text: Given) -> object:
    return jose.read(text.whole) or jose.read(text.rest)
