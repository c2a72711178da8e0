"""The conversation with one login provider: what it published, our proof, its nonces."""

import secrets as random
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from http import HTTPStatus

import msgspec

from inspector.authenticate.scheme import Answer, Secrets, Send, Step, sent
from inspector.authenticate.side_message import Unsendable, fetched, posted
from inspector.compose.amend import with_header
from inspector.model.exchange import Exchange, Failure, Purpose, Stage
from inspector.model.kinds.oauth import ClientMethod, OwnMessage
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Message, Reply, first, readable
from inspector.protocol.dates import server_time
from inspector.protocol.discovery import is_address, login_urls
from inspector.protocol.oauth import client_proof, dpop_proof, kept_token, server_metadata
from inspector.protocol.oauth.client_proof import Assertion, Material, Proved
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.protocol.oauth.parameters import Parameters, own, replaced
from inspector.protocol.oauth.server_metadata import NOTHING
from inspector.protocol.oauth.token_reply import token_reply
from inspector.protocol.redaction import masked_url
from inspector.protocol.tokens.signing import SigningError
from inspector.protocol.urls import host_of, origin_of
from inspector.reading.statuses import ERRORS, SUCCESSES
from inspector.wording import tr


class Refused(Exception):  # noqa: N818 - the provider's answer, which the trace shows
    """A message was refused or failed; its exchange is the last of the trace and says why."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__("refused")
        self.exchange = exchange


class Ended(Exception):  # noqa: N818 - told as a failure
    """It can't go on. of_last: what fails is the exchange before, which looked well."""

    def __init__(self, failure: Failure, *, of_last: bool = False) -> None:
        super().__init__(failure.message)
        self.failure = failure
        self.of_last = of_last


def ended(kind: str, message: str, *, of_last: bool = False) -> Ended:
    """Return what to raise where nothing more can be sent."""
    stage: Stage = "sign-in" if of_last else "compose"
    return Ended(Failure(stage=stage, kind=kind, message=message), of_last=of_last)


def granted(exchange: Exchange, kind: str) -> Reply:
    """Return a reply that is a success; raises Refused, or Ended with that kind of failure.

    A redirect is no refusal, so the exchange itself would not say that nothing came of it.
    """
    reply, host = exchange.reply, host_of(exchange.request.url)
    if reply is None or exchange.failure is not None or reply.status in ERRORS:
        raise Refused(exchange)
    if reply.status in SUCCESSES:
        return reply
    place = readable(first(reply.headers, "Location") or "").partition("?")[0].partition("#")[0]
    if not place:
        text = tr("{host} answered {status}, which grants nothing.", host=host, status=reply.status)
        raise ended(kind, text, of_last=True)
    text = tr(
        "{host} answered with a redirect to {place}. What was asked for is sent nowhere else, so "
        "nothing came of it.",
        host=host,
        place=masked_url(place),
    )
    raise ended(kind, text, of_last=True)


