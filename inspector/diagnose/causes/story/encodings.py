"""What was refused is what was accepted elsewhere, written for an address, or a part of it."""

from collections.abc import Iterator
from urllib.parse import unquote

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.taken_later import refused_alike
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SHOWN
from inspector.intake.removed import is_taken_out
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.message import readable
from inspector.reading.credential import Credential
from inspector.wording import tr


def accepted_decoded(case: Case) -> Found:
    """The same login or key was accepted once `%40` and the like in it were turned back."""
    if case.outcome != "refused":
        return
    accepted = [one for one in case.neighbours if one.succeeded]
    for sent in case.carried:
        text = _text(sent)
        other = next(_as_decoded(case, sent, accepted), None) if "%" in text else None
        if other is None:
            continue
        login = sent.scheme in LOGIN_SCHEMES or sent.where == "body"
        entry = other[0].number
        yield case.refused_for(
            "percent-encoded" if login else "key-percent-encoded",
            SHOWN,
            fact(tr("It holds signs that are written for an address, such as %40."), sent.place),
            fact(
                tr("Entry {entry} sent the same turned back, and was let in.", entry=entry),
                other[1].place,
            ),
            name=sent.name,
        )
        return


def _as_decoded(
    case: Case, sent: Credential, accepted: list[Case]
) -> Iterator[tuple[Case, Credential]]:
    text = _text(sent)
    plain = unquote(text)
    for one in accepted if plain != text else ():
        for theirs in one.carried:
            same = theirs.name.lower() == sent.name.lower() and _text(theirs) == plain
            if same and not refused_alike(case, theirs):
                yield one, theirs


def _text(credential: Credential) -> str:
    """Return the value as its reader gets it: user and password of Basic, else what was sent."""
    if credential.scheme == "basic":
        return readable(credential.login_text)
    return credential.bare


# ---------------- A part of it: the rest was lost in copying
def accepted_whole(case: Case) -> Found:
    """A key, token or cookie is the beginning or the end of one that was accepted there."""
    if case.outcome != "refused":
        return
    accepted = [one for one in case.neighbours if one.succeeded]
    taken = {_text(theirs) for one in accepted for theirs in one.carried}
    for sent in case.carried:
        other = next(_as_whole(case, sent, accepted), None) if _text(sent) not in taken else None
        if other is None:
            continue
        lacking = len(_text(other[1])) - len(_text(sent))
        yield case.refused_for(
            "credential-cut",
            SHOWN,
            fact(
                tr(
                    "Entry {entry} sent {count} characters more in it, and was let in.",
                    entry=other[0].number,
                    count=lacking,
                ),
                other[1].place,
            ),
            fact(tr("Here they are missing."), sent.place),
            name=sent.name,
        )
        return


def _as_whole(
    case: Case, sent: Credential, accepted: list[Case]
) -> Iterator[tuple[Case, Credential]]:
    part = _text(sent)
    if len(part) < _A_PART or is_taken_out(part) or sent.scheme in LOGIN_SCHEMES:
        return
    for one in accepted:
        for theirs in one.carried:
            way = (sent.name.lower(), sent.scheme)
            whole, same = _text(theirs), way == (theirs.name.lower(), theirs.scheme)
            longer = part != whole and (whole.startswith(part) or whole.endswith(part))
            if same and longer and not refused_alike(case, theirs):
                yield one, theirs


_A_PART = 8  # characters: fewer begin another key by chance


RULES = (accepted_decoded, accepted_whole)
