"""The key stands in the path: it was deleted, is taken no more, or another one is taken there."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.path_keys import (
    Part,
    given_to_another,
    given_to_it,
    likely_key,
    parts,
)
from inspector.diagnose.facts.things.signed_paths import may_sign
from inspector.diagnose.weights import FAINT, FAIR, HALF, HINT, LIKELY, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.keys.random_values import is_random
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_A_CLAIM, Names, without
from inspector.reading.statuses import TURNS_AWAY
from inspector.story.ends.deletions import takes_away
from inspector.story.entry import Entry
from inspector.wording import tr
from inspector.wording.durations import span

_OTHER_REASON: Names = (*without(BESIDE_THE_CREDENTIAL, "permission"), *OF_A_CLAIM)


def path_key_deleted(case: Case) -> Found:
    """A request that carries nothing else has a key in its path, which was deleted elsewhere.

    What is deleted where it is asked for is a thing, such as a project: it has the same word
    before it in both paths.
    """
    refused = case.is_refused or case.is_hidden_error
    if not refused or case.sent.credentials or case.said(*_OTHER_REASON):
        return
    for part in parts(case.sent.path):
        if not is_random(part.text):
            continue
        gone = next((one for one in reversed(case.before) if _deletes(one, part)), None)
        worked = [one for one in case.before if one.came and part.is_in(one.sent.path)]
        if gone is None or not worked or worked[-1].index > gone.index:
            continue
        entry = gone.number
        yield case.refused_for(
            "key-revoked",
            STRONG,
            fact(tr("The same key was accepted before."), worked[-1].heard_line),
            fact(tr("Entry {entry} had revoked it.", entry=entry), gone.sent_line),
            fact(tr("It was sent all the same."), case.sent_line),
        )
        return


def _deletes(entry: Entry, part: Part) -> bool:
    """Whether an entry took away what its path ends in, and that is the part of another path."""
    if entry.sent.is_safe or not entry.came or not takes_away(entry):
        return False
    *_, last = parts(entry.sent.path) or [Part("", "")]
    return last.text == part.text and last.word != part.word


# ---------------- The key stands in the path, and nothing else says who calls
def path_key_taken_no_more(case: Case) -> Found:
    """The very request was answered before with nothing but the key in its path."""
    part = _key_alone(case)
    worked = given_to_it(case, part) if part is not None else None
    if worked is None:
        return
    start, now = worked.server_time, case.server_time
    ago = span(now - start) if start is not None and now is not None else ""
    yield case.refused_for(
        "worked-before",
        HALF if case.status == HTTPStatus.FORBIDDEN else SOUND,
        fact(tr("The same call with the same key worked before."), worked.heard_line),
        _in_path(case),
        ago=ago,
    )
    yield case.refused_for("key-refused", FAINT, _in_path(case), name=tr("the path"))


def path_key_refused(case: Case) -> Found:
    """The path has what may be a key, and another one is taken there, or nothing else was sent."""
    part = _key_alone(case)
    if part is None or given_to_it(case, part) is not None:
        return
    other = given_to_another(case, part)
    if other is None and case.sent.has_path_key:
        return  # what its service says is read by what is known of it
    known = part.begins_an_api or bool(part.after)
    alone = FAIR if part.begins_an_api and not case.said("missing") else HINT
    taken = [] if other is None else [fact(tr("Another one was taken there."), other.heard_line)]
    yield case.refused_for(
        "key-refused",
        alone if other is None else LIKELY if known else HALF,
        _in_path(case),
        *taken,
        name=tr("the path"),
    )


def _key_alone(case: Case) -> Part | None:
    """Return the likely key of a refused request, unless the reply tells of another reason."""
    if case.said(*BESIDE_THE_CREDENTIAL, *OF_A_CLAIM):
        return None
    part = likely_key(case)
    signs = part is not None and case.status == HTTPStatus.BAD_REQUEST and may_sign(part)
    return part if signs or case.status in TURNS_AWAY else None


def _in_path(case: Case) -> Evidence:
    return fact(tr("What may be a key stands in the path."), case.sent_line)


RULES = (path_key_deleted, path_key_taken_no_more, path_key_refused)
