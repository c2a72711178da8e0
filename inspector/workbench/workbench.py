"""The verbs: send a request, answer what happened, carry out a fix."""

import uuid
from collections.abc import Coroutine
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any, TypeVar

from inspector.compose.scope import Scope
from inspector.compose.variables import secret_refs
from inspector.model.attempt import Attempt, AttemptOrigin
from inspector.model.request import Request
from inspector.send.network import NetworkThread
from inspector.vault.vault import Vault
from inspector.workbench.answer import Answer, answer
from inspector.workbench.progress import OnProgress

Result = TypeVar("Result")


class Workbench:
    """Owns the network thread; everything else is passed in. Built by `build`."""

    def __init__(self, vault: Vault, network: NetworkThread) -> None:
        self.vault = vault
        self._network = network

    def submit(self, coroutine: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Run one of the asynchronous verbs on the network thread.

        Cancelling the future of a `send` stops it at once; the future then still succeeds, with
        the trace so far.
        """
        return self._network.submit(coroutine)

    async def send(
        self,
        request: Request,
        scope: Scope,
        on_progress: OnProgress | None = None,
        *,
        origin: AttemptOrigin = "user",
        parent: str = "",
    ) -> Answer:
        """Send a request and say what happened; failures are part of the answer.

        on_progress is called on the network thread.
        """
        from inspector.compose.assemble import assemble  # noqa: PLC0415 - after the window is open
        from inspector.send.sender import Sender  # noqa: PLC0415 - httpx: after the window is open

        started = datetime.now(UTC)
        found = await self.vault.resolve_all(secret_refs(request, scope))
        sender = Sender(assemble(request, scope.with_secrets(found)), on_progress)
        await sender.run()
        return answer(
            Attempt(
                id=uuid.uuid4().hex,
                request=request,
                environment=scope.environment,
                exchanges=tuple(sender.exchanges),
                started=started,
                origin=origin,
                parent=parent,
            )
        )

    def answer(self, attempt: Attempt) -> Answer:
        """Annotate and diagnose an attempt from elsewhere (a HAR, a saved one); pure."""
        return answer(attempt)

    def close(self) -> None:
        """Stop what is running and end the network thread."""
        self._network.stop()
