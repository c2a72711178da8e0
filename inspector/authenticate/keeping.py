"""The kept token of a credential: recalled, renewed once for all who wait, or obtained anew.

The order is what makes it safe against being ended at any moment: a renewal is marked before it
is sent, and what came back is stored before it is used.
"""

import time
from collections.abc import Generator

import msgspec

from inspector.authenticate.grants.registry import registry
from inspector.authenticate.provider import Ended, Provider, Refused
from inspector.authenticate.scheme import Answer, Ask, Leave, Recall, Step, Store, asked, told
from inspector.model.kinds.oauth import grant_facts
from inspector.model.question import Question
from inspector.protocol.oauth import dpop_proof, error_reply, kept_token, token_requests
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.wording import tr

_replace = msgspec.structs.replace
_NOT_SENT = frozenset({"compose", "dns", "connect", "proxy", "tls"})
_OVER = frozenset({"invalid_grant", "invalid_token", "expired_token", "invalid_request"})


def current(provider: Provider, refused: str = "") -> Generator[Step, Answer, KeptToken]:
    """Return a token that can be sent; raises Refused or Ended where there is none.

    refused: an access token that the API took for ended, which is not taken again.
    """
    name = kept_token.name_of(provider.credential)
    found = _of_given(provider, (yield from told(Recall(name))))
    if found is None or not _is_good(found, provider, refused):
        found = _of_given(provider, (yield from told(Recall(name, anew=True))))
        if found is None or not _is_good(found, provider, refused):
            found = yield from _fresh(provider, found)
        yield Leave(name)
    provider.key, provider.nonces = found.key, {**found.nonces, **provider.nonces}
    return found


def _of_given(provider: Provider, text: str) -> KeptToken | None:
    return kept_token.of_given(text, provider.credential, provider.reveal)


def _is_good(found: KeptToken, provider: Provider, refused: str) -> bool:
    use = provider.credential.use
    if found.renewing or found.chosen(use.token) in {"", refused}:
        return False
    return use.renew != "early" or found.is_fresh(time.time(), use.margin)


def _fresh(provider: Provider, before: KeptToken | None) -> Generator[Step, Answer, KeptToken]:
    grant = registry()[provider.credential.grant]
    yield from provider.discover(*grant.NEEDS)
    if before is not None and before.renewing:
        yield from _not_known(provider)
        before = None
    if before is not None and before.refresh_token:
        after = yield from renewal(provider, before)
        if after is not None:
            return after
    provider.key = _key(provider, before)
    return (yield from obtained(provider))


def obtained(provider: Provider) -> Generator[Step, Answer, KeptToken]:
    """Obtain a token by the grant, and keep it."""
    made = yield from registry()[provider.credential.grant].obtain(provider)
    yield _stored(provider, made)
    return made


def _key(provider: Provider, before: KeptToken | None) -> str:
    algorithm = provider.credential.extras.dpop
    if not algorithm:
        return ""
    return before.key if before is not None and before.key else dpop_proof.new_key(algorithm)


def _not_known(provider: Provider) -> Generator[Step, Answer, None]:
    """Ask before a new login begins, where a renewal was cut off and its outcome is unknown."""
    if not grant_facts(provider.credential.grant).by_person:
        return
    text = tr(
        "The program ended while this token was renewed. It is not known whether the login "
        "provider renewed it. Sign in again?"
    )
    yield from asked(Ask(question=Question(text=text)))


def renewal(provider: Provider, before: KeptToken) -> Generator[Step, Answer, KeptToken | None]:
    """Renew by the refresh token; None where it no longer counts, so that the grant is due.

    Raises Refused where the provider can't say now; the token stays as it was then.
    """
    provider.key, provider.nonces = before.key, dict(before.nonces)
    yield _stored(provider, _replace(before, renewing=True))
    fields = token_requests.refresh(provider.credential, before.refresh_token)
    try:
        made = yield from provider.token(fields, endpoint="refresh", purpose="renewal")
    except Refused as refusal:
        if _may_have_arrived(refusal):
            raise
        over = _is_over(refusal)
        yield _stored(provider, _replace(before, refresh_token="") if over else before)
        if over:
            return None
        raise
    except Ended:
        yield _stored(provider, before)  # it answered, with no token in it
        raise
    after = kept_token.renewed(before, made)
    yield _stored(provider, after)
    return after


def _may_have_arrived(refusal: Refused) -> bool:
    """Whether the provider may have renewed although no answer came."""
    failure = refusal.exchange.failure
    return refusal.exchange.reply is None and (failure is None or failure.stage not in _NOT_SENT)


def _is_over(refusal: Refused) -> bool:
    reply = refusal.exchange.reply
    found = error_reply.read(reply.body) if reply is not None else None
    return found is not None and found.code in _OVER


def _stored(provider: Provider, token: KeptToken) -> Store:
    credential = provider.credential
    kept = _replace(
        token,
        nonces=dict(provider.nonces),
        label=credential.use.kept_as,
        issuer=credential.issuer or credential.endpoints.token,
        client_id=credential.client_id,
        given=kept_token.digest_of_given(credential, provider.reveal),
    )
    name = kept_token.name_of(credential)
    return Store(name=name, text=kept_token.written(kept), secrets=kept.secrets)
