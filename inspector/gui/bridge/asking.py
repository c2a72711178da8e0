"""Who is asked what a send has to ask: the window whose work it is."""

from contextvars import ContextVar
from typing import NamedTuple

from inspector.gui.bridge.background import Background
from inspector.gui.bridge.lazy import Asker
from inspector.model.question import Answers, HostAnswer, HostQuestion, Question


class Askers(NamedTuple):
    """The cards of one window."""

    questions: Asker[Question, Answers | None]
    hosts: Asker[HostQuestion, HostAnswer]


_ASKERS: ContextVar[Askers | None] = ContextVar("askers", default=None)


def ask_in(background: Background, askers: Askers) -> None:
    """Let what a background starts from now on ask on these cards."""
    background.context.run(_ASKERS.set, askers)


async def ask(question: Question) -> Answers | None:
    """Ask in the window that began the work; None where that was no window."""
    askers = _ASKERS.get()
    return await askers.questions.ask(question) if askers is not None else None


async def ask_about_host(question: HostQuestion) -> HostAnswer:
    """Ask whether a secret may go to a host; "no" where nobody can be asked."""
    askers = _ASKERS.get()
    return await askers.hosts.ask(question) if askers is not None else "no"
