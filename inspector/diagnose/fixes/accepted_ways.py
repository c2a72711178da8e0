"""Builds fixes that send a credential in the way that is described, or that was accepted before."""

from inspector.compose import carried_over
from inspector.diagnose.facts.accepted_elsewhere import other_way
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.key_places import in_form
from inspector.model.fix import Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.protocol.keys.difference_words import shown
from inspector.story.pairs import taken_as

_AUTHORIZATION = "authorization"


def as_described(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the credential in the kind, place and name that are described; ask for what it lacks.

    A key or token that was sent goes there as it is: nobody says that it is another one.
    """
    return _in_that_way(case, suspicion, str(suspicion.values.get("kind") or ""), "as-described")


def as_accepted(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send it in the kind, place and name in which an experiment or other request had it taken."""
    tried = str(suspicion.values.get("accepted") or "")
    return _in_that_way(case, suspicion, tried, "as-accepted") or _as_another(case)


def _in_that_way(case: Case, suspicion: Suspicion, kind: str, name_of_fix: str) -> Fix | None:
    if not kind:
        return None
    places = {"place": suspicion.values.get("place"), "name": suspicion.values.get("key")}
    told = {name: str(text) for name, text in places.items() if text}
    word = (Bearer().word,) if kind == Bearer.tag() else ()
    return in_form(case, name_of_fix, str(suspicion.values.get("wanted") or ""), (kind, word, told))


def _as_another(case: Case) -> Fix | None:
    """Send it as the request did that was accepted with the same secret; not where that logs in."""
    found = other_way(case)
    there = taken_as(*found) if found is not None else None
    if there is None:
        return None
    if there.where == "header" and there.name.lower() == _AUTHORIZATION:
        kind = carried_over.sent_as(there.scheme)
        word = (there.word,) if kind is Bearer else ()
        form = (kind.tag(), word, dict[str, str]())
        return None if kind.is_login() else in_form(case, "as-accepted", shown(there.word), form)
    if there.word:
        return None  # no field stands for a word within a key
    place = {"place": there.where, "name": there.name}
    return in_form(case, "as-accepted", there.name, (ApiKey.tag(), (), place))
