"""Plays a scheme's steps to the end: every exchange it took, in order."""

import msgspec

from inspector.authenticate.choose import choose
from inspector.authenticate.scheme import Send, Step, Steps, Stop
from inspector.compose.assemble import Assembled
from inspector.compose.variables import secret_text
from inspector.model.exchange import Exchange, Failure, Purpose
from inspector.model.message import Message
from inspector.model.secret import SecretRef
from inspector.send.evidence import Way
from inspector.send.progress import OnProgress, Teller
from inspector.send.transport import Route
from inspector.send.trust import TrustError, context, trust_of
from inspector.send.wire import Stopped, Wire

_replace = msgspec.structs.replace


class Sender:
    """Sends one assembled request; `exchanges` grows while it runs and stays when it is stopped."""

    def __init__(self, assembled: Assembled, on_progress: OnProgress | None = None) -> None:
        self._assembled = assembled
        self._options = assembled.options
        self._teller = Teller(on_progress)
        self.exchanges: list[Exchange] = []

    def _secret(self, ref: SecretRef) -> str:
        return secret_text(ref, self._assembled.scope) or ""

    async def run(self) -> None:
        """Send; afterwards `exchanges` is the whole trace. A cancellation ends it, recorded."""
        assembled = self._assembled
        if assembled.problems:
            self._fail(assembled.problems[0], assembled.message)
            return
        try:
            wire = self._wire()
        except TrustError as error:
            failure = Failure(stage="compose", kind="unreadable-file", message=str(error))
            self._fail(failure, assembled.message)
            return
        try:
            await self._play(wire)
        except Stopped as stopped:
            self.exchanges.append(stopped.exchange)
        finally:
            await wire.aclose()

    def _wire(self) -> Wire:
        options = self._options
        http2 = options.http_version in {"auto", "2"}
        route = Route(context=context(trust_of(options, http2=http2)), version=options.http_version)
        return Wire(route, Way(verify=options.verify_tls))

    async def _play(self, wire: Wire) -> None:
        credential = self._assembled.credential
        steps = choose(credential).steps(credential, self._assembled.message, self._secret)
        answer: Exchange | None = None
        while (step := _next(steps, answer)) is not None:
            answer = await self._step(wire, step)

    async def _step(self, wire: Wire, step: Step) -> Exchange | None:
        if isinstance(step, Stop):
            self._fail(step.failure, self._assembled.message)
            return None
        if isinstance(step, Send):
            return await self._send(wire, step.message, step.purpose)
        return None

    async def _send(self, wire: Wire, message: Message, purpose: Purpose) -> Exchange:
        tell = self._teller.start(len(self.exchanges), purpose, message.method, message.url)
        exchange = await wire.exchange(message, purpose, self._options.timeout, tell)
        self.exchanges.append(exchange)
        return exchange

    def _fail(self, failure: Failure, message: Message) -> None:
        self.exchanges.append(Exchange(request=message, failure=failure))


def _next(steps: Steps, answer: Exchange | None) -> Step | None:
    try:
        return next(steps) if answer is None else steps.send(answer)
    except StopIteration:
        return None
