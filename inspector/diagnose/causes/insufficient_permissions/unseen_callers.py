"""A caller that is known without anything in the request: by its certificate or its address."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, RATHER
from inspector.reading import places
from inspector.reading.meanings import (
    OF_A_LACK,
    OF_FORGERY,
    OF_THE_ACCOUNT,
    OF_THE_NETWORK,
    Names,
)
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_A_LACK, *OF_FORGERY, *OF_THE_ACCOUNT, *OF_THE_NETWORK)


def known_by_connection(case: Case) -> Found:
    """The like was written to another thing without any credential, and 403 refuses it of this one.

    Hardly anybody lets strangers write: who calls is known by what the record does not show.
    """
    if case.status != HTTPStatus.FORBIDDEN or case.sent.has_any or case.sent.is_safe:
        return
    if case.heard.challenges or case.sent.is_login or case.said(*_OTHER_REASON):
        return
    given = [one for one in (*case.before, *case.after) if _is_alike(case, one)]
    if not given:
        return
    both = given[0].index < case.index < given[-1].index
    entry, path = str(given[0].index + 1), given[0].sent.path
    said = tr("Entry {entry} wrote to {path} in the same way.", entry=entry, path=path)
    yield case.refused_for(
        "right-missing",
        LIKELY if both else RATHER,
        fact(said, places.in_line(given[0].index, "reply")),
        fact(tr("Neither shows a credential, so that the caller is known otherwise."), None),
    )


def _is_alike(case: Case, other: Case) -> bool:
    """Whether the same was accepted of another thing: one word of the path differs."""
    if not other.succeeded or other.sent.has_any or other.sent.method != case.sent.method:
        return False
    mine, theirs = case.sent.path.split("/"), other.sent.path.split("/")
    apart = sum(one != two for one, two in zip(mine, theirs, strict=False))
    return len(mine) == len(theirs) and len(mine) > _SHORT and apart == 1


_SHORT = 2  # `/things`: another word there is another kind of thing

RULES = (known_by_connection,)
