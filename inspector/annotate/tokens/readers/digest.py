"""Takes the value of `Authorization: Digest` apart (RFC 7616 §3.4)."""

from datetime import datetime
from functools import cache

from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRow
from inspector.protocol import digest_check
from inspector.wording import tr

_DOTS = "•" * 12
_SECRET = frozenset({"response"})


def fit(text: Given) -> float:
    """Return how surely the text is a Digest answer."""
    if text.is_challenge or text.scheme != "digest":
        return 0.0
    return 0.97 if "response" in text.rest.lower() else 0.5


def read(text: Given, now: datetime) -> Token:
    """Show each parameter; the answer itself is masked."""
    del now  # it holds no times
    answer = digest_check.read(f"Digest {text.rest}")
    shift = text.start - len("Digest ")
    params = answer.params if answer else ()
    rows = tuple(
        TokenRow(
            name=param.name,
            value=_DOTS if param.name.lower() in _SECRET else param.value,
            meaning=_meanings().get(param.name.lower().rstrip("*"), ""),
        )
        for param in params
    )
    part = TokenPart(
        name="parameters",
        title=tr("Parameters"),
        rows=rows,
        start=params[0].span[0] + shift if params else None,
        end=params[-1].span[1] + shift if params else None,
    )
    shown = ", ".join(f'{row.name}="{row.value}"' for row in rows)
    return Token(
        kind="digest", title=tr("Digest credential"), masked=f"Digest {shown}", parts=(part,)
    )


@cache
def _meanings() -> dict[str, str]:
    return {
        "username": tr("the user"),
        "realm": tr("the protected area, from the challenge"),
        "nonce": tr("from the challenge"),
        "uri": tr("must be the request target"),
        "response": tr("hash that proves the password"),
        "algorithm": tr("hash that was used"),
        "cnonce": tr("the client's own random value"),
        "nc": tr("how often this nonce was used"),
        "qop": tr("auth: the request line is covered; auth-int: the body too"),
        "opaque": tr("from the challenge"),
        "userhash": tr("whether the user name is hashed"),
    }
