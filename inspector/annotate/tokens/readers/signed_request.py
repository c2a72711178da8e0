"""Takes a credential apart that signs its request: Hawk, OAuth 1.0a, AWS, HTTP signatures."""

from datetime import datetime
from functools import cache

from inspector.annotate.shown import shown
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRow
from inspector.protocol.dates import from_seconds
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.wording import tr
from inspector.wording.dates import utc_dated

_PARAM = lazy_re(
    r"(?:\A|[,\s])([A-Za-z0-9_-]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"]*)(?:\"|\Z)|([^\s,\"]*))"
)
_SECRET = frozenset({"signature", "mac", "response", "oauth_signature", "hash"})
_WHO = ("credential", "id", "oauth_consumer_key", "keyid", "username")
_MARKS = {
    "hawk": "mac=",
    "oauth": "oauth_",
    "aws4-hmac-sha256": "credential=",
    "signature": "keyid=",
}
_TIMES = frozenset({"ts", "oauth_timestamp", "created", "expires"})
_MOST = 60


def fit(text: Given) -> float:
    """Return how surely the text is such a credential."""
    mark = _MARKS.get(_scheme(text), "")
    return 0.92 if mark and mark in text.rest.lower() else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show its parameters; what proves the key is masked."""
    found = _params(text)
    rows = tuple(_row(name, value, now) for name, value in found.items())
    scheme = _names().get(_scheme(text), tr("Signed request"))
    who = next((found[name] for name in found if name.lower() in _WHO), "").partition("/")[0]
    end = text.start + len(text.rest)
    title = tr("{scheme} credential", scheme=scheme)
    part = TokenPart(
        name="parameters", title=tr("Parameters"), rows=rows, start=text.start, end=end
    )
    return Token(
        kind="signed_request",
        title=title,
        result=tr("{scheme} credential of {key}", scheme=scheme, key=shown(who)) if who else title,
        todo=tr(
            "It signs this one request. Refused? Compare what is signed, the clock and the key."
        ),
        masked=f"{text.whole.strip().partition(' ')[0]} {DOTS}" if not text.header else DOTS,
        parts=(part,),
    )


def _scheme(text: Given) -> str:
    return text.scheme or text.rest.partition(" ")[0].lower()


def _params(text: Given) -> dict[str, str]:
    found = _PARAM.finditer(text.rest)
    pairs = ((one[1], one[2] if one[2] is not None else one[3]) for one in found)
    return dict(pair for pair, _ in zip(pairs, range(_MOST), strict=False))


def _row(name: str, value: str, now: datetime) -> TokenRow:
    lower = name.lower()
    if lower in _SECRET:
        return TokenRow(name=name, value=DOTS, meaning=tr("Proves the key"))
    when = (
        from_seconds(int(value))
        if lower in _TIMES and value.isascii() and value.isdigit()
        else None
    )
    if when is not None:
        return TokenRow(name=name, value=value, meaning=utc_dated(when, now))
    return TokenRow(name=name, value=value, meaning=_meanings().get(lower, ""))


@cache
def _names() -> dict[str, str]:
    return {
        "hawk": "Hawk",
        "oauth": "OAuth 1.0a",
        "aws4-hmac-sha256": "AWS",
        "signature": tr("Signature"),
    }


@cache
def _meanings() -> dict[str, str]:
    return {
        "credential": tr("Key, day, region and service"),
        "id": tr("Whose key it is"),
        "keyid": tr("Whose key it is"),
        "oauth_consumer_key": tr("Whose key it is"),
        "oauth_token": tr("User it speaks for"),
        "signedheaders": tr("Headers that are signed"),
        "headers": tr("Headers that are signed"),
        "nonce": tr("May be used once"),
        "oauth_nonce": tr("May be used once"),
        "algorithm": tr("How it is signed"),
        "oauth_signature_method": tr("How it is signed"),
    }
