"""Carries out what a scheme wants beside sending: the person, the browser, kept tokens."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from inspector.authenticate.scheme import (
    Answer,
    Ask,
    Beside,
    Compute,
    Disown,
    Keep,
    Leave,
    Listen,
    LookUp,
    Recall,
    Receive,
    Run,
    Store,
    Tell,
    Wait,
)
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange, Failure
from inspector.model.question import Answers, Notice
from inspector.send.interaction import Interaction, Keeping, Unanswered
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.send.listener import Listener


class Carrier:
    """Carries out, for one sending, what its scheme wants beside sending; `close` ends it all."""

    def __init__(self, interaction: Interaction, known: Callable[[str, str], None]) -> None:
        """Take who can do what. known: called with name and text of what is recalled or stored."""
        self._with = interaction
        self._known = known
        self._listener: Listener | None = None
        self._held: list[str] = []
        self._told = False

    async def carry_out(self, step: Beside) -> Answer:
        """Return what comes of a step; raises Unanswered where nobody can or will do it."""
        match step:
            case Keep():
                return await self._kept(step)
            case Ask():
                return await self._asked(step)
            case Listen() | Receive():
                return await self._browser(step)
            case Recall():
                return await self._recalled(step)
            case Run() | Disown() | LookUp() | Compute():
                return await self._elsewhere(step)
        await self._done(step)
        return None

    async def _done(self, step: Wait | Tell | Store | Leave) -> None:
        """Carry out a step that nothing comes back from."""
        match step:
            case Wait():
                await _waited(step)
            case Tell():
                await self._tell(step.notice)
            case Store():
                self._known(step.name, step.text)
                await self._tokens.store(step)
            case Leave():
                self._held.remove(step.name)
                self._tokens.leave(step.name)

    async def close(self) -> None:
        """Stop listening, take back what was told, let others have what was held."""
        if self._listener is not None:
            await self._listener.close()
        for name in self._held:
            self._tokens.leave(name)
        self._held.clear()
        if self._told:
            await self._tell(None)

    # ------------------------------------------------------------ the person
    async def _kept(self, step: Keep) -> Credential:
        if self._with.keep is None:
            text = tr("There is no vault here to keep {name} in.", name=step.label)
            raise Unanswered(_failure("no-vault", text))
        return await self._with.keep(step)

    async def _asked(self, step: Ask) -> Answers:
        if self._with.ask is None:
            text = tr("Somebody must answer before this can be sent, and nobody can be asked here.")
            raise Unanswered(_failure("nobody-to-ask", text, step.question.text))
        answers = await self._with.ask(step.question)
        if answers is None:
            text = tr("The question was not answered, so nothing more was sent.")
            raise Unanswered(_failure("not-answered", text, step.question.text))
        return answers

    async def _tell(self, notice: Notice | None) -> None:
        if self._with.tell is None:
            if notice is None:
                return
            text = tr("Somebody must sign in before this can be sent, and nobody can be told here.")
            raise Unanswered(_failure("nobody-to-ask", text, notice.text))
        self._told = notice is not None
        await self._with.tell(notice)

    # ------------------------------------------------------------ the browser
    async def _browser(self, step: Listen | Receive) -> Answer:
        return await (self._listen(step) if isinstance(step, Listen) else self._received(step))

    async def _listen(self, step: Listen) -> str:
        if self._listener is not None:
            if self._listener.is_at(step):
                return self._listener.address  # a registration wanted to know it before
            await self._listener.close()  # one sign-in after the other has an address of its own
        from inspector.send.listener import Listener  # noqa: PLC0415 - with the first sign-in

        self._listener = Listener()
        try:
            return await self._listener.open(step)
        except OSError as error:
            text = tr(
                "Nothing can listen on port {port} of {host}; another program may be using it.",
                port=step.port,
                host=step.host,
            )
            raise Unanswered(_failure("port-taken", text, str(error.strerror or ""))) from error

    async def _received(self, step: Receive) -> Exchange | None:
        if self._listener is None:
            return None
        return await self._listener.receive(step.judge, step.until)

    # ------------------------------------------------------------ commands, the netrc file
    async def _elsewhere(self, step: Run | Disown | LookUp | Compute) -> Answer:
        if isinstance(step, Compute):
            return await asyncio.to_thread(step.make)
        commands = self._with.commands
        if commands is None:
            text = tr("The credential comes from a command or a file, which is not asked here.")
            raise Unanswered(_failure("no-commands", text))
        if isinstance(step, Run):
            return await commands.run(step)
        if isinstance(step, LookUp):
            return await commands.look_up(step)
        commands.disown(step.run)
        return None

    # ------------------------------------------------------------ kept tokens
    @property
    def _tokens(self) -> Keeping:
        if self._with.tokens is None:
            raise Unanswered(_failure("no-vault", tr("There is no vault here to keep tokens in.")))
        return self._with.tokens

    async def _recalled(self, step: Recall) -> str:
        if step.anew:
            found = await self._tokens.hold(step.name)
            self._held.append(step.name)
        else:
            found = await self._tokens.recall(step.name)
        self._known(step.name, found)
        return found


async def _waited(step: Wait) -> None:
    """Let the time pass; a cancellation ends it at once."""
    left = (step.until - datetime.now(UTC)).total_seconds()
    if left > 0:
        await asyncio.sleep(left)


def _failure(kind: str, message: str, detail: str = "") -> Failure:
    return Failure(stage="compose", kind=kind, message=message, detail=detail)
