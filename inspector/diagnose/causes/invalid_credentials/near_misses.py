"""What was sent beside what was accepted: a slip in name or secret, a word in place of it."""

from collections.abc import Iterator
from itertools import chain

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.successes.taken_later import refused_alike
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import CLEAR, SOUND, STRONG
from inspector.intake.removed import is_taken_out
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.keys.random_values import random_spans
from inspector.protocol.keys.written_names import is_like_name
from inspector.protocol.keys.written_secrets import Coding, Slip, coding, slip
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import LOGINS
from inspector.reading.credential import Carried, Credential, carried
from inspector.reading.meanings import (
    OF_A_CLAIM,
    OF_A_SERVICE,
    OF_AN_END,
    OF_FORGERY,
    OF_THE_ACCOUNT,
    Names,
)
from inspector.wording import tr

_LOOK = 40
_OTHER_REASON: Names = (
    *OF_THE_ACCOUNT, *OF_AN_END, *OF_A_CLAIM, *OF_A_SERVICE, *OF_FORGERY, "clock", "scope",
)  # fmt: skip


def name_written_otherwise(case: Case) -> Found:
    """The same password was accepted by this host beside a name that is nearly the same."""
    if not (case.is_refused or case.is_hidden_error):
        return
    mine = [one for one in case.sent.carried if one.part.user]
    for one, taken in _taken_beside(case, mine):
        alike = is_like_name(one.part.user, taken.part.user)
        if not alike or one.part.secret != taken.part.secret:
            continue
        if not refused_alike(case, taken.credential):
            name, here = taken.part.user, one.part.user
            told = tr("The same password was accepted for {name}.", name=name)
            sent = tr("Here it was sent for {name}.", name=here)
            yield case.refused_for(
                "wrong-password",
                SOUND,
                fact(told, taken.credential.place),
                fact(sent, one.credential.place),
                user=here,
            )
            return


def value_written_otherwise(case: Case) -> Found:
    """This host accepted a secret in the same place that is nearly the one sent."""
    if not (case.is_refused or case.is_hidden_error) or case.said(*_OTHER_REASON):
        return
    mine = [one for one in _secrets(case) if not is_taken_out(one.part.secret)]
    if not mine or was_accepted(case):
        return
    for one, taken in _taken_beside(case, mine):
        same = (one.part.way, one.part.user) == (taken.part.way, taken.part.user)
        if same and (other := coding(one.part.secret, taken.part.secret)) is not None:
            yield _in_another_encoding(case, one, taken, other)
            return
        found = slip(one.part.secret, taken.part.secret) if same else None
        if found == "cut" and one.credential.scheme not in LOGIN_SCHEMES:
            continue  # told with all that lacks its end, however long
        if found is None or is_taken_out(taken.part.secret):
            continue
        if not refused_alike(case, taken.credential):
            yield _misspelt(case, one, taken, found)
            return


def _secrets(case: Case) -> tuple[Carried, ...]:
    """Return the secrets of its credentials, and its sessions."""
    sessions = chain.from_iterable(map(carried, case.sent.session_cookies))
    return (*case.sent.carried, *sessions)


def _taken_beside(case: Case, mine: list[Carried]) -> Iterator[tuple[Carried, Carried]]:
    """Yield each secret that was sent beside each that this host accepted, later ones first."""
    for other in (*case.after[:_LOOK], *reversed(case.before[-_LOOK:])) if mine else ():
        for taken in _secrets(other) if other.succeeded else ():
            for one in mine:
                yield one, taken


def _misspelt(case: Case, one: Carried, taken: Carried, found: Slip) -> Suspicion:
    differs = {
        "cut": tr("It is a part of it: something was cut off."),
        "longer": tr("It is the same with something added around it."),
        "letters": tr("It differs in capital and small letters alone."),
        "signs": tr("It differs in a sign or two."),
    }[found]
    return case.refused_for(
        "credential-cut" if found == "cut" else "value-misspelt",
        STRONG,
        fact(tr("This host accepted another value in the same place."), taken.credential.place),
        fact(differs, one.credential.place),
        name=one.credential.name,
    )


def _in_another_encoding(case: Case, one: Carried, taken: Carried, found: Coding) -> Suspicion:
    differs = {
        "not-in-base64": tr("The same stood there in Base64, and here it is not encoded."),
        "in-base64": tr("Here the same is in Base64, which it was not there."),
    }[found]
    return case.refused_for(
        "value-in-another-encoding",
        STRONG,
        fact(tr("This host accepted the same in another encoding."), taken.credential.place),
        fact(differs, one.credential.place),
        explains=True,
        name=one.credential.name,
    )


# ---------------- A word where random values are accepted
def word_for_a_secret(case: Case) -> Found:
    """A name or another word stands where this host accepted long random values only."""
    if not (case.is_refused or case.is_hidden_error) or case.said(*_OTHER_REASON):
        return
    for one in (*case.sent.credentials, *case.sent.session_cookies):
        taken = list(_taken_there(case, one)) if _is_word(one) else []
        if taken and all(random_spans(each.bare) for each in taken):
            yield case.refused_for(
                "credential-malformed",
                CLEAR,
                fact(
                    tr("This host accepted long random values in {name}.", name=one.name),
                    taken[0].place,
                ),
                fact(tr("Here a word stands in it."), one.place),
                explains=True,
                name=one.name,
            )
            return


def _is_word(one: Credential) -> bool:
    plain = one.scheme not in LOGINS and not is_taken_out(one.bare)
    return plain and _WORD.fullmatch(one.bare) is not None


# finds `alice`, `alice@depot.example`
# but not `s3cr3t`, `8f14e45f`
_WORD = lazy_re(r"[A-Za-z]{2,30}(?:[.@_-][A-Za-z]{1,30}){0,4}")


def _taken_there(case: Case, one: Credential) -> Iterator[Credential]:
    """Yield what this host accepted in the same place, the nearest first."""
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        if not other.succeeded or other.sent.is_login_address:
            continue
        for each in (*other.sent.credentials, *other.sent.session_cookies):
            if (each.where, each.name.lower(), each.scheme) == (
                one.where,
                one.name.lower(),
                one.scheme,
            ):
                yield each


RULES = (name_written_otherwise, value_written_otherwise, word_for_a_secret)
