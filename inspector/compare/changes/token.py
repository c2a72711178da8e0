"""Another token: renewed, for another audience, issuer, scope or subject, signed by another key."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import Request
from inspector.protocol.tokens.claim_names import OF_THE_MOMENT
from inspector.wording import tr

RANK = 5
IDS = ("token",)
_SAID_OF_RENEWAL = OF_THE_MOMENT | {"exp"}


def found(before: Side, after: Side) -> Iterator[Delta]:
    """Return each claim that decides and differs; only times differ: the token was renewed."""
    mine, theirs = before.claims, after.claims
    if not mine or not theirs or before.secret == after.secret:
        return
    names = [name for name in {**mine, **theirs} if name not in _SAID_OF_RENEWAL]
    decisive = [name for name in names if mine.get(name) != theirs.get(name)]
    for name in decisive:
        made = _claim(name, mine.get(name), theirs.get(name))
        yield _silent(made, name) if before.masking.claims_hidden else made
    if _is_renewed(before, after):
        yield _renewed(before)
    elif not decisive:
        yield _signed_anew(before, after)


def take(request: Request, other: Request, change: str) -> Request | None:
    """Return the request with the other's token: a claim can't be taken alone."""
    if not change.startswith("token") or request.credential == other.credential:
        return None
    return replace(request, credential=other.credential)


def _is_renewed(before: Side, after: Side) -> bool:
    return any(before.claims.get(name) != after.claims.get(name) for name in ("exp", "iat"))


def _renewed(before: Side) -> Delta:
    expired = before.is_past_end
    sentence = (
        tr("The token was renewed: the old one had expired")
        if expired
        else tr("The token was renewed: the new one was accepted")
    )
    return Delta(
        id="token-renewed" if expired else "token-renewed:early",
        words=tr("renewed token"),
        sentence=sentence,
    )


def _claim(name: str, mine: Any, theirs: Any) -> Delta:
    before, after = _apart(_text(mine), _text(theirs))
    return Delta(
        id=f"token-claim:{name}",
        words=tr("changed {name}", name=name),
        sentence=tr(
            "The {what} was the cause: {before} was refused, {after} accepted",
            what=_title(name),
            before=before,
            after=after,
        ),
    )


def _silent(delta: Delta, name: str) -> Delta:
    """Return a change that names no value, as presentation mode shows it."""
    return replace(delta, sentence=tr("The {what} was the cause", what=_title(name)))


def _title(name: str) -> str:
    titles = {
        "aud": tr("audience"),
        "iss": tr("issuer"),
        "scope": tr("scope"),
        "scp": tr("scope"),
        "sub": tr("subject"),
        "azp": tr("client"),
        "client_id": tr("client"),
    }
    return titles.get(name, tr("claim {name}", name=name))


def _apart(before: str, after: str) -> tuple[str, str]:
    """Return two addresses without what they begin with alike: "v1" and "v2" say it."""
    if "://" not in before or "://" not in after:
        return before, after
    mine, theirs = before.split("/"), after.split("/")
    parted = (
        number for number, pair in enumerate(zip(mine, theirs, strict=False)) if len(set(pair)) > 1
    )
    at = min(next(parted, len(mine)), len(mine) - 1, len(theirs) - 1)
    return "/".join(mine[at:]), "/".join(theirs[at:])


def _signed_anew(before: Side, after: Side) -> Delta:
    mine = before.token.header.get("kid") if before.token else None
    theirs = after.token.header.get("kid") if after.token else None
    if mine != theirs:
        words = tr("another key")
        sentence = tr("The signing key was the cause: {after} was accepted", after=_text(theirs))
    else:
        words, sentence = (
            tr("signed anew"),
            tr("The signature was the cause; the claims are the same"),
        )
    return Delta(id="token-signature", words=words, sentence=sentence)


def _text(value: Any) -> str:
    if value is None:
        return tr("none")
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return str(value)[:80]
