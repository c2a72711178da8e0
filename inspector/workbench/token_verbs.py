"""The verbs for the token of a request: renew, log out, ask about it, register a client."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec

from inspector.authenticate import managing
from inspector.authenticate.scheme import StepsOf
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Request
from inspector.model.sign_in import Walk
from inspector.protocol.oauth import kept_token, registration
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.vault.vault import Vault
from inspector.workbench.answer import Answer, answer
from inspector.workbench.kept_tokens import ref_of
from inspector.workbench.login_provider import FoundProvider, SendPlain, find_provider
from inspector.workbench.progress import News, OnProgress, Recorded, WalkedSoFar

if TYPE_CHECKING:
    from inspector.authenticate.sign_in.walk_log import WalkLog


class Play(Protocol):
    """Plays steps of a request's credential as a sending does."""

    def __call__(
        self,
        request: Request,
        scope: Scope,
        on_progress: OnProgress | None = None,
        *,
        steps_of: StepsOf,
    ) -> Coroutine[Any, Any, Attempt]:
        """Return what was sent."""


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a registration: the exchanges, and the credential with its client or None."""

    answer: Answer
    credential: OAuth2 | None = None


class Walked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of walking a sign-in: the exchanges, and each step with its verdict."""

    answer: Answer
    walk: Walk


class TokenVerbs:
    """Each returns the answer with its exchanges, as sending does, if it sends at all.

    All take a request whose credential (its own, not an inherited one) keeps tokens.
    """

    def __init__(self, vault: Vault, play: Play) -> None:
        self._vault = vault
        self._attempt = play
        self._published: dict[str, FoundProvider] = {}

    async def find_provider(self, issuer: str, send: SendPlain) -> FoundProvider:
        """Ask an issuer what it publishes, with nothing of the user's; `published` then knows."""
        found = await find_provider(issuer, send)
        self._published[issuer] = found
        return found

    def published(self, issuer: str) -> FoundProvider | None:
        """Return what an issuer was found to publish in this run."""
        return self._published.get(issuer)

    async def look(self, request: Request, scope: Scope) -> KeptToken | None:
        """Return what is kept of a request's token, fetched from the store where it has to be."""
        await self._vault.resolve_all([ref_of(_name(request, scope))])
        return self.kept(request, scope)

    def kept(self, request: Request, scope: Scope) -> KeptToken | None:
        """Return what is kept of a request's token, as far as this run knows it; never waits."""
        text = self._vault.peek(ref_of(_name(request, scope)))
        return kept_token.read(text) if text else None

    async def renew(
        self, request: Request, scope: Scope, on_progress: OnProgress | None = None
    ) -> Answer:
        """Renew the token now."""
        return await self._play(request, scope, managing.steps_of(managing.renew), on_progress)

    async def log_out(
        self, request: Request, scope: Scope, on_progress: OnProgress | None = None
    ) -> Answer:
        """Take the token back at the provider, and forget it."""
        return await self._play(request, scope, managing.steps_of(managing.log_out), on_progress)

    async def take_kept(self, request: Request, scope: Scope) -> None:
        """Take the kept token as it is, where it is not known whether it was renewed."""
        await self._attempt(request, scope, steps_of=managing.steps_of(managing.take_kept))

    async def forget(self, request: Request, scope: Scope) -> None:
        """Forget the token here; the provider is not told."""
        ref = ref_of(_name(request, scope))
        await asyncio.wrap_future(self._vault.delete([ref]))

    async def ask_about(self, request: Request, scope: Scope) -> Answer:
        """Ask the provider what it knows of the token."""
        return await self._play(request, scope, managing.steps_of(managing.ask_about))

    async def register(
        self, request: Request, scope: Scope, on_progress: OnProgress | None = None
    ) -> Registered:
        """Register this program as a client of the provider."""
        done: list[OAuth2] = []
        steps_of = managing.steps_of(managing.register_to(done.append))
        made = await self._play(request, scope, steps_of, on_progress)
        return Registered(answer=made, credential=_with_client(request, done))

    async def walk(
        self,
        request: Request,
        scope: Scope,
        hosts: Iterable[str] = (),
        on_progress: OnProgress | None = None,
        *,
        chooses: bool = False,
    ) -> Walked:
        """Walk a sign-in from a call without a token to one with it; the token is kept.

        hosts: that may be asked beside the API's own; others are asked for. What the request's
        credential knows already (a client ID, an issuer, a scope) is used. chooses: a person says
        which client it is, else this program is registered.
        """
        from inspector.authenticate.sign_in.walk import steps_of  # noqa: PLC0415 - with the first one
        from inspector.authenticate.sign_in.walk_log import WalkLog  # noqa: PLC0415 - as above

        rows = tuple(row for row in request.headers if row.name.lower() != "authorization")
        bare = msgspec.structs.replace(request, headers=rows, credential=NoCredential())
        log = WalkLog(request.url, frozenset(hosts))
        own = request.credential
        known = cast("OAuth2", own) if own.keeps_tokens else OAuth2()
        start = msgspec.structs.replace(known, grant="authorization-code")
        steps = steps_of(log, start, chooses=chooses)
        made = await self._play(bare, scope, steps, _showing(log, on_progress))
        return Walked(answer=made, walk=log.walk(made.attempt.exchanges))

    async def _play(
        self,
        request: Request,
        scope: Scope,
        steps_of: StepsOf,
        on_progress: OnProgress | None = None,
    ) -> Answer:
        return answer(await self._attempt(request, scope, on_progress, steps_of=steps_of))

    async def withdraw(
        self, request: Request, scope: Scope, on_progress: OnProgress | None = None
    ) -> Answer:
        """Take the registration back."""
        return await self._play(request, scope, managing.steps_of(managing.withdraw), on_progress)

    def document(self, credential: OAuth2, address: str) -> bytes:
        """Return the client ID metadata document to be published at an https address."""
        return registration.document(credential, address)


def recorded_walk(attempt: Attempt) -> Walk | None:
    """Return the sign-in that another client left in a recording, judged; None without one."""
    from inspector.authenticate.sign_in.recorded import walk_of  # noqa: PLC0415 - only for one

    return walk_of(attempt.exchanges, sanitised=attempt.may_be_sanitised)


def _showing(log: "WalkLog", on_progress: OnProgress | None) -> OnProgress | None:
    """Return what passes news on, each with the walk as far as it had come by then."""
    if on_progress is None:
        return None
    exchanges: dict[int, Exchange] = {}
    shown: list[Walk] = []

    def pass_on(news: News) -> None:
        if isinstance(news, Recorded):
            exchanges[news.index] = news.exchange
        walk = log.walk(tuple(exchanges.values()))
        if not shown or walk != shown[-1]:
            shown[:] = [walk]
            on_progress(WalkedSoFar(walk))
        on_progress(news)

    return pass_on


def _with_client(request: Request, done: list[OAuth2]) -> OAuth2 | None:
    """Return the credential as it is composed, variables and all, with the client registered."""
    if not done:
        return None
    before, (made,) = cast("OAuth2", request.credential), done
    client = msgspec.structs.replace(
        before.client, secret=made.client.secret, registration=made.client.registration
    )
    return msgspec.structs.replace(before, client_id=made.client_id, client=client)


def _name(request: Request, scope: Scope) -> str:
    """Return the name that a request's token is kept under, its variables filled in."""
    bare = Request(url=request.url, credential=request.credential)
    credential = assemble(bare, scope).credential
    return kept_token.name_of(cast("OAuth2", credential)) if credential.keeps_tokens else ""
