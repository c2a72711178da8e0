"""Judges a sign-in that another client walked, out of its recording, by the same steps.

Nothing is sent. Which exchange is which step is told by what it says: a well-known address, the
parameters of OAuth 2.0, the challenge (RFC 9728, RFC 8414, RFC 7591, RFC 6749).
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import parse_qsl

import msgspec

from inspector.authenticate.sign_in import calls, documents, provider_replies
from inspector.authenticate.sign_in.calls import Asked
from inspector.authenticate.sign_in.provider_replies import Asking
from inspector.authenticate.sign_in.walk_log import WalkLog
from inspector.model.exchange import Exchange
from inspector.model.kinds.oauth import Target
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import first
from inspector.model.sign_in import StepName, Trouble, Walk
from inspector.protocol.json_text import parse_object
from inspector.protocol.oauth import resource_metadata
from inspector.protocol.oauth.sign_in_faults import trouble
from inspector.protocol.oauth.token_reply import fields
from inspector.protocol.urls import authority_of, host_of, origin_of, split

_replace = msgspec.structs.replace
_SERVER = ("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")
_SHOWING = frozenset({"resource-metadata", "server-metadata", "token"})  # that somebody signs in


def walk_of(exchanges: Sequence[Exchange], *, sanitised: bool = False) -> Walk | None:
    """Return the sign-in in a recording; None where there is none.

    sanitised: headers may have been taken out, so that a missing token proves nothing.
    """
    found = _sorted(exchanges)
    if "first-call" not in found or not found.keys() & _SHOWING:
        return None
    return _Recorded(found, sanitised=sanitised).walk(tuple(exchanges))


# ---------------------------------------------------------------- which exchange is which step
Steps = dict[StepName, list[Exchange]]


def _sorted(exchanges: Sequence[Exchange]) -> Steps:
    """Return the exchanges of each step, in their order; the rest of a recording is left out."""
    found: Steps = {}
    others = []
    for exchange in exchanges:
        name = next((name for name, fits in _FITTING.items() if fits(exchange)), None)
        if name is not None:
            found.setdefault(name, []).append(exchange)
        else:
            others.append(exchange)
    dialled = next((one for one in others if _asks_for_a_token(one)), None) or _before(
        exchanges, others, found
    )
    if dialled is not None:
        found["first-call"] = [dialled]
        _leave_out_others(found, dialled)
        after = exchanges[_index(exchanges, found.get("token", [dialled])[-1]) + 1 :]
        same = (one for one in after if one in others and _is_same_call(one, dialled))
        if "token" in found and (call := next(same, None)) is not None:
            found["call"] = [call]
    return found


def _leave_out_others(found: Steps, dialled: Exchange) -> None:
    """Leave out what other APIs of the recording say of themselves."""
    own = [
        one
        for one in found.pop("resource-metadata", [])
        if resource_metadata.is_fetched_for(dialled, one.request.url)
    ]
    if own:
        found["resource-metadata"] = own


def _index(exchanges: Sequence[Exchange], wanted: Exchange) -> int:
    return next(at for at, one in enumerate(exchanges) if one is wanted)


def _before(exchanges: Sequence[Exchange], others: list[Exchange], found: Steps) -> Exchange | None:
    """Return the call that made a client look for metadata, although it was no proper refusal."""
    documents_of = found.get("resource-metadata") or found.get("server-metadata")
    if not documents_of:
        return None
    place = origin_of(documents_of[0].request.url)
    early = exchanges[: _index(exchanges, documents_of[0])]
    calls_there = [one for one in early if one in others and origin_of(one.request.url) == place]
    return calls_there[-1] if calls_there else None


def _asks_for_a_token(exchange: Exchange) -> bool:
    reply = exchange.reply
    challenge = first(reply.headers, "WWW-Authenticate") if reply is not None else None
    refused = reply is not None and reply.status == HTTPStatus.UNAUTHORIZED
    return refused and "bearer" in (challenge or "").lower() and not _carries_token(exchange)


def _carries_token(exchange: Exchange) -> bool:
    return first(exchange.request.headers, "Authorization") is not None


def _is_same_call(one: Exchange, dialled: Exchange) -> bool:
    same_place = split(one.request.url)[:3] == split(dialled.request.url)[:3]
    return same_place and one.request.method == dialled.request.method


def _query(exchange: Exchange) -> dict[str, str]:
    return dict(parse_qsl(split(exchange.request.url).query, max_num_fields=200))


def _sent(exchange: Exchange) -> dict[str, object]:
    return fields(exchange.request.body) if exchange.request.method == "POST" else {}


def _is_authorization(exchange: Exchange) -> bool:
    return {"response_type", "client_id"} <= _query(exchange).keys()


def _is_callback(exchange: Exchange) -> bool:
    brought = {**_query(exchange), **_sent(exchange)}
    return "state" in brought and bool({"code", "error"} & brought.keys())


_FITTING: dict[StepName, Callable[[Exchange], bool]] = {
    "resource-metadata": lambda one: resource_metadata.is_place(one.request.url),
    "server-metadata": lambda one: any(name in one.request.url for name in _SERVER),
    "registration": lambda one: "redirect_uris" in _sent(one),
    "token": lambda one: _sent(one).get("grant_type") in {"authorization_code", "refresh_token"},
    "authorization": _is_authorization,
    "sign-in": _is_callback,
}


# ---------------------------------------------------------------- the steps, in their order
class _Recorded:
    """Judges one step after the other, as far as the recorded client went."""

    def __init__(self, found: Steps, *, sanitised: bool) -> None:
        self._found = found
        self._sanitised = sanitised
        self._dialled = found["first-call"][0].request.url
        every = (one.request.url for several in found.values() for one in several)
        self._log = WalkLog(self._dialled, frozenset(map(authority_of, every)))
        self._asking = Asking(credential=OAuth2(), registered="registration" in found)
        self._issuer = ""

    def walk(self, exchanges: tuple[Exchange, ...]) -> Walk:
        """Return what the recording shows."""
        for judge in (self._call_without, self._resource, self._server, self._client, self._grant):
            judge()
        self._call()
        self._log.credential = self._asking.credential
        return self._log.walk(exchanges)

    def _call_without(self) -> None:
        exchange = self._found["first-call"][0]
        said = calls.without_token(exchange)
        self._log.add("first-call", exchange, *said.troubles)
        self._said: Asked = said
        self._issuer = said.issuer

    def _resource(self) -> None:
        """The first document that can be used counts; without one, the first that failed."""
        tried = [
            (one, documents.resource_document(self._dialled, one))
            for one in self._of("resource-metadata")
        ]
        if not tried:
            return
        usable = next((pair for pair in tried if pair[1].resource is not None), None)
        exchange, found = usable or tried[0]
        troubles = found.troubles
        if usable is None and self._describes_itself():
            troubles = tuple(_replace(one, ends=False) for one in troubles)
        elif usable is None:
            self._found.pop("server-metadata", None)  # what failed there was a guess
        self._log.add("resource-metadata", exchange, *troubles)
        if found.resource is not None and found.resource.authorization_servers:
            self._issuer = found.resource.authorization_servers[0]
            self._asking = _replace(self._asking, resource=found.resource.resource)

    def _describes_itself(self) -> bool:
        """Whether the API's own host is the login provider, as at old servers of MCP."""
        tried = self._of("server-metadata")
        judged = (documents.server_document(origin_of(one.request.url), one) for one in tried)
        return any(each.server is not None for each in judged)

    def _server(self) -> None:
        tried = self._of("server-metadata")
        if not tried:
            return
        issuer = self._issuer or origin_of(tried[0].request.url)
        self._log.name_host(issuer, authority_of(self._dialled))
        judged = [(one, documents.server_document(issuer, one)) for one in tried]
        exchange, found = next((pair for pair in judged if pair[1].server), judged[0])
        self._log.add("server-metadata", exchange, *found.troubles)
        if found.server is not None:
            self._asking = _replace(self._asking, issuer=found.server.issuer)

    def _client(self) -> None:
        for exchange in self._of("registration")[-1:]:
            sent = parse_object(exchange.request.body)
            addresses = sent.value.get("redirect_uris") if sent is not None else None
            redirect = str(addresses[0]) if isinstance(addresses, list) and addresses else ""
            self._asking = _replace(self._asking, redirect=redirect)
            troubles = provider_replies.registered(exchange, self._asking)
            self._log.add("registration", exchange, *troubles)

    def _grant(self) -> None:
        for exchange in self._of("authorization")[-1:]:
            self._take(_query(exchange))
            troubles = provider_replies.page(exchange, self._asking)
            self._log.add("authorization", exchange, *troubles)
        for exchange in self._of("sign-in")[-1:]:
            host = self._login_host()
            step = self._log.add("sign-in", exchange)
            step.host = authority_of(f"https://{host}") if host else step.host
            step.troubles = provider_replies.answered(exchange, host, self._asking)
        for exchange in self._of("token")[-1:]:
            self._log.add("token", exchange, *provider_replies.token(exchange, self._asking))

    def _take(self, sent: dict[str, str]) -> None:
        """Take what the client asked for at the login page."""
        resources = (sent["resource"],) if "resource" in sent else ()
        scope = sent.get("scope", "")
        credential = OAuth2(
            client_id=sent.get("client_id", ""),
            issuer=self._asking.issuer,
            scope=scope,
            target=Target(resources=resources),
        )
        self._asking = _replace(
            self._asking,
            credential=credential,
            redirect=sent.get("redirect_uri", self._asking.redirect),
            by_api=bool(self._said.scope) and self._said.scope == scope,
        )

    def _login_host(self) -> str:
        pages = self._of("authorization")
        return host_of(pages[-1].request.url) if pages else host_of(self._asking.issuer)

    def _call(self) -> None:
        odd = self._log.troubles_of("token")
        for exchange in self._of("call")[:1]:
            if troubles := self._left_out(exchange):
                self._log.add("call", exchange, *troubles)
                return
            found = calls.with_token(self._dialled, exchange, self._asking.credential, odd)
            self._log.add("call", exchange, *found.troubles)
            if found.token:
                self._log.blame("token", "", *(_replace(one, ends=True) for one in found.token))
            self._log.is_done = not any(one.ends for one in (*found.troubles, *found.token))

    def _left_out(self, exchange: Exchange) -> tuple[Trouble, ...]:
        """Judge a call that got no token although there was one."""
        reply = exchange.reply
        refused = reply is not None and reply.status == HTTPStatus.UNAUTHORIZED
        if _carries_token(exchange) or self._sanitised or not refused:
            return ()
        return (trouble("token-left-out", host=host_of(exchange.request.url)),)

    def _of(self, name: StepName) -> list[Exchange]:
        return self._found.get(name, [])
