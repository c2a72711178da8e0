"""The same host serves this way at another port."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR
from inspector.reading import places
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS
from inspector.wording import tr

_SAME_PARTS = 2
_OF_THE_CALLER: tuple[MeaningName, ...] = (
    "bad-login",
    "locked",
    "token-expired",
    "permission",
    "too-many-attempts",
)


def works_at_other_port(case: Case) -> Found:
    """Another port of the host accepts paths that begin alike, and this one does not."""
    if case.status not in MAY_BE_WRONG_ADDRESS or case.said(*_OF_THE_CALLER):
        return
    if any(c.succeeded for c in (*case.before, *case.after)):
        return
    for other in case.neighbours:
        if _is_other_port(case, other) and other.succeeded and _begins_alike(case, other):
            yield case.suspect(
                "other-port-serves-it",
                CLEAR,
                fact(
                    tr(
                        "{host} answered {path} with {status}.",
                        host=other.sent.host,
                        path=other.sent.path,
                        status=other.heard.phrase,
                    ),
                    other.heard_line,
                ),
                fact(
                    tr("This request went to {host}.", host=case.sent.host),
                    places.in_line(case.index, "request"),
                ),
                case.status_evidence,
                other=other.sent.host,
            )
            return


def _is_other_port(case: Case, other: Case) -> bool:
    return other.sent.host != case.sent.host and other.sent.bare_host == case.sent.bare_host


def _begins_alike(case: Case, other: Case) -> bool:
    mine, theirs = (c.sent.path.strip("/").split("/")[:_SAME_PARTS] for c in (case, other))
    return len(mine) == _SAME_PARTS and mine == theirs


RULES = (works_at_other_port,)
