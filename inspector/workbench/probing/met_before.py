"""Whether the address of an attempt is known to exist: by what was answered there, or is saved."""

from collections.abc import Iterable, Iterator

from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.diagnose.facts.case import Case, Trace
from inspector.model.attempt import Attempt, Met
from inspector.model.request import Request
from inspector.protocol.urls import host_and_path, origin_of
from inspector.reading.statuses import MAY_HIDE_PLACE

_MOST = 3


def may_be_hidden(attempt: Attempt) -> bool:
    """Whether an attempt ended with an answer behind which a server may hide a place."""
    last = attempt.last
    return last is not None and last.reply is not None and last.reply.status in MAY_HIDE_PLACE


def met_before(
    attempt: Attempt, earlier: Iterable[Attempt], saved: Iterable[Request], scope: Scope
) -> tuple[Met, ...]:
    """Return what shows that the address exists, what was answered last first."""
    asked = Trace(attempt).case(len(attempt.exchanges) - 1)
    answered = tuple(_answered(asked, earlier))
    if answered and answered[-1].method == "DELETE":
        return ()  # it was there
    return (*reversed(answered[-_MOST:]), *tuple(_saved(asked, saved, scope))[:_MOST])


def _answered(asked: Case, earlier: Iterable[Attempt]) -> Iterator[Met]:
    for one in earlier:
        trace = Trace(one)
        for case in map(trace.case, range(len(trace))):
            if case.succeeded and case.sent.method != "OPTIONS" and _is_there(asked, case.sent.url):
                same = asked.shares_credential(case)
                yield Met(source="history", method=case.sent.method, status=case.status, same=same)


def _is_there(asked: Case, url: str) -> bool:
    mine, other = asked.sent.url, url
    same_path = host_and_path(mine)[1] == host_and_path(other)[1]
    return same_path and origin_of(mine) == origin_of(other)


def _saved(asked: Case, saved: Iterable[Request], scope: Scope) -> Iterator[Met]:
    """Yield other methods at the same address: one of the same method may be this request."""
    for one in saved:
        method = one.method.upper()
        if method != asked.sent.method and _fits(asked.sent.url, fill(one.url, scope).text):
            yield Met(source="collection", method=method)


def _fits(asked: str, saved: str) -> bool:
    """Whether an address is that of a saved request; a variable in its path stands for one part."""
    address = saved.partition("?")[0] if "://" in saved else f"http://{saved.partition('?')[0]}"
    start, _, rest = address.partition("://")
    host, _, path = rest.partition("/")
    if "{{" in host or origin_of(f"{start}://{host}") != origin_of(asked):
        return False
    parts, mine = path.split("/"), host_and_path(asked)[1].lstrip("/").split("/")
    if len(parts) != len(mine):
        return False
    return all("{{" in one or one == own for one, own in zip(parts, mine, strict=True))
