"""Authorization code: the person signs in with the system's browser (RFC 6749 §4.1, RFC 8252)."""

import secrets as random
from collections.abc import Generator
from datetime import UTC, datetime, timedelta

from inspector.authenticate.provider import Provider, Refused, ended, granted, sendable
from inspector.authenticate.scheme import (
    Answer,
    Ask,
    Listen,
    Note,
    Receive,
    Step,
    Tell,
    asked,
    received,
    told,
)
from inspector.authenticate.side_message import browsed
from inspector.model.exchange import Exchange
from inspector.model.kinds.oauth import Grant
from inspector.model.message import Message
from inspector.model.question import Notice, Question, QuestionField
from inspector.protocol.json_text import parse_object
from inspector.protocol.oauth import authorization, dpop_proof, token_requests
from inspector.protocol.oauth.authorization import Callback, LoginRequest
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.protocol.oauth.parameters import Parameter, Parameters
from inspector.protocol.tokens import jose
from inspector.protocol.urls import host_of
from inspector.wording import tr

GRANT: Grant = "authorization-code"
NEEDS = ("authorization", "token")
PATIENCE = timedelta(minutes=5)
_ADDRESS = "address"


def obtain(provider: Provider) -> Generator[Step, Answer, KeptToken]:
    """Send the browser to the login page, take the code it brings back, and exchange it."""
    request = yield from _prepared(provider)
    page = yield from _page(provider, request)
    shown = sendable(lambda: browsed(page))
    yield Note(Exchange(purpose="authorization", request=shown))
    if provider.credential.login.host == "elsewhere":
        answer = yield from _pasted(page, request, provider)
    else:
        answer = yield from _awaited(page, request, provider)
    made = yield from provider.token(token_requests.code(provider.credential, answer.code, request))
    _check_nonce(made, request)
    return made


# ---------------------------------------------------------------- the request
def _prepared(provider: Provider) -> Generator[Step, Answer, LoginRequest]:
    """Make what belongs to this login alone; the browser is listened for before it is sent off."""
    credential = provider.credential
    login = credential.login
    redirect = login.address.strip()
    if login.host != "elsewhere":
        redirect = yield from told(Listen(host=login.host, port=login.port, path=login.path))
    elif not redirect:
        raise ended("no-redirect", tr("The redirect address is empty."))
    wants_nonce = authorization.asks_who(credential)
    return LoginRequest(
        redirect=redirect,
        state=login.state or random.token_urlsafe(24),
        nonce=(login.nonce or random.token_urlsafe(24)) if wants_nonce else login.nonce,
        verifier="" if login.pkce == "off" else random.token_urlsafe(48),
    )


def _page(provider: Provider, request: LoginRequest) -> Generator[Step, Answer, str]:
    """Return the address of the login page, the request in it or pushed before (RFC 9126)."""
    credential = provider.credential
    bound_to = dpop_proof.key_thumbprint(provider.key) if provider.key else ""
    fields = authorization.parameters(credential, request, bound_to)
    if _is_pushed(provider):
        fields = yield from _pushed(provider, fields)
    return authorization.address(provider.endpoints.authorization, fields)


def _is_pushed(provider: Provider) -> bool:
    wanted = provider.credential.extras.pushed
    required = wanted == "if-required" and provider.metadata.pushed_required
    if (required or wanted == "always") and not provider.endpoints.pushed:
        raise ended("no-endpoint", tr("No address for pushed requests is known."))
    return required or wanted == "always"


def _pushed(provider: Provider, fields: Parameters) -> Generator[Step, Answer, Parameters]:
    exchange = yield from provider.post("pushed", fields, "authorization", "pushed-request")
    found = parse_object(granted(exchange, "no-request-uri").body)
    reference = found.value.get("request_uri") if found else None
    if not isinstance(reference, str) or not reference:
        text = tr("The answer to the pushed request names no request_uri.")
        raise ended("no-request-uri", text, of_last=True)
    client = provider.credential.client_id
    return (Parameter("client_id", client), Parameter("request_uri", reference))


# ---------------------------------------------------------------- the answer
def _awaited(
    page: str, request: LoginRequest, provider: Provider
) -> Generator[Step, Answer, Callback]:
    """Wait for the browser at our own address."""
    until = datetime.now(UTC) + PATIENCE
    host = host_of(page)
    yield Tell(
        Notice(
            text=tr("Sign in at {host} in your browser. It comes back here by itself.", host=host),
            address=page,
            opens=provider.credential.login.page == "browser",
            ends=until,
        )
    )
    read: list[Callback] = []

    def judge(message: Message) -> str:
        callback = _callback_in(message)
        read[:] = [callback]
        return _fault(callback, request, provider)

    exchange = yield from received(Receive(until=until, judge=judge))
    yield Tell(None)
    if exchange is None or not read:
        text = tr("Nobody came back from the login page of {host} in time.", host=host)
        raise ended("nobody-came-back", text, of_last=True)
    if read[0].error and read[0].state == request.state:
        raise Refused(exchange)
    _checked(read[0], request, provider)
    return read[0]


def _pasted(
    page: str, request: LoginRequest, provider: Provider
) -> Generator[Step, Answer, Callback]:
    """Ask for the address that the browser was sent to, elsewhere."""
    text = tr("Sign in at {host}. Then paste the address you were sent to.", host=host_of(page))
    field = QuestionField(name=_ADDRESS, label=tr("Address"), is_secret=True)
    answers = yield from asked(Ask(question=Question(text=text, fields=(field,), browser=page)))
    callback = authorization.read_callback(answers[_ADDRESS].reveal())
    if callback is None:
        raise ended("no-answer", tr("The address holds no answer of the login provider."))
    _checked(callback, request, provider)
    return callback


def _callback_in(message: Message) -> Callback:
    by_post = message.method == "POST"
    text = message.body.decode("utf-8", "replace") if by_post else message.target
    return authorization.read_callback(text, by_post=by_post) or Callback()


def _fault(callback: Callback, request: LoginRequest, provider: Provider) -> str:
    """Return what is wrong with an answer, in words for the page; empty where it is good."""
    metadata = provider.metadata
    found = authorization.fault(
        callback, request, metadata.issuer, says_issuer=metadata.answers_with_issuer
    )
    if not found:
        return ""
    return {
        "state-differs": tr("The answer was to another question, so nothing was taken from it."),
        "issuer-differs": tr("Another provider answered, so nothing was taken from it."),
        "refused": tr("The sign-in was refused: {code}.", code=callback.error),
        "no-code": tr("The answer holds no code."),
    }[found]


def _checked(callback: Callback, request: LoginRequest, provider: Provider) -> None:
    if text := _fault(callback, request, provider):
        kind = "sign-in-refused" if callback.error else "answer-differs"
        raise ended(kind, text, of_last=True)


def _check_nonce(made: KeptToken, request: LoginRequest) -> None:
    """An ID token with another nonce belongs to another login (OpenID Connect Core §3.1.3.7)."""
    read = jose.read(made.id_token) if made.id_token and request.nonce else None
    claims = getattr(read, "claims", None)
    if isinstance(claims, dict) and claims.get("nonce") not in {None, request.nonce}:
        text = tr("The ID token belongs to another login: its nonce differs.")
        raise ended("answer-differs", text, of_last=True)
