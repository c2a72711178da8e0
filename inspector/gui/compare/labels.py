"""A few words on an attempt: when it was sent, and to what."""

from typing import TYPE_CHECKING

from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


def label_of(answer: "Answer") -> str:
    """Return method, path's end, status and time of an attempt, without its query."""
    attempt = answer.attempt
    if not attempt.exchanges:
        return tr("Not sent")
    last = attempt.exchanges[-1]
    path = last.request.url.partition("?")[0].partition("://")[2].partition("/")[2]
    begun = attempt.started or last.started
    when = f"{begun.astimezone():%H:%M:%S}" if begun is not None else tr("time unknown")
    return f"{last.request.method} /{path}, {when}"
