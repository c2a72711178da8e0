"""Ties experiments to this program's network and vault."""

from collections.abc import Awaitable, Callable, Generator

import msgspec

from inspector.compose.assemble import Assembled
from inspector.compose.scope import Scope
from inspector.compose.variables import fill, secret_refs, secret_text
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Ask, ExperimentContext
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.request import Request
from inspector.protocol.metadata_hosts import is_metadata_host
from inspector.send.interaction import Gate, Interaction
from inspector.vault.vault import Vault
from inspector.workbench.applying.cookies_taken import with_cookies
from inspector.workbench.applying.csrf import Put, with_csrf_token
from inspector.workbench.kept_tokens import OnlyKept
from inspector.workbench.probing.experimenting import Carrier
from inspector.workbench.probing.guard import Guard

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
        guard.check(assembled.message, assembled.credential, known_host=ask.known_host)
        # what a token or a challenge names is a stranger's word
        never = is_metadata_host if ask.purpose == "discovery" else None
        own = with_jar and ask.with_jar and ask.purpose != "discovery"
        jar = (await vault.cookies.opened(scope.environment)).copy() if own else None
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
        )

    return Carrier(send=send, means=means, **({} if gate is None else {"gate": gate}))


class _Asked:
    """Awaiting it hands a request out and comes back with its attempt."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def __await__(self) -> Generator[Ask, Attempt, Attempt]:
        return (yield Ask(request=self._request, purpose="csrf"))


Exchanges = tuple[Exchange, ...]


def asking(put: Put) -> Callable[[Request, Exchanges], Generator[Ask, Attempt, Request | None]]:
    """Return the search for a CSRF token as steps of an experiment."""

    async def send(request: Request) -> Attempt:
        return await _Asked(request)

    def steps(request: Request, refused: Exchanges) -> Generator[Ask, Attempt, Request | None]:
        search = with_csrf_token(request, "", send, put, refused, carry=with_cookies)
        answer: Attempt | None = None
        try:
            while True:
                answer = yield search.send(answer)
        except StopIteration as end:
            fetched = end.value
            return fetched.request if fetched.header else None
        finally:
            search.close()

    return steps
