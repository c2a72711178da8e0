"""The key stands in the path, and somebody deleted that very key after it was accepted."""

from typing import NamedTuple
from urllib.parse import unquote

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.protocol.keys.random_values import is_random
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_A_CLAIM, Names, without
from inspector.story.ends.deletions import takes_away
from inspector.story.entry import Entry
from inspector.wording import tr

_OTHER_REASON: Names = (*without(BESIDE_THE_CREDENTIAL, "permission"), *OF_A_CLAIM)


class _Part(NamedTuple):
    """One part of a path, and what stands before it."""

    before: str
    text: str


def path_key_deleted(case: Case) -> Found:
    """A request that carries nothing else has a key in its path, which was deleted elsewhere.

    What is deleted where it is asked for is a thing, such as a project: it has the same word
    before it in both paths.
    """
    refused = case.is_refused or case.is_hidden_error
    if not refused or case.sent.credentials or case.said(*_OTHER_REASON):
        return
    for part in _parts(case.sent.path):
        if not is_random(part.text):
            continue
        gone = next((one for one in reversed(case.before) if _deletes(one, part)), None)
        worked = [one for one in case.before if one.came and part in _parts(one.sent.path)]
        if gone is None or not worked or worked[-1].index > gone.index:
            continue
        entry = str(gone.index + 1)
        yield case.refused_for(
            "key-revoked",
            STRONG,
            fact(tr("The same key was accepted before."), worked[-1].heard_line),
            fact(tr("Entry {entry} had revoked it.", entry=entry), gone.sent_line),
            fact(tr("It was sent all the same."), case.sent_line),
        )
        return


def _deletes(entry: Entry, part: _Part) -> bool:
    """Whether an entry took away what its path ends in, and that is the part of another path."""
    if entry.sent.is_safe or not entry.came or not takes_away(entry):
        return False
    *_, last = _parts(entry.sent.path) or [_Part("", "")]
    return last.text == part.text and _word(last.before) != _word(part.before)


def _parts(path: str) -> list[_Part]:
    words = path.rstrip("/").split("/")
    return [_Part("/".join(words[:at]), unquote(one)) for at, one in enumerate(words) if one]


def _word(before: str) -> str:
    return before.rpartition("/")[2].lower()


RULES = (path_key_deleted,)
