"""Answers a scheme's questions on the terminal, in the main thread, so that Ctrl+C ends them."""

import asyncio
import getpass
import sys
import warnings
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from inspector.model.question import (
    Answers,
    HostAnswer,
    HostQuestion,
    Notice,
    Question,
    QuestionField,
)
from inspector.model.secret import Secret
from inspector.presentation.bodies.printable import printable
from inspector.presentation.status.host_words import host_words
from inspector.presentation.tokens.sign_in_notice import pace
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.workbench import Workbench

Result = TypeVar("Result")
Given = TypeVar("Given")
_Work = Callable[[], None]


def run(bench: "Workbench", coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Wait for one of the workbench's verbs, and ask at the terminal what it wants to know.

    Without a terminal nobody can be asked; the answer then says so.
    """
    waiting: SimpleQueue[_Work | None] = SimpleQueue()

    def here(work: Callable[[], Given]) -> "asyncio.Future[Given]":
        """Let the main thread do it, where Ctrl+C arrives."""
        future: Future[Given] = Future()
        waiting.put(lambda: _done(future, work))
        return asyncio.wrap_future(future)

    async def ask(question: Question) -> Answers | None:
        return await here(lambda: answered(question))

    async def ask_host(question: HostQuestion) -> HostAnswer:
        return await here(lambda: host_answered(question))

    bench.ask = ask if has_terminal() else None
    bench.hosts.ask = ask_host if has_terminal() else None
    bench.tell = told
    running = bench.submit(coroutine)
    running.add_done_callback(lambda _: waiting.put(None))
    while (work := waiting.get()) is not None:
        work()
    return running.result()


def _done(future: "Future[Given]", work: Callable[[], Given]) -> None:
    if future.set_running_or_notify_cancel():
        future.set_result(work())


def host_answered(question: HostQuestion) -> HostAnswer:
    """Ask whether a secret may go to another host; anything but a clear yes is a no."""
    _show(printable(host_words(question).spoken))
    try:
        typed = _typed(tr("Send it? Type “once”, “always”, or Enter for no: ")).strip().lower()
    except (EOFError, OSError):
        return "no"
    if typed in {"once", tr("once")}:
        return "once"
    return "bind" if typed in {"always", tr("always")} else "no"


async def told(notice: Notice | None) -> None:
    """Show what has to be done elsewhere, also where nobody can be asked: it may be read later.

    The browser is opened only where somebody sits there.
    """
    if notice is None:
        return
    if notice.pace:  # what is to be done was said before
        _show(printable(pace(notice)))
        return
    _show(printable(notice.text))
    _show(tr("Address: {url}", url=printable(notice.complete or notice.address)))
    if notice.opens and has_terminal():
        await asyncio.to_thread(_open, notice.address)


def _open(address: str) -> None:
    """Open an address of the web in the system's browser; one that can't be opened stands there."""
    import webbrowser  # noqa: PLC0415 - few requests need a login

    if address.startswith(("http://", "https://")):
        webbrowser.open(address)


def has_terminal() -> bool:
    """Whether somebody sits there: what is asked is shown on stderr, so that output stays clean."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answered(question: Question) -> Answers | None:
    """Show a question and return what was typed; None where the input ended (Ctrl+D)."""
    _show(printable(question.text))
    if question.browser:
        _show(tr("Open this address in a browser: {url}", url=printable(question.browser)))
    try:
        if question.exact:
            _show(f"  {printable(question.exact)}")
            yes = _typed(tr("Type yes to agree, anything else not to: "))
            return {} if yes.strip().lower() == tr("yes") else None
        if not question.fields:
            _typed(tr("Press Enter when that is done: "))
        return {each.name: Secret(_field(each)) for each in question.fields}
    except (EOFError, OSError, getpass.GetPassWarning):
        return None


def _field(field: QuestionField) -> str:
    prompt = f"{printable(field.label)}: "
    if not field.is_secret:
        return _typed(prompt)
    with warnings.catch_warnings():
        # Without a terminal that hides what is typed, getpass would show it and only warn.
        warnings.simplefilter("error", getpass.GetPassWarning)
        return getpass.getpass(prompt, stream=sys.stderr)


def _typed(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _show(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
