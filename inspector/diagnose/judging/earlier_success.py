"""What the same request was accepted with before is of the right kind, in the right place."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import CLEAR, MUCH_LESS
from inspector.model.finding import Cause
from inspector.reading.credential import Credential

_OF_KIND_AND_PLACE = frozenset({Cause.SCHEME_MISMATCH, Cause.MISSING_CREDENTIALS})


def with_earlier_success(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Hold back what an earlier success of the same request contradicts.

    What the words of the reply say clearly stands: a server may read something else since. How a
    credential is written was right whatever they say.
    """
    if not any(map(_is_contradicted, found)) or accepted_alike(case) is None:
        return found
    return tuple(
        msgspec.structs.replace(one, weight=one.weight * MUCH_LESS)
        if _is_contradicted(one)
        else one
        for one in found
    )


def _is_contradicted(one: Suspicion) -> bool:
    written = declared(one.slug).fault == "written"
    return written or (one.cause in _OF_KIND_AND_PLACE and one.weight < CLEAR)


def accepted_alike(case: Case) -> Case | None:
    """Return the earlier case of the same request whose every credential this one carries, too.

    Masks that look alike count: the tool that made the record put them in the same places.
    """
    mine = set(map(_as_sent, case.carried))
    for other in reversed(case.same_request_before):
        theirs = set(map(_as_sent, other.carried))
        if other.succeeded and theirs and theirs <= mine:
            return other
    return None


def _as_sent(one: Credential) -> tuple[str, str, str, str]:
    return one.where, one.name.lower(), one.scheme, one.value
