"""What `walk` prints as text: each step with its verdict, the hosts, whose fault it is."""

from collections.abc import Iterator, Sequence

from inspector.model.exchange import Exchange
from inspector.model.sign_in import Walk, WalkedStep
from inspector.presentation.verdict.sign_in_words import (
    host_words,
    mark_word,
    step_name,
    summary,
    whose,
)
from inspector.protocol.oauth import sign_in_faults
from inspector.protocol.redaction import masked_url
from inspector.wording import tr


def walk_text(walk: Walk, exchanges: Sequence[Exchange]) -> str:
    """Return the steps, the hosts and what came of it; the exchanges must be masked already."""
    lines = [line for step in walk.steps for line in _step(step, exchanges)]
    hosts = [f"  {host_words(host)}" for host in walk.hosts]
    return "\n".join([*lines, "", tr("Hosts:"), *hosts, "", summary(walk), *_advice(walk)])


def _step(step: WalkedStep, exchanges: Sequence[Exchange]) -> Iterator[str]:
    place = f" ({step.host})" if step.host else ""
    yield f"{step_name(step.name)}{place}: {mark_word(step.mark)}"
    if step.exchange is not None:
        yield f"  {_line(exchanges[step.exchange])}"
    for trouble in step.troubles:
        fault = sign_in_faults.fault(trouble.slug)
        yield f"  {sign_in_faults.title(trouble)} ({whose(fault.party)}; {fault.reference})"


def _line(exchange: Exchange) -> str:
    message, reply, failure = exchange.request, exchange.reply, exchange.failure
    end = (
        failure.message if failure is not None else str(reply.status) if reply is not None else "…"
    )
    return f"{message.method} {masked_url(message.url)} -> {end}"


def _advice(walk: Walk) -> Iterator[str]:
    if walk.broken is not None:
        _, trouble = walk.broken
        yield tr("What to do: {todo}", todo=sign_in_faults.todo(trouble))
    for host in walk.hosts if walk.is_waiting else ():
        if host.state == "not-asked":
            yield tr("If {host} may be asked, add --allow-host {host}.", host=host.host)
