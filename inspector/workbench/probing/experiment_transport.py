"""Ties experiments to this program's network and vault."""

from collections.abc import Awaitable, Callable, Coroutine, Generator
from functools import partial
from typing import TypeVar

import msgspec

from inspector.compose.assemble import Assembled
from inspector.compose.scope import Scope
from inspector.compose.variables import fill, secret_refs, secret_text
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Ask, ExperimentContext
from inspector.model.attempt import Attempt
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange, Purpose
from inspector.model.request import Request
from inspector.protocol.cookie.jar import Jar
from inspector.protocol.metadata_hosts import is_metadata_host
from inspector.send.interaction import Gate, Interaction
from inspector.vault.vault import Vault
from inspector.workbench.applying.companions import Companions
from inspector.workbench.applying.cookies_taken import cookies_of, with_cookies
from inspector.workbench.applying.csrf import Known, Put, with_csrf_token
from inspector.workbench.applying.fix_context import FixContext
from inspector.workbench.applying.logging_in import logged_in
from inspector.workbench.kept_tokens import OnlyKept
from inspector.workbench.probing.experimenting import Carrier
from inspector.workbench.probing.guard import Guard

Found = TypeVar("Found")
Complete = Callable[[Request, Scope], Awaitable[Assembled]]


def carrier(
    vault: Vault,
    complete: Complete,
    gate: Callable[[], Gate] | None = None,
    *,
    with_jar: bool = True,
    beside: Callable[[Scope], Interaction],
) -> Carrier:
    """Return how experiments send and reach secrets; gate: for tests that must not wait.

    complete: puts a request together. with_jar: whether the cookies of the environment go along;
    each experiment leaves them as they are. beside: what else may be done, where secrets may go.
    """

    async def send(ask: Ask, scope: Scope, guard: Guard, passing: Gate) -> Attempt:
        from inspector.send.sender import Sender  # noqa: PLC0415 - httpx: with the first one

        assembled = await complete(ask.request, scope)
        may = msgspec.structs.replace(beside(scope), tokens=OnlyKept(vault))
        guard.check(assembled.message, _login_among(assembled), known_host=ask.known_host)
        never = _NEVER.get(ask.purpose)
        own = with_jar and ask.with_jar and never is None
        jar = await _jar(vault, scope) if own else None
        sender = Sender(assembled, gate=passing, never=never, interaction=may, jar=jar)
        await sender.run()
        return Attempt(request=ask.request, exchanges=tuple(sender.exchanges))

    async def means(ground: Ground) -> ExperimentContext:
        found = await vault.resolve_all(secret_refs(ground.request, ground.scope))
        known = ground.scope.with_secrets(found)
        return ExperimentContext(
            reveal=lambda ref: secret_text(ref, known) or vault.peek(ref) or "",
            put=vault.put,
            fill=lambda text: fill(text, known).text,
            with_csrf_token=asking(vault.put),
            with_cookies=partial(_with_cookies_of, vault),
            with_fresh_login=logging_in(vault),
        )

    return Carrier(send=send, means=means, **({} if gate is None else {"gate": gate}))


# what a token or a challenge names is a stranger's word
_NEVER: dict[Purpose, Callable[[str], bool]] = {"discovery": is_metadata_host}


def _login_among(assembled: Assembled) -> Credential:
    """Return the credential that a server may count and lock a user by, else the first one."""
    logins = (each for each in assembled.credentials if each.is_login())
    return next(logins, assembled.credential)


async def _jar(vault: Vault, scope: Scope) -> Jar:
    return (await vault.cookies.opened(scope.environment)).copy()


class _Asked:
    """Awaiting it hands a request out and comes back with its attempt."""

    def __init__(self, request: Request, purpose: Purpose) -> None:
        self._ask = Ask(request=request, purpose=purpose)

    def __await__(self) -> Generator[Ask, Attempt, Attempt]:
        return (yield self._ask)


Exchanges = tuple[Exchange, ...]


def _with_cookies_of(vault: Vault, request: Request, seen: Exchanges) -> Request:
    return with_cookies(request, cookies_of(Attempt(exchanges=seen)), vault.put)


def asking(put: Put) -> Callable[[Request, Exchanges], Generator[Ask, Attempt, Request | None]]:
    """Return the search for a CSRF token as steps of an experiment."""

    async def send(request: Request) -> Attempt:
        return await _Asked(request, "csrf")

    def steps(request: Request, refused: Exchanges) -> Generator[Ask, Attempt, Request | None]:
        search = with_csrf_token(request, "", send, put, Known(refused), carry=with_cookies)
        fetched = yield from _as_steps(search)
        return fetched.request if fetched.header else None

    return steps


Asking = Generator[Ask, Attempt, Request | None]


def logging_in(vault: Vault) -> Callable[[Request, Request], Asking]:
    """Return the login that is known as steps of an experiment.

    The person's jar is left as it is: what a reply sets is written in what is sent next.
    """

    def steps(request: Request, login: Request) -> Asking:
        seen: dict[str, str] = {}

        async def send(asked: Request) -> Attempt:
            attempt = await _Asked(with_cookies(asked, seen, vault.put), "login")
            seen.update(cookies_of(attempt))
            return attempt

        means = FixContext(
            reveal=lambda ref: vault.peek(ref) or "",
            put=vault.put,
            send=send,
            companions=Companions(login_request=login),
        )
        done = yield from _as_steps(logged_in(request, "", means))
        return with_cookies(done.request, seen, vault.put) if done.done else None

    return steps


def _as_steps(search: Coroutine[Ask, Attempt | None, Found]) -> Generator[Ask, Attempt, Found]:
    """Hand out what a search asks for, and return what it found."""
    answer: Attempt | None = None
    try:
        while True:
            answer = yield search.send(answer)
    except StopIteration as end:
        found: Found = end.value
        return found
    finally:
        search.close()
