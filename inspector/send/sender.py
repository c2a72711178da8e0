"""Plays a scheme's steps to the end: every exchange it took, in order."""

import asyncio
from collections.abc import Callable
from contextlib import closing

from inspector.authenticate.choose import choose
from inspector.authenticate.scheme import Answer, Ask, Keep, Send, Step, Steps, Stop, Wait
from inspector.compose.assemble import Assembled
from inspector.compose.fields import broken
from inspector.compose.variables import secret_text
from inspector.model.exchange import Dropped, Exchange, Failure
from inspector.model.message import Message
from inspector.model.secret import SecretRef
from inspector.send import redirects
from inspector.send.certificates import TrustError
from inspector.send.failures import stopped
from inspector.send.gate import Closed, Gate
from inspector.send.hops import Hops
from inspector.send.interaction import NOBODY, Interaction, OnProgress, Unanswered
from inspector.send.proxies import ProxyError
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
    ) -> None:
        """Take what to send; gate: holds requests back and counts them.

        never: tells addresses that must not be connected to, also where a name leads to them.
        interaction: carries out what a scheme wants beside sending.
        """
        self._assembled = assembled
        self._interaction = interaction
        self._last: Message | None = None  # what was sent last
        self._hops = Hops(assembled.options, self._secret, on_progress, gate, never)

    @property
    def exchanges(self) -> list[Exchange]:
        """The trace so far."""
        return self._hops.exchanges

    def _secret(self, ref: SecretRef) -> str:
        return secret_text(ref, self._assembled.scope) or ""

    async def run(self) -> None:
        """Send; afterwards `exchanges` is the whole trace. A cancellation ends it, recorded."""
        if self._assembled.problems:
            self._fail(self._assembled.problems[0])
            return
        try:
            await self._play()
        except (Stopped, Closed):
            return  # what there was of it is in the trace
        except Unanswered as error:
            self._fail(error.failure, self._last)
        except TrustError as error:
            self._fail(Failure(stage="compose", kind="unreadable-file", message=str(error)))
        except ProxyError as error:
            self._fail(Failure(stage="compose", kind="bad-proxy", message=str(error)))
        finally:
            await self._hops.aclose()

    async def _play(self) -> None:
        credential, message = self._assembled.credential, self._assembled.message
        answer: Answer = None
        with closing(choose(credential).steps(credential, message, self._secret)) as steps:
            while (step := _next(steps, answer)) is not None:
                if isinstance(step, Stop):
                    self._fail(step.failure)
                    return
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

    async def _beside(self, step: Keep | Ask | Wait) -> Answer:
        """Carry out a step that sends nothing; stopped meanwhile, it is recorded as stopped."""
        try:
            match step:
                case Keep():
                    return await self._interaction.kept(step)
                case Ask():
                    return await self._interaction.asked(step)
                case Wait():
                    await self._interaction.waited(step)
                    return None
        except asyncio.CancelledError as error:
            self._fail(stopped(), self._last)
            raise Stopped(()) from error

    def _may_answer(self, step: Send) -> bool:
        """Whether a challenge comes from where the credential is meant for; else say it was not."""
        options = self._assembled.options
        home, here = self._assembled.message.url, step.message.url
        if step.purpose != "challenge-answer" or redirects.may_have(home, here, options):
            return True
        reason = tr("The challenge came from another origin than the one you asked.")
        self._hops.mark_last(dropped=(Dropped("Authorization", reason, "other-origin"),))
        return False

    def _fail(self, failure: Failure, message: Message | None = None) -> None:
        request = message or self._assembled.message
        self.exchanges.append(Exchange(request=request, failure=failure))


def _next(steps: Steps, answer: Answer) -> Step | None:
    try:
        return next(steps) if answer is None else steps.send(answer)
    except StopIteration:
        return None
