"""Plays a scheme's steps to the end: every exchange it took, in order."""

import asyncio
from collections.abc import Callable
from contextlib import closing

import msgspec

from inspector.authenticate.choose import next_step, steps_of_all
from inspector.authenticate.scheme import Answer, Beside, Note, Send, StepsOf, Stop
from inspector.compose.assemble import Assembled
from inspector.compose.fields import broken
from inspector.compose.variables import secret_text
from inspector.model.exchange import Dropped, Exchange, Failure
from inspector.model.message import Message
from inspector.model.request import Options
from inspector.model.secret import SecretRef
from inspector.protocol.cookie.jar import Cookies
from inspector.protocol.streams.socket_messages import asks_for_socket
from inspector.protocol.urls import ProxyError
from inspector.send import redirects
from inspector.send.carrier import Carrier
from inspector.send.failures import stopped
from inspector.send.hops import Hops, Traffic
from inspector.send.host_guard import HostGuard
from inspector.send.interaction import NOBODY, Closed, Gate, Interaction, OnProgress, Unanswered
from inspector.send.socket.words import SocketWords
from inspector.send.tls.certificates import TrustError
from inspector.send.wire import Stopped
from inspector.wording import tr


class Sender:
    """Sends one assembled request; `exchanges` grows while it runs and stays when it is stopped."""

    def __init__(
        self,
        assembled: Assembled,
        on_progress: OnProgress | None = None,
        gate: Gate | None = None,
        never: Callable[[str], bool] | None = None,
        interaction: Interaction = NOBODY,
        jar: Cookies | None = None,
    ) -> None:
        """Take what to send; gate: holds requests back and counts them.

        never: tells addresses that must not be connected to, also where a name leads to them.
        interaction: carries out what a scheme wants beside sending. jar: the cookies that go along
        and come in; without one there are only those of this send.
        """
        self._assembled = assembled
        self._guard = HostGuard(assembled, interaction)
        self._carrier = Carrier(interaction, self._guard.recalled)
        self._last: Message | None = None  # what was sent last
        words = SocketWords(assembled, interaction, self._guard)
        traffic = Traffic(
            guard=self._guard,
            per_host=assembled.per_host,
            gate=gate,
            never=never,
            jar=jar,
            words=words,
        )
        self._hops = Hops(_options(assembled), self._of_proxy, on_progress, traffic)

    @property
    def exchanges(self) -> list[Exchange]:
        """The trace so far."""
        return self._hops.exchanges

    def _secret(self, ref: SecretRef) -> str:
        self._guard.revealed(ref)
        return secret_text(ref, self._assembled.scope) or ""

    def _of_proxy(self, ref: SecretRef) -> str:
        """Return a secret for the proxy: it goes there alone."""
        return secret_text(ref, self._assembled.scope) or ""

    async def run(self, steps_of: StepsOf | None = None) -> None:
        """Send; afterwards `exchanges` is the whole trace. A cancellation ends it, recorded.

        steps_of: what to play instead of the scheme's own steps.
        """
        if self._assembled.problems:
            self._fail(self._assembled.problems[0])
            return
        try:
            await self._play(steps_of or steps_of_all(self._assembled.also))
        except (Stopped, Closed):
            return  # what there was of it is in the trace
        except Unanswered as error:
            self._fail(error.failure, self._last)
        except TrustError as error:
            self._fail(Failure(stage="compose", kind="unreadable-file", message=str(error)))
        except ProxyError as error:
            self._fail(Failure(stage="compose", kind="bad-proxy", message=str(error)))
        finally:
            await self._carrier.close()
            await self._hops.aclose()

    async def _play(self, steps_of: StepsOf) -> None:
        credential, message = self._assembled.credential, self._assembled.message
        answer: Answer = None
        with closing(steps_of(credential, message, self._secret)) as steps:
            while (step := next_step(steps, answer)) is not None:
                if isinstance(step, Stop):
                    self._stop(step)
                    return
                if isinstance(step, Note):
                    self._hops.note(step.exchange)
                    answer = None
                    continue
                if not isinstance(step, Send):
                    answer = await self._beside(step)
                    continue
                if (failure := broken(step.message.headers)) is not None:
                    self._fail(failure, step.message)
                    return
                if not self._may_answer(step):
                    return
                self._last = step.message
                answers = len(self.exchanges) - 1 if self.exchanges else None
                answer = await self._hops.follow(step, answers)

    async def _beside(self, step: Beside) -> Answer:
        """Carry out a step that sends nothing; stopped meanwhile, it is recorded as stopped."""
        try:
            answer = await self._carrier.carry_out(step)
        except asyncio.CancelledError as error:
            self._fail(stopped(), self._last)
            raise Stopped(()) from error
        if isinstance(answer, Exchange):
            self._hops.note(answer)
        return answer

    def _may_answer(self, step: Send) -> bool:
        """Whether a challenge comes from where the credential is meant for; else say it was not."""
        options = self._assembled.options
        home, here = self._assembled.message.url, step.message.url
        if step.purpose != "challenge-answer" or redirects.may_have(home, here, options):
            return True
        reason = tr("The challenge came from another origin than the one you asked.")
        self._hops.mark_last(dropped=(Dropped("Authorization", reason, "other-origin"),))
        return False

    def _stop(self, step: Stop) -> None:
        """Say why nothing more is sent, at the exchange that it comes from."""
        if step.of_last and self.exchanges:
            self._hops.mark_last(failure=step.failure)
        else:
            self._fail(step.failure)

    def _fail(self, failure: Failure, message: Message | None = None) -> None:
        request = message or self._assembled.message
        self.exchanges.append(Exchange(request=request, failure=failure))


def _options(assembled: Assembled) -> Options:
    """Return the options; who proves somebody to a connection, or takes it over, needs HTTP/1.1."""
    options = assembled.options
    if asks_for_socket(assembled.message.headers) and options.http_version != "1.0":
        return msgspec.structs.replace(options, http_version="1.1")
    binds = any(each.binds_connection for each in assembled.credentials)
    if binds and options.http_version == "auto":
        return msgspec.structs.replace(options, http_version="1.1")
    return options
