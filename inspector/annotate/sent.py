"""What an exchange sent as its credential: the scheme word, the rest, and where they lie."""

from typing import NamedTuple

from inspector.annotate.lines import Line, sent
from inspector.model.attempt import Attempt
from inspector.model.message import Span
from inspector.protocol.scheme_words import split_scheme
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.claim_names import SCOPE
from inspector.protocol.tokens.jose import Jws

CREDENTIAL_NAMES = ("authorization", "proxy-authorization")


class SentCredential(NamedTuple):
    """An Authorization line taken apart; scheme is empty where there is no scheme word."""

    line: Line
    scheme: str
    rest: str
    span: Span

    @property
    def word(self) -> str:
        """The scheme word in small letters."""
        return self.scheme.lower()


def split(line: Line) -> SentCredential:
    """Split the value into scheme word and the rest; a lone value has no scheme."""
    word, rest, start = split_scheme(line.value)
    return SentCredential(line, word, rest, (start, start + len(rest)))


def credentials(attempt: Attempt, index: int) -> tuple[SentCredential, ...]:
    """Return what the Authorization and Proxy-Authorization lines of an exchange hold."""
    lines = sent(attempt.exchanges[index], index)
    return tuple(split(line) for line in lines if line.name in CREDENTIAL_NAMES)


def token_of(credential: SentCredential) -> Jws | None:
    """Return the signed token that a credential is, if it is one."""
    found = jose.read(credential.rest) if "." in credential.rest else None
    return found if isinstance(found, Jws) else None


def scopes(claims: dict[str, object] | None) -> frozenset[str]:
    """Return the scopes that claims grant (RFC 8693 §4.2; `scp` and `roles` of vendors)."""
    found: set[str] = set()
    for name in (*SCOPE, "scopes"):
        value = (claims or {}).get(name)
        if isinstance(value, str):
            found.update(value.split())
        elif isinstance(value, list):
            found.update(one for one in value if isinstance(one, str))
    return frozenset(found)
