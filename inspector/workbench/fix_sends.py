"""What is sent on behalf of a fix, before the request itself; each is noted."""

from typing import TYPE_CHECKING

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.request import Request
from inspector.model.sign_in import Walk
from inspector.workbench.applying.fix_context import Noted, SendPlain
from inspector.workbench.progress import OnProgress

if TYPE_CHECKING:
    from inspector.workbench.token_verbs import TokenVerbs


class FixSends:
    """noted: what was sent so far. chooses: a person can say which client a sign-in is by."""

    def __init__(
        self,
        send: SendPlain,
        tokens: "TokenVerbs",
        scope: Scope,
        on_progress: OnProgress | None,
        *,
        chooses: bool,
    ) -> None:
        self.noted = Noted()
        self._send, self._tokens, self._scope = send, tokens, scope
        self._on_progress, self._chooses = on_progress, chooses

    async def plain(self, request: Request) -> Attempt:
        """Send a request as it is."""
        return self.noted(await self._send(request))

    async def renewed(self, request: Request) -> Attempt:
        """Renew the token that is kept for a request."""
        found = await self._tokens.renew(request, self._scope, self._on_progress)
        return self.noted(found.attempt)

    async def walked(self, request: Request) -> tuple[Attempt, Walk]:
        """Walk the sign-in of a request."""
        found = await self._tokens.walk(
            request, self._scope, (), self._on_progress, chooses=self._chooses
        )
        return self.noted(found.answer.attempt), found.walk
