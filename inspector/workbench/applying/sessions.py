"""Sends a request that is bound to a login: logs in where no session is there, or where it ended.

Everything is one trace: the login's exchanges, the request, and what was sent again. A login is
sent once and a CSRF token is fetched once for one request, so nothing can go round in a circle.
"""

import uuid
from collections.abc import Awaitable, Callable

import msgspec

from inspector.diagnose.diagnosing import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Purpose
from inspector.model.finding import Cause, Finding
from inspector.model.request import Request
from inspector.reading.statuses import ERRORS
from inspector.workbench.applying.csrf import Known, wanted_token, with_csrf_token
from inspector.workbench.applying.fix_context import FixContext
from inspector.workbench.applying.logging_in import fresh_login

_ENDED = frozenset({Cause.EXPIRED_SESSION, Cause.MISSING_CREDENTIALS})
_replace = msgspec.structs.replace
HasSession = Callable[[], Awaitable[bool]]


class BoundSend:
    """One send of a request with its login. has_session: whether a session cookie would go along.

    context: sends with the cookies of the environment.
    """

    def __init__(
        self, logins: tuple[Request, ...], context: FixContext, has_session: HasSession
    ) -> None:
        self._logins = logins
        self._context = context
        self._has_session = has_session
        self._trace: list[Exchange] = []

    async def run(self, request: Request) -> Attempt:
        """Send; where the login is refused the request itself is not sent."""
        fresh = not await self._has_session()
        if fresh and not await self._log_in():
            return self._attempt(Attempt(), request)
        attempt = await self._send(request)
        if not fresh and _first(attempt, *_ENDED) is not None:
            self._add(attempt)
            if not await self._log_in():
                return self._attempt(Attempt(), request)
            attempt = _again(await self._send(request))
        refused = _first(attempt, Cause.CSRF_FAILURE)
        if refused is not None:
            attempt = await self._with_token(request, attempt, refused)
        return self._attempt(attempt, request)

    async def log_in(self, request: Request) -> Attempt:
        """Log in for a request, which is not sent."""
        await self._log_in()
        return self._attempt(Attempt(), request)

    async def _with_token(self, request: Request, attempt: Attempt, refused: Finding) -> Attempt:
        """Fetch the CSRF token that the site wants and send once more; else leave it at that."""
        asked: list[Attempt] = []

        async def send(question: Request) -> Attempt:
            asked.append(await self._send(question))
            return asked[-1]

        known = Known(attempt.exchanges, self._context.companions.pages)
        fetched = await with_csrf_token(
            request, wanted_token(refused), send, self._context.put, known
        )
        self._add(attempt)
        for each in asked:
            self._add(each, "csrf")
        return _again(await self._send(fetched.request)) if fetched.header else Attempt()

    async def _log_in(self) -> bool:
        """Send the login's requests in their order; return whether none was refused."""
        before: list[Attempt] = []

        async def send(page: Request) -> Attempt:
            before.append(await self._send(page))
            return before[-1]

        for login in self._logins:
            ready = await fresh_login(login, _replace(self._context, send=send))
            for page in before:
                self._add(page, "csrf")
            before.clear()
            attempt = await self._send(ready)
            self._add(attempt, "login")
            if _is_refused(attempt):
                return False
        return True

    async def _send(self, request: Request) -> Attempt:
        return await self._context.send(request)

    def _add(self, attempt: Attempt, purpose: Purpose | None = None) -> None:
        """Put the exchanges of an attempt at the end of the trace."""
        shift = len(self._trace)
        for one in attempt.exchanges:
            named = purpose if purpose is not None and one.purpose == "main" else one.purpose
            self._trace.append(_replace(one.counted_on(shift), purpose=named))

    def _attempt(self, last: Attempt, request: Request) -> Attempt:
        self._add(last)
        started = (one.started for one in self._trace if one.started is not None)
        return Attempt(
            id=uuid.uuid4().hex,
            request=request,
            exchanges=tuple(self._trace),
            started=next(started, None),
        )


def _again(attempt: Attempt) -> Attempt:
    """Return an attempt that repeats one before it."""
    exchanges = tuple(
        _replace(one, purpose="retry") if one.purpose == "main" else one
        for one in attempt.exchanges
    )
    return _replace(attempt, exchanges=exchanges)


def _first(attempt: Attempt, *causes: Cause) -> Finding | None:
    """Return the likeliest cause of a refusal where it is one of these."""
    found = next(iter(diagnose(attempt).findings), None)
    return found if found is not None and found.cause in causes else None


def _is_refused(attempt: Attempt) -> bool:
    last = attempt.last_reply
    if last is None or last.status in ERRORS:
        return True
    return bool(diagnose(attempt).findings)
