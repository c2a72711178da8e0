"""Walks a sign-in: from a call without a token over what it names to a call with one.

A generator of steps as a scheme has (RFC 9728, RFC 8414, RFC 7591, RFC 6749, RFC 8707; the
authorization of the Model Context Protocol is made of them). Nothing of the user's goes out, and
only hosts are asked that the person agreed to.
"""

from collections.abc import Generator
from typing import TypeVar, cast

import msgspec

from inspector.authenticate import keeping, managing
from inspector.authenticate.provider import Ended, Provider, Refused, sendable
from inspector.authenticate.scheme import (
    Answer,
    Ask,
    Keep,
    Listen,
    Note,
    Receive,
    Secrets,
    Send,
    Step,
    Steps,
    StepsOf,
    Stop,
    asked,
    sent,
    told,
)
from inspector.authenticate.schemes import oauth2
from inspector.authenticate.side_message import fetched, looked_at
from inspector.authenticate.sign_in import calls, client_ways, documents, provider_replies
from inspector.authenticate.sign_in.calls import Asked
from inspector.authenticate.sign_in.documents import Found
from inspector.authenticate.sign_in.provider_replies import Asking
from inspector.authenticate.sign_in.walk_log import LoggedStep, WalkLog
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Message
from inspector.model.question import Question
from inspector.model.secret import SecretRef, references
from inspector.model.sign_in import Halt, SetUp, StepName, Trouble, Way
from inspector.protocol.discovery import login_urls
from inspector.protocol.oauth import resource_metadata, server_metadata
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.protocol.oauth.sign_in_faults import trouble
from inspector.protocol.urls import authority_of, host_of, origin_of, split
from inspector.wording import tr

_replace = msgspec.structs.replace
_HOPS = 3  # redirects of the API to itself
Walking = Generator[Step, Answer, None]
Made = TypeVar("Made")


class _Over(Exception):  # noqa: N818 - the way ends here, and the log says why
    """A step is broken, so that the next can't be gone."""


def steps_of(log: WalkLog, start: OAuth2, *, chooses: bool = False) -> StepsOf:
    """Return steps that walk a sign-in instead of sending the request; `log` says what came of it.

    start: what is known already: a client ID, an issuer that was typed, a scope. chooses: a person
    says which client it is, else this program is registered.
    """

    def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:  # noqa: ARG001 - the same for every scheme
        log.credential = start
        if start.issuer:
            log.agree(start.issuer)  # the person typed it
        walker = _Walker(log, message, secrets, chooses=chooses)
        try:
            yield from walker.walk()
        except (_Over, Refused):
            return  # the log says why
        except Ended as end:
            walker.ended(end)
            if not end.of_last:
                yield Stop(end.failure)

    return steps


