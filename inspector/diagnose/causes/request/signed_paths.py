"""The signature that a path begins with is left out, or was made for another path."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.signed_paths import How, given_with_its_query, signed_path
from inspector.diagnose.weights import RATHER, SOUND
from inspector.protocol.signatures.signed_address import signs_an_address
from inspector.wording import tr


def path_not_signed(case: Case) -> Found:
    """Another path was answered that has what may be its signature; this one's does not fit."""
    found = signed_path(case)
    if found is None:
        return
    entry = found.given.number
    taken = tr("Entry {entry} asked for a path with what may be its signature.", entry=entry)
    yield case.refused_for(
        "no-credentials-sent" if found.how == "left-out" else "path-signature-wrong",
        _WEIGHTS[found.how],
        fact(taken, found.given.sent_line),
        fact(_TOLD[found.how](), case.sent_line),
        explains=True,
    )


_WEIGHTS: dict[How, float] = {
    "left-out": SOUND,
    "of-another": SOUND,
    "another": SOUND,
    "both": RATHER,
}
_TOLD = {
    "left-out": lambda: tr("Here the same path has none."),
    "of-another": lambda: tr("Here the very same one stands before another path."),
    "another": lambda: tr("Here another one stands before the same path."),
    "both": lambda: tr("Here another one stands before another path."),
}


def query_of_another_path(case: Case) -> Found:
    """The query signs an address until a time, and another path was given with all of it."""
    given = given_with_its_query(case)
    if given is None or not case.sent.query:
        return
    name = next((name for name, _ in case.sent.query if signs_an_address(name)), "")
    said = tr("Entry {entry} got another path with the very same query.", entry=given.number)
    yield case.refused_for(
        "path-signature-wrong",
        SOUND,
        fact(said, given.sent_line),
        fact(tr("The request went to {path}.", path=case.sent.path), case.sent_line),
        explains=True,
        name=name or case.sent.query[-1][0],
    )


RULES = (path_not_signed, query_of_another_path)
