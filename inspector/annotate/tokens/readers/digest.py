"""Takes the value of `Authorization: Digest` apart (RFC 7616 §3.4)."""

from datetime import datetime
from functools import cache

from inspector.annotate.shown import shown as printable
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.redaction import DOTS
from inspector.protocol.schemes import digest_check
from inspector.wording import tr

_SECRET = frozenset({"response"})
_NEEDED = ("username", "realm", "nonce", "uri", "response")


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
            value=DOTS if param.name.lower() in _SECRET else param.value,
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
    values = {param.name.lower().rstrip("*"): param.value for param in params}
    lacking = ", ".join(name for name in _NEEDED if name not in values)
    return Token(
        kind="digest",
        title=tr("Digest credential"),
        result=_result(values, lacking),
        todo=_todo(lacking),
        masked=f"Digest {shown}",
        parts=(part,),
        remarks=_remarks(lacking),
    )


def _result(values: dict[str, str], lacking: str) -> str:
    if lacking:
        return tr("Digest answer without {names}", names=lacking)
    user, uri = printable(values["username"]), printable(values["uri"])
    return tr("Digest login of {user} for {uri}", user=user, uri=uri)


def _todo(lacking: str) -> str:
    if lacking:
        return tr("Let the client answer a new challenge; nothing of it can be left out.")
    return tr(
        "Refused? The password is wrong, or the nonce is stale: it counts for this one alone."
    )


def _remarks(lacking: str) -> tuple[TokenRemark, ...]:
    if not lacking:
        return ()
    return (TokenRemark(text=tr("It lacks {names}.", names=lacking), level="bad"),)


@cache
def _meanings() -> dict[str, str]:
    return {
        "username": tr("User"),
        "realm": tr("Protected area, from the challenge"),
        "nonce": tr("From the challenge"),
        "uri": tr("Must be the request target"),
        "response": tr("Hash that proves the password"),
        "algorithm": tr("Hash that was used"),
        "cnonce": tr("The client's own random value"),
        "nc": tr("How often this nonce was used"),
        "qop": tr("auth covers the request line, auth-int the body too"),
        "opaque": tr("From the challenge"),
        "userhash": tr("Whether the user name is hashed"),
    }
