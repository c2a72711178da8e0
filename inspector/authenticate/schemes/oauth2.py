"""OAuth 2.0 and OpenID Connect: sends a kept token, which it renews or obtains before."""

from collections.abc import Generator
from http import HTTPStatus

from inspector.authenticate import keeping
from inspector.authenticate.provider import Ended, Provider, Refused
from inspector.authenticate.scheme import (
    Answer,
    Check,
    Preview,
    Secrets,
    Send,
    Step,
    Steps,
    Stop,
    sent,
)
from inspector.compose.address import query
from inspector.compose.amend import with_header, with_more_query
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange, Failure, Purpose
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Message
from inspector.model.secret import SecretRef
from inspector.protocol.oauth import dpop_proof, kept_token, step_up
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.protocol.redaction import mask
from inspector.wording import tr


def fit(credential: Credential) -> float:
    """Fits OAuth 2.0."""
    return float(isinstance(credential, OAuth2))


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Get a token that can be sent, and send it; without one nothing goes to the API."""
    assert isinstance(credential, OAuth2)  # noqa: S101 - `fit` chose it
    provider = Provider(credential, secrets)
    try:
        if problem := _lacks(credential):
            yield Stop(problem)
            return
        token = yield from keeping.current(provider)
        exchange = yield from _sent(provider, message, token)
        if credential.use.once_on_401 and _is_refused(exchange):
            provider.credential = _stepped_up(credential, exchange)
            token = yield from keeping.current(provider, refused=token.chosen(credential.use.token))
            yield from _sent(provider, message, token, "retry")
    except Refused:
        return  # the last exchange of the trace says why
    except Ended as end:
        yield Stop(end.failure, of_last=end.of_last)


def _lacks(credential: OAuth2) -> Failure | None:
    """Return why nothing can be asked for at all."""
    if credential.grant != "jwt-bearer" and not credential.client_id.strip():
        return Failure(stage="compose", kind="empty-secret", message=tr("The client ID is empty."))
    return None


def _sent(
    provider: Provider, message: Message, token: KeptToken, purpose: Purpose = "main"
) -> Generator[Step, Answer, Exchange]:
    """Send to the API; once more where it wants its nonce in the proof (RFC 9449 §9)."""

    def placed(message: Message) -> Message:
        return with_token(provider, message, token)

    def renew(message: Message, _before: Exchange) -> Message:
        return placed(message)

    exchange = yield from sent(Send(purpose=purpose, message=placed(message), renew=renew))
    if not provider.key or not dpop_proof.wants_nonce(exchange.reply):
        return exchange
    provider.learn(exchange)
    again = Send(purpose="challenge-answer", message=placed(message), renew=renew)
    return (yield from sent(again))


def with_token(provider: Provider, message: Message, token: KeptToken) -> Message:
    """Return the message with the token in its place, and the proof that belongs to it."""
    use = provider.credential.use
    value = token.chosen(use.token)
    if use.place == "query":
        return provider.proved(_in_query(message, use.name, value), value)
    placed = Marked.plain(_prefix(_word(provider.credential, token))) + Marked.secret(value)
    header = Header(use.name, placed.wire, "credential", placed.spans)
    return provider.proved(with_header(message, header), value)


def _in_query(message: Message, name: str, value: str) -> Message:
    return with_more_query(message, query([(Marked.plain(name), Marked.secret(value))]))


def _word(credential: OAuth2, token: KeptToken) -> str:
    """Return the word before a token; a provider may leave it unbound although a key was shown."""
    return credential.scheme_word if token.token_type.lower() == "dpop" else credential.use.word


def _prefix(word: str) -> str:
    return f"{word.strip()} " if word.strip() else ""


def _stepped_up(credential: OAuth2, exchange: Exchange) -> OAuth2:
    """Return the credential for the login that the API wants (RFC 9470 §4)."""
    asked = step_up.wanted(exchange.reply)
    if asked is None:
        return credential
    stronger = credential.asking_for("acr_values", asked.acr_values or credential.login.acr_values)
    return stronger.asking_for("max_age", asked.max_age or credential.login.max_age)


def _is_refused(exchange: Exchange) -> bool:
    return exchange.reply is not None and exchange.reply.status == HTTPStatus.UNAUTHORIZED


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show the kept token where it goes, or that one is asked for first."""
    assert isinstance(credential, OAuth2)  # noqa: S101 - `fit` chose it
    prefix = _prefix(credential.scheme_word) if credential.use.place == "header" else ""
    name = kept_token.name_of(credential)
    lying = secrets(SecretRef(place="keyring", name=name))
    token = kept_token.of_given(lying, credential, secrets)
    if token is not None and not token.renewing:
        value = mask(token.chosen(credential.use.token))
        return Preview(place=credential.use.place, name=credential.use.name, text=prefix + value)
    text = prefix.strip() or tr("the token that is asked for first")
    return Preview(place="challenge", name=credential.use.name, text=text)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:  # noqa: ARG001 - the same for every scheme
    """What is missing for the grant, and what is no longer advised."""
    assert isinstance(credential, OAuth2)  # noqa: S101 - `fit` chose it
    found: list[Check] = []
    if not credential.issuer.strip() and not credential.endpoints.token.strip():
        text = tr("Enter an issuer, or the address of its token endpoint.")
        found.append(Check(kind="no-issuer", field="issuer", text=text, level="bad"))
    if not credential.client_id.strip() and credential.grant != "jwt-bearer":
        text = tr("The client ID is empty.")
        found.append(Check(kind="no-client", field="client_id", text=text, level="bad"))
    if credential.grant == "password":
        text = tr("This grant hands your password to the program; OAuth 2.1 leaves it out.")
        found.append(Check(kind="password-grant", field="grant", text=text, level="info"))
    if credential.grant == "authorization-code" and credential.login.pkce != "S256":
        text = tr("Without PKCE S256 a code that is caught can be used (RFC 9700 §2.1.1).")
        found.append(Check(kind="weak-pkce", field="login.pkce", text=text))
    return tuple(found)
