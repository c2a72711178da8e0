"""More was sent than the value: its name, a word, the JSON it came in, a sign after it."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.strangers import OTHER_THAN_A_LACK
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import spoilable, was_accepted
from inspector.diagnose.facts.suspicion import Found
from inspector.diagnose.weights import HALF, LIKELY, SHOWN, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.keys.wrapped_values import Kind, Wrapped, wrapped
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.wording import tr

_WEIGHTS: dict[Kind, float] = {
    "json": SHOWN, "literal": SHOWN, "named": STRONG, "header": SHOWN, "sign": SOUND,
    "word": LIKELY, "twice": STRONG, "between": SOUND,
}  # fmt: skip

_OF_KNOWN_ONES = frozenset({"word", "twice"})  # what is said of a key whose kind is known, too


def more_than_the_value(case: Case) -> Found:
    """A token or key was taken along with what stood around it."""
    for sent in spoilable(case):
        if sent.scheme in LOGIN_SCHEMES or sent.claims or case.is_removed(sent):
            continue
        found = None if was_accepted(case) else _around(sent)
        if found is not None and found.kind not in _OF_KNOWN_ONES and sent.known_key is not None:
            continue
        weight = _weight(case, sent, found) if found is not None else 0.0
        if found is not None and weight:
            yield case.explained_by(
                sent,
                "more-than-the-value",
                weight,
                tr("The value of {name} holds {text}.", name=sent.name, text=found.shown),
                text=found.shown,
            )
            return


def _around(sent: Credential) -> Wrapped | None:
    found = wrapped(sent.value)
    if found is None:
        return None
    bare = sent.where == "header" and not sent.scheme and sent.name.lower() not in _AUTHORIZATION
    if found.kind == "named":  # as a whole, some servers read that behind no word
        return found if bare or sent.scheme in {"bearer", "dpop"} else None
    if found.kind == "word":  # one that belongs into Authorization, in a header for the bare key
        return found if bare else None
    return found


def _weight(case: Case, sent: Credential, found: Wrapped) -> float:
    """Less for a word where some read one, and nothing where the reply looked at what was sent."""
    if found.kind != "word" or _OF_A_KEY.search(sent.name):
        return _WEIGHTS[found.kind]
    unread = case.status == HTTPStatus.UNAUTHORIZED and not case.said(*OTHER_THAN_A_LACK)
    return HALF if unread else 0.0


_AUTHORIZATION = frozenset({"authorization", "proxy-authorization"})
# finds `X-Api-Key`, `PRIVATE-TOKEN`
# but not `X-Auth-Token`, which some read with a word, too
_OF_A_KEY = lazy_re(r"(?i)key|private-token")


RULES = (more_than_the_value,)
