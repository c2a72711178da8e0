"""What this host took in the same way is of the right kind, in the right place."""

import msgspec

from inspector.diagnose.facts.accepted_elsewhere import taken_as_sent
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import CLEAR, MUCH_LESS
from inspector.model.finding import Cause

_OF_KIND_AND_PLACE = frozenset({Cause.SCHEME_MISMATCH, Cause.MISSING_CREDENTIALS})


def with_earlier_success(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Hold back what a success with the same credential, sent in the same way, contradicts.

    What the words of the reply say clearly stands: a server may read something else since. How a
    credential is written was right whatever they say.
    """
    if not any(map(_is_contradicted, found)) or taken_as_sent(case) is None:
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
