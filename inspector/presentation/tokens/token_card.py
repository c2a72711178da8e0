"""What the card of a kept token says: its state, how much of its life is left, what comes then."""

from datetime import timedelta
from typing import Literal, NamedTuple

from inspector.model.kinds.oauth import grant_facts
from inspector.model.kinds.oauth2 import OAuth2
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.wording import tr
from inspector.wording.durations import short, span

State = Literal["kept", "renewing", "ended", "none", "waiting", "unknown", "opaque"]


class Situation(NamedTuple):
    """now: seconds since the epoch. name: what the token is known by. host: where it may go.

    sending: something is under way. waiting: until when a person is waited for, None for nobody.
    failed: the last send brought no token.
    """

    now: float
    name: str
    host: str
    sending: bool = False
    waiting: float | None = None
    failed: bool = False


class Life(NamedTuple):
    """gone, renews: shares of the life, 0 to 1; renews is None where nobody renews it.

    said: the bar, read aloud.
    """

    gone: float
    renews: float | None
    over: bool
    left: str
    then: str
    said: str


class TokenWords(NamedTuple):
    """look: icon and colour. links: commands with their words. facts: names with values."""

    state: State
    look: tuple[str, str]
    title: str
    right: str = ""
    life: Life | None = None
    sentence: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def token_words(token: KeptToken | None, credential: OAuth2, at: Situation) -> TokenWords:
    """Return what the card says."""
    if at.waiting is not None:
        left = tr("{time} left", time=_clock(at.waiting - at.now))
        return TokenWords("waiting", ("hourglass", "accent"), tr("Waiting for your sign-in"), left)
    if token is None:
        return _none(credential, at)
    if token.renewing and not at.sending:
        return _unknown()
    return _opaque(token, credential, at) if token.ends is None else _timed(token, credential, at)


def _timed(token: KeptToken, credential: OAuth2, at: Situation) -> TokenWords:
    life = _life(token, credential, at.now)
    facts = _facts(token, credential, at)
    if token.renewing:
        return TokenWords("renewing", ("refresh-cw", "accent"), tr("Renewing…"), life=life)
    if not life.over:
        return TokenWords("kept", ("shield-check", "ok"), _title(at), life=life, facts=facts)
    ago = span(timedelta(seconds=at.now - (token.ends or at.now)))
    return TokenWords(
        "ended",
        ("timer-off", "err"),
        tr("Ended {time} ago", time=ago),
        life=life,
        facts=facts,
        links=(("renew-token", _again(token, credential)),),
    )


_SOON = 300  # seconds before an end that nobody renews


def token_status(token: KeptToken, credential: OAuth2, now: float) -> tuple[str, str] | None:
    """Return the token's words in the status bar with their colour; None where there are none."""
    if token.ends is None or token.renewing:
        return None
    if renews_itself(token, credential):
        at = token.renews(credential.use.margin) or token.ends
        if at <= now:
            return tr("Token renews with the next send"), "accent"
        return tr("Token renews in {time}", time=short(timedelta(seconds=at - now))), "accent"
    left = token.ends - now
    if left <= 0:
        return tr("Token has ended"), "warn"
    if left <= _SOON:
        text = tr(
            "Token ends in {time} and can't renew itself", time=short(timedelta(seconds=left))
        )
        return text, "warn"
    return tr("Token ends in {time}", time=short(timedelta(seconds=left))), "text2"


def speaks_for(token: KeptToken, credential: OAuth2) -> str:
    """Return whose token it is."""
    return token.subject or credential.user_name or tr("this program itself")


def renews_itself(token: KeptToken, credential: OAuth2) -> bool:
    """Whether it is renewed before its end without a person."""
    able = bool(token.refresh_token) or not grant_facts(credential.grant).by_person
    return credential.use.renew == "early" and able


def _title(at: Situation) -> str:
    return tr("Token “{name}”", name=at.name)


def _none(credential: OAuth2, at: Situation) -> TokenWords:
    by_person = grant_facts(credential.grant).by_person
    why = tr("sign in to get one") if by_person else tr("Send asks for one")
    right = tr("API not called") if at.failed else why
    return TokenWords("none", ("circle-dashed", "text2"), tr("No token yet"), right)


def _unknown() -> TokenWords:
    sentence = tr("The program ended while the token was renewed.")
    return TokenWords(
        "unknown",
        ("triangle-alert", "warn"),
        tr("Not known whether it was renewed"),
        sentence=sentence,
        links=(
            ("renew-token", tr("Sign in again")),
            ("try-kept-token", tr("Try the kept one")),
        ),
    )


def _opaque(token: KeptToken, credential: OAuth2, at: Situation) -> TokenWords:
    sentence = tr("No end is known. The provider said nothing about it.")
    facts = _facts(token, credential, at)
    look = ("shield-check", "ok")
    return TokenWords("opaque", look, _title(at), sentence=sentence, facts=facts)


def _facts(token: KeptToken, credential: OAuth2, at: Situation) -> tuple[tuple[str, str], ...]:
    speaks = (tr("Speaks for"), speaks_for(token, credential))
    return (speaks, (tr("May go to"), at.host)) if at.host else (speaks,)


def _again(token: KeptToken, credential: OAuth2) -> str:
    if token.refresh_token:
        return tr("Renew now")
    by_person = grant_facts(credential.grant).by_person
    return tr("Sign in") if by_person else tr("Ask for another")


def _life(token: KeptToken, credential: OAuth2, now: float) -> Life:
    ends, whole = token.ends or now, max(token.life or 0, 1)
    gone = min(max((now - token.obtained) / whole, 0.0), 1.0)
    over = now >= ends
    renewed = renews_itself(token, credential)
    at = token.renews(credential.use.margin) if renewed else None
    left = short(timedelta(seconds=max(ends - now, 0)))
    before = short(timedelta(seconds=ends - at)) if at is not None else ""
    mark = (at - token.obtained) / whole if at is not None else None
    said = tr("{left} left of {whole}", left=left, whole=short(timedelta(seconds=whole)))
    then = _then(credential, before)
    return Life(
        gone=gone,
        renews=mark,
        over=over,
        left="" if over else tr("{time} left", time=left),
        then="" if over else then,
        said=tr("The token has ended") if over else f"{said}, {then}",
    )


def _then(credential: OAuth2, before: str) -> str:
    if before:
        return tr("renews itself {time} before", time=before)
    if credential.use.renew == "asked":
        return tr("renewed when you ask")
    if grant_facts(credential.grant).by_person:
        return tr("ends, then you sign in again")
    return tr("ends, and nobody renews it")


def _clock(seconds: float) -> str:
    minutes, left = divmod(max(int(seconds), 0), 60)
    return f"{minutes}:{left:02}"