class Provider:
    """Asks one provider for tokens. Its generators yield steps, as those of a scheme do.

    metadata, endpoints: what is known once `discover` ran. key: private key of DPoP as JWK text,
    empty where tokens are not bound to one.
    """

    def __init__(self, credential: OAuth2, secrets: Secrets) -> None:
        self.credential = credential
        self.reveal = secrets
        self.metadata = NOTHING
        self.endpoints = server_metadata.effective(NOTHING, credential.endpoints, credential.issuer)
        self.key = ""
        self.nonces: dict[str, str] = {}

    # ------------------------------------------------------------ what it publishes
    def discover(self, *needed: str) -> Generator[Step, Answer, None]:
        """Ask the issuer what it publishes; without one the addresses must have been typed.

        needed: the endpoints that the grant can't do without.
        """
        issuer = self.credential.issuer.strip()
        if issuer:
            yield from self._ask_issuer(issuer)
        for name in needed:
            if not is_address(getattr(self.endpoints, name)):
                raise ended("no-endpoint", self._lacks(name), of_last=bool(issuer))

    def _ask_issuer(self, issuer: str) -> Generator[Step, Answer, None]:
        if not is_address(issuer):
            text = tr("The issuer {issuer} is no address of the web.", issuer=issuer)
            raise ended("bad-issuer", text)
        for url in login_urls(issuer):
            exchange = yield from self.fetch(url)
            found = server_metadata.read(_document(exchange))
            if found is not None:
                self._accept(found, issuer)
                return
            if exchange.reply is None:
                raise Refused(exchange)
        if not self.endpoints.token:
            text = tr("{host} does not describe itself as a login provider.", host=host_of(issuer))
            raise ended("no-metadata", text, of_last=True)

    def fetch(self, url: str, token: str = "") -> Generator[Step, Answer, Exchange]:
        """Get a document of the provider."""
        message = sendable(lambda: fetched(url, token))
        return (yield from sent(Send(purpose="discovery", message=message, aside=True)))

    def _accept(self, found: server_metadata.ServerMetadata, issuer: str) -> None:
        """Take what the issuer publishes, unless it speaks for another one (RFC 8414 §3.3)."""
        if not found.is_of(issuer):
            text = tr(
                "The provider calls itself {issuer}, you typed {typed}: nothing was taken from it.",
                issuer=found.issuer,
                typed=issuer,
            )
            raise ended("issuer-differs", text, of_last=True)
        self.metadata = found
        typed = self.credential.endpoints
        self.endpoints = server_metadata.effective(found, typed, issuer)

    def _lacks(self, name: str) -> str:
        place = host_of(self.credential.issuer)
        sentences = {
            "authorization": tr("No authorization address is known. Enter it, or an issuer."),
            "token": tr("No token address is known. Enter it, or an issuer."),
            "device": tr("No address for device codes is known. Enter it, or an issuer."),
        }
        missing = {
            "authorization": tr("{host} names no authorization address.", host=place),
            "token": tr("{host} names no token address.", host=place),
            "device": tr("{host} names no address for device codes.", host=place),
        }
        return (missing if place else sentences).get(name) or tr("An address is not known.")

    # ------------------------------------------------------------ what it is asked
    @property
    def method(self) -> ClientMethod:
        """How the client proves itself."""
        return client_proof.choose(self._material(), self.metadata.client_methods)

    def post(
        self, endpoint: str, fields: Parameters, message: OwnMessage, purpose: Purpose
    ) -> Generator[Step, Answer, Exchange]:
        """Post a form with our proof; once more where the server wants its nonce in DPoP's.

        endpoint: its name. message: whose parameters of one's own are added.
        """
        method = self.method
        url = self._address(endpoint, method)
        for _ in range(2):
            made = sendable(lambda: self._form(url, fields, message, method))
            step = Send(
                purpose=purpose, message=made, aside=True, certificate=self._certificate(method)
            )
            exchange = yield from sent(step)
            wants = self.key and dpop_proof.wants_nonce(exchange.reply)
            known = self.nonces.get(origin_of(url))
            self.learn(exchange)
            if not wants or self.nonces.get(origin_of(url)) == known:
                break
        return exchange

    def token(
        self, fields: Parameters, *, endpoint: str = "token", purpose: Purpose = "token"
    ) -> Generator[Step, Answer, KeptToken]:
        """Ask for a token; raises Refused, or Ended where the reply holds none."""
        message: OwnMessage = "refresh" if purpose == "renewal" else "token"
        exchange = yield from self.post(endpoint, fields, message, purpose)
        return self.token_of(exchange)

    def token_of(self, exchange: Exchange) -> KeptToken:
        """Read the tokens of a reply; raises Refused, or Ended where there is none."""
        reply = granted(exchange, "no-token")
        found = token_reply(reply.body)
        if found is None:
            host = host_of(exchange.request.url)
            text = tr("{host} answered, and its answer holds no access token.", host=host)
            raise ended("no-token", text, of_last=True)
        asked = (exchange.started or datetime.now(UTC)).timestamp()
        there = server_time(reply.headers)
        made = kept_token.kept(found, asked, there.timestamp() if there else asked)
        return msgspec.structs.replace(made, key=self.key, nonces=dict(self.nonces))

    def learn(self, exchange: Exchange) -> None:
        """Take the nonce for the next proof to that server (RFC 9449 §8.2)."""
        if nonce := dpop_proof.nonce_of(exchange.reply):
            self.nonces[origin_of(exchange.request.url)] = nonce

    def proved(self, message: Message, token: str = "") -> Message:
        """Return a message with a DPoP proof; token: the access token that goes with it."""
        if not self.key:
            return message
        made = dpop_proof.ProofOf(
            method=message.method,
            url=message.url,
            issued=int(time.time()),
            jti=random.token_urlsafe(16),
            token=token,
            nonce=self.nonces.get(origin_of(message.url), ""),
        )
        return with_header(message, Header("DPoP", dpop_proof.proof(self.key, made), "credential"))

    def _form(
        self, url: str, fields: Parameters, message: OwnMessage, method: ClientMethod
    ) -> Message:
        own_body = own(self.credential, message, "body")
        beside = [own(self.credential, message, place) for place in ("header", "query")]
        if message == "authorization":
            beside[1] = ()  # what belongs into the address of the login page is pushed as fields
        made = posted(url, replaced(fields, own_body), self._proof(method), beside)
        return self.proved(made)

    def _proof(self, method: ClientMethod) -> Proved:
        material = self._material()
        if lacks := client_proof.missing(method, material):
            raise ended("empty-secret", _NEEDS[lacks]())
        assertion = Assertion(
            audience=self.endpoints.token, issued=int(time.time()), jti=random.token_urlsafe(16)
        )
        return client_proof.prove(method, material, assertion)

    def _material(self) -> Material:
        settings = self.credential.client
        return Material(
            client_id=self.credential.client_id,
            secret=self.reveal(settings.secret),
            key=self.reveal(settings.key),
            settings=settings,
        )

    def _address(self, endpoint: str, method: ClientMethod) -> str:
        """Return an endpoint; one for certificates where the proof is one (RFC 8705 §5)."""
        typed: str = getattr(self.endpoints, endpoint)
        if not is_address(typed):
            raise ended("no-endpoint", self._lacks(endpoint))
        alias: str = getattr(self.metadata.mutual_tls, endpoint)
        untouched = typed == getattr(self.metadata.endpoints, endpoint)
        return alias if client_proof.needs_certificate(method) and alias and untouched else typed

    def _certificate(self, method: ClientMethod) -> tuple[str, str] | None:
        if not client_proof.needs_certificate(method):
            return None
        return self.credential.client.certificate, self.credential.client.certificate_key


_NEEDS = {
    "secret": lambda: tr("The client secret is empty."),
    "key": lambda: tr("The key with which the client signs is empty."),
    "certificate": lambda: tr("No certificate of the client was chosen."),
}


def sendable(make: Callable[[], Message]) -> Message:
    """Make a message; raises Ended where that can't be done."""
    try:
        return make()
    except Unsendable as error:
        raise Ended(error.failure) from error
    except SigningError as error:
        raise ended("bad-key", str(error)) from error


def _document(exchange: Exchange) -> bytes:
    """Return the body of a success, empty for anything else."""
    reply = exchange.reply
    return reply.body if reply is not None and reply.status == HTTPStatus.OK else b""
