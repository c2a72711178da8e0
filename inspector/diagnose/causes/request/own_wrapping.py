"""More was sent than the value: its name, a word, the JSON it came in, a sign after it."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import spoilable, was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, SHOWN, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.keys.wrapped_values import Kind, Wrapped, wrapped
from inspector.reading.credential import Credential
from inspector.wording import tr

_WEIGHTS: dict[Kind, float] = {
    "json": SHOWN, "literal": SHOWN, "named": STRONG, "sign": SOUND, "word": LIKELY,
}  # fmt: skip


def more_than_the_value(case: Case) -> Found:
    """A token or key was taken along with what stood around it."""
    for sent in spoilable(case):
        if sent.scheme in LOGIN_SCHEMES or sent.claims or case.is_removed(sent):
            continue
        found = None if was_accepted(case) or sent.known_key is not None else _around(sent)
        if found is not None:
            yield case.refused_for(
                "more-than-the-value",
                _WEIGHTS[found.kind],
                fact(
                    tr("The value of {name} holds {text}.", name=sent.name, text=found.shown),
                    sent.place,
                ),
                explains=True,
                name=sent.name,
                text=found.shown,
            )
            return


def _around(sent: Credential) -> Wrapped | None:
    found = wrapped(sent.value)
    if found is None:
        return None
    if found.kind == "named":
        return found if sent.scheme in {"bearer", "dpop"} else None
    if found.kind == "word":  # one that belongs into Authorization, in a header for the bare key
        bare = sent.where == "header" and not sent.scheme and "key" in sent.name.lower()
        return found if bare else None
    return found


RULES = (more_than_the_value,)
