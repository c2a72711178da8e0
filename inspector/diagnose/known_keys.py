"""The keys of a refused request whose shape is known, where nothing shows that they are good."""

from collections.abc import Iterator

from inspector.diagnose.case import Case
from inspector.diagnose.credential import Credential
from inspector.diagnose.faults import spoilable
from inspector.protocol.key_checks import KeyCheck

_LOOK_BACK = 50


def fresh_keys(case: Case) -> Iterator[tuple[Credential, KeyCheck]]:
    """Yield credentials of a known shape; none once the same one was accepted in the trace."""
    for sent in spoilable(case):
        checked = None if case.is_removed(sent) else sent.known_key
        if checked is not None and not was_accepted(case):
            yield sent, checked


def was_accepted(case: Case) -> bool:
    """Return whether this host took the same credential before or after."""
    near = (*case.before[-_LOOK_BACK:], *case.after[:_LOOK_BACK])
    return any(other.succeeded and case.shares_credential(other) for other in near)
