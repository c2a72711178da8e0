"""A challenge that nobody can answer: the server left out what an answer is made of."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STATED
from inspector.reading.statuses import CHALLENGES
from inspector.wording import tr


def not_answerable(case: Case) -> Found:
    """Every challenge lacks a parameter that an answer needs."""
    listed = case.heard.challenges
    if case.status not in CHALLENGES or not listed or not all(one.lacks for _, one in listed):
        return
    index, one = listed[0]
    yield case.refused_for(
        "challenge-not-answerable",
        STATED,
        fact(
            tr("The challenge {scheme} has no {name}.", scheme=one.scheme, name=one.lacks),
            case.heard.challenge_place(index, one),
        ),
        explains=True,
        scheme=one.scheme,
        name=one.lacks,
    )


RULES = (not_answerable,)