class _Walker:
    """Goes one step after the other, and notes each in the log."""

    def __init__(self, log: WalkLog, message: Message, secrets: Secrets, *, chooses: bool) -> None:
        self._log = log
        self._chooses = chooses
        self._message = message
        self._secrets = secrets
        self._redirect = ""
        self._resource = ""
        self._by_api = False
        self._kept: dict[SecretRef, str] = {}
        self._described: tuple[Exchange, Found] | None = None
        self._provider = Provider(log.credential, self._reveal)

    def _reveal(self, ref: SecretRef) -> str:
        """Reveal what was kept in the walk, too: the request does not know of it yet."""
        return self._kept.get(ref) or self._secrets(ref)

    def walk(self) -> Walking:
        """Walk it all."""
        said = yield from self._first_call()
        issuer = self._log.credential.issuer.strip() or (yield from self._resource_metadata(said))
        yield from self._server_metadata(issuer)
        yield from self._client()
        token = yield from self._watched(keeping.obtained(self._provider))
        yield from self._call(token)

    # ------------------------------------------------------------ what the API says
    def _first_call(self) -> Generator[Step, Answer, Asked]:
        exchange = yield from self._ask_api(self._message)
        for _ in range(_HOPS):
            if not (place := calls.moved_to(exchange)):
                break
            self._message = calls.moved(self._message, place)
            exchange = yield from self._ask_api(self._message)
        said = calls.without_token(exchange)
        self._note("first-call", exchange, said.troubles)
        if said.scope:
            self._take_scope(said.scope)
        return said

    def _ask_api(self, message: Message) -> Generator[Step, Answer, Exchange]:
        return (yield from self._sent(Send(message=message, aside=True)))

    def _resource_metadata(self, said: Asked) -> Generator[Step, Answer, str]:
        """Return the issuer that the API's metadata name, or that it named itself."""
        if said.issuer and not said.metadata:
            self._log.name_host(said.issuer, authority_of(self._message.url))
            return said.issuer
        found = yield from self._first_usable(said)
        if found is None or found.resource is None:
            return (yield from self._without_metadata())
        self._resource = found.resource.resource
        if found.resource.scopes and not self._by_api:
            self._take_scope(" ".join(found.resource.scopes))
        issuer = found.resource.authorization_servers[0]
        self._log.name_host(issuer, authority_of(self._message.url))
        return issuer

    def _first_usable(self, said: Asked) -> Generator[Step, Answer, Found | None]:
        """Try the place that was named, then the well-known ones (RFC 9728 §3.1)."""
        dialled, failed = self._message.url, list[Trouble]()
        for url in resource_metadata.places(said.metadata, dialled):
            self._log.name_host(url, authority_of(dialled))
            exchange = yield from self._fetched(url)
            found = documents.resource_document(dialled, exchange)
            if found.is_usable or found.resource is not None:
                odd = [_replace(one, ends=False) for one in failed] if said.metadata else []
                self._note("resource-metadata", exchange, (*odd, *found.troubles))
                return found
            failed = failed or [found.troubles[0]]
        self._log.add("resource-metadata", exchange, *failed)
        return None

    def _without_metadata(self) -> Generator[Step, Answer, str]:
        """Go on where the API's own host is the login provider, as at old servers of MCP."""
        origin = origin_of(self._message.url)
        self._described = yield from self._description(origin)
        if self._described[1].server is None:
            raise _Over
        step = next(step for step in self._log.steps if step.name == "resource-metadata")
        step.troubles = tuple(_replace(one, ends=False) for one in step.troubles)
        return origin

    def _take_scope(self, scope: str) -> None:
        self._by_api = True
        if not self._log.credential.scope:
            self._log.credential = _replace(self._log.credential, scope=scope)

    # ------------------------------------------------------------ what the login provider says
    def _server_metadata(self, issuer: str) -> Walking:
        self._log.name_host(issuer, tr("you"))
        credential = self._log.credential
        target = credential.target
        if self._resource and not target.resources:
            target = _replace(target, resources=(self._resource,))
        self._log.credential = _replace(credential, issuer=issuer, target=target)
        exchange, found = self._described or (yield from self._description(issuer))
        self._note("server-metadata", exchange, found.troubles)
        self._use(found)

    def _description(self, issuer: str) -> Generator[Step, Answer, tuple[Exchange, Found]]:
        """Ask at each usual place; where none serves, what was wrong at the first counts."""
        failed: tuple[Exchange, Found] | None = None
        for url in sorted(login_urls(issuer), key=_is_openid):
            exchange = yield from self._fetched(url)
            found = documents.server_document(issuer, exchange)
            if found.server is not None:
                return exchange, found
            failed = failed or (exchange, found)
        assert failed is not None  # noqa: S101 - there is a usual place
        return failed

    def _use(self, found: Found) -> None:
        assert found.server is not None  # noqa: S101 - the caller looked
        self._provider = Provider(self._log.credential, self._reveal)
        self._provider.metadata = found.server
        typed, issuer = self._log.credential.endpoints, found.server.issuer
        self._provider.endpoints = server_metadata.effective(found.server, typed, issuer)
        self._log.offers = client_ways.offers(found.server)
        for name in ("authorization", "token", "registration"):
            if url := getattr(found.server.endpoints, name):
                self._log.name_host(url, authority_of(issuer))

    def _client(self) -> Walking:
        """Go on with the client that is known or chosen, else register this program as one."""
        way: Way = "client" if self._log.credential.client_id else "register"
        if self._chooses and way == "register":
            way = yield from self._chosen_way("client")
        while not (yield from self._ready(way)):
            way = yield from self._chosen_way("broken")

    def _chosen_way(self, asks: Halt) -> Generator[Step, Answer, Way]:
        """Let the person say which client it is; what broke before is gone anew."""
        log, host = self._log, host_of(self._provider.metadata.issuer)
        login = log.credential.login
        ways = client_ways.ways(log.offers or (), login, log.troubles_of("registration"))
        if asks == "client":
            log.steps.append(LoggedStep(name="registration", host=host, waits=True))
        about = SetUp(walk=log.walk(()), asks=asks, host=host, ways=ways)
        answers = yield from asked(Ask(question=client_ways.question(about)))
        log.forget("registration")
        way, client = client_ways.chosen(answers, ways)
        login = client_ways.login_by(way, login)
        log.credential = _replace(log.credential, client_id=client, login=login)
        return way

    def _ready(self, way: Way) -> Generator[Step, Answer, bool]:
        """Listen, and register where that is the way; False where another can be chosen."""
        yield from self._listen()
        if way == "client" and self._log.credential.client_id:
            return True
        try:
            yield from self._register()
        except _Over:
            if not self._chooses:
                raise
            return False
        return True

    def _listen(self) -> Walking:
        """Listen for the browser, so that its address can be registered."""
        credential = self._log.credential
        login = credential.login
        listen = Listen(host=login.host, port=login.port, path=login.path)
        self._redirect = yield from told(listen)
        port = split(self._redirect).port or 0
        self._provider.credential = _replace(credential, login=_replace(login, port=port))
        self._log.credential = self._provider.credential

    def _register(self) -> Walking:
        host = host_of(self._provider.metadata.issuer)
        if not self._provider.endpoints.registration:
            self._log.blame("registration", host, trouble("no-registration", host=host))
            raise _Over
        made = yield from self._watched(managing.registered(self._provider))
        self._provider.credential = self._log.credential = made

    # ------------------------------------------------------------ the call with the token
    def _call(self, token: KeptToken) -> Walking:
        credential = self._log.credential

        def placed(message: Message, _before: Exchange | None = None) -> Message:
            return oauth2.with_token(self._provider, message, token)

        step = Send(message=placed(self._message), renew=placed)
        exchange = yield from self._sent(step)
        odd = self._log.troubles_of("token")
        found = calls.with_token(self._message.url, exchange, credential, odd)
        self._log.add("call", exchange, *found.troubles)
        if found.token:  # refused with reason: who made the token is at fault
            ending = (_replace(one, ends=True) for one in found.token)
            self._log.blame("token", "", *ending)
        self._log.is_done = not any(one.ends for one in (*found.troubles, *found.token))

    # ------------------------------------------------------------ how steps are carried out
    def _fetched(self, url: str) -> Generator[Step, Answer, Exchange]:
        message = sendable(lambda: fetched(url))
        return (yield from self._sent(Send(purpose="discovery", message=message, aside=True)))

    def _sent(self, step: Send) -> Generator[Step, Answer, Exchange]:
        yield from self._agreed(step.message.url, step)
        return (yield from sent(step))

    def _agreed(self, url: str, step: Send | Note) -> Walking:
        """Ask before a host is asked for the first time, whoever named it."""
        if self._log.may_ask(url):
            return
        self._log.name_host(url, authority_of(self._provider.metadata.issuer))
        waiting = LoggedStep(name=_NEXT.get(_purpose(step), "server-metadata"), waits=True)
        waiting.host = authority_of(url)
        self._log.steps.append(waiting)
        host = authority_of(url)
        about = SetUp(walk=self._log.walk(()), asks="host", host=host)
        text, agree = self._log.question(url), tr("Ask {host}", host=host)
        yield from asked(Ask(question=Question(text=text, agree=agree, about=about)))
        self._log.steps.remove(waiting)
        self._log.agree(url)

    def _watched(self, steps: Generator[Step, Answer, Made]) -> Generator[Step, Answer, Made]:
        """Pass steps of a grant on, and judge what comes back."""
        answer: Answer = None
        while True:
            try:
                step = next(steps) if answer is None else steps.send(answer)
            except StopIteration as end:
                return cast("Made", end.value)
            if isinstance(step, Note):
                yield from self._looked(step.exchange)
                answer = None
                continue
            if isinstance(step, Send):
                yield from self._agreed(step.message.url, step)
            answer = yield step
            if isinstance(step, Keep):
                for ref in set(references(answer)).difference(references(step.credential)):
                    self._kept[ref] = step.secret.reveal()
            if isinstance(step, Send | Receive) and isinstance(answer, Exchange):
                self._judged(answer)

    def _looked(self, exchange: Exchange) -> Walking:
        """Look at the login page before the browser is sent there: it may refuse at once."""
        if self._provider.metadata.pushed_required:
            yield Note(exchange)  # a pushed request can be opened once
            self._log.add("authorization", exchange)
            return
        message = sendable(lambda: looked_at(exchange.request.url))
        step = Send(purpose="authorization", message=message, aside=True)
        page = yield from self._sent(step)
        self._note("authorization", page, provider_replies.page(page, self._asking()))

    def _judged(self, exchange: Exchange) -> None:
        step = self._log.add_by_purpose(exchange)
        if step is None:
            return
        asking = self._asking()
        match exchange.purpose:
            case "registration":
                step.troubles = provider_replies.registered(exchange, asking)
            case "token":
                step.troubles = provider_replies.token(exchange, asking)
            case "sign-in":
                step.host = authority_of(self._provider.endpoints.authorization)
                step.troubles = provider_replies.answered(exchange, step.host, asking)
        if any(one.ends for one in step.troubles):
            raise _Over

    def _asking(self) -> Asking:
        return Asking(
            credential=self._log.credential,
            redirect=self._redirect,
            issuer=self._provider.metadata.issuer,
            resource=self._resource,
            registered=bool(self._log.troubles_of("registration"))
            or any(step.name == "registration" for step in self._log.steps),
            by_api=self._by_api,
        )

    def _note(self, name: StepName, exchange: Exchange, troubles: tuple[Trouble, ...]) -> None:
        """Note a step; the way ends where it is broken."""
        self._log.add(name, exchange, *troubles)
        if any(one.ends for one in troubles):
            raise _Over

    def ended(self, end: Ended) -> None:
        """Note why a grant can't go on, where no reply said it."""
        host = host_of(self._provider.endpoints.authorization)
        last = self._log.steps[-1].exchange if self._log.steps else None
        kinds = {
            "nobody-came-back": "nobody-came-back",
            "answer-differs": provider_replies.difference(last, self._provider.metadata),
            "sign-in-refused": "sign-in-declined",
        }
        if slug := kinds.get(end.failure.kind):
            self._log.blame("sign-in", host, trouble(slug, host=host))


_NEXT: dict[str, StepName] = {
    "registration": "registration",
    "authorization": "authorization",
    "token": "token",
    "main": "call",
}


def _purpose(step: Send | Note) -> str:
    return step.purpose if isinstance(step, Send) else step.exchange.purpose


def _is_openid(url: str) -> bool:
    return "openid-configuration" in url
