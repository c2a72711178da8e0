"""What a rule hands over: a possible cause with its weight, evidence and values for sentences."""

from collections.abc import Iterator

import msgspec

from inspector.model.annotation import Place
from inspector.model.finding import Actor, Cause, Evidence
from inspector.reading.meanings import Meaning
from inspector.reading.statements import Statement
from inspector.wording import tr

Words = dict[str, object]


class Suspicion(msgspec.Struct, frozen=True, kw_only=True):
    """One possible cause of one failing exchange.

    weight: how likely the facts alone make it (0…1), before other causes are looked at. values:
    the user's own names and numbers for title and explanation; never secret. absent: it rests on
    something not being there, which proves nothing where the source removes credentials. actor:
    who must act where that differs from what the explanation says. explains: whether the request
    alone shows it, so that it is the reason for whatever refusal the reply words. usual: it is what
    mostly stands behind such a status, and nothing here speaks for it.
    """

    cause: Cause
    slug: str
    weight: float
    evidence: tuple[Evidence, ...] = ()
    values: Words = {}
    absent: bool = False
    actor: Actor | None = None
    entry: int = 0
    explains: bool = False
    usual: bool = False


Found = Iterator[Suspicion]


def fact(statement: str, place: Place | None) -> Evidence:
    """Return a piece of evidence for a finding."""
    return Evidence(statement=statement, place=place)


def went_to(host: str, place: Place | None) -> tuple[Evidence, ...]:
    """Return where a request went as evidence; () where it was not recorded."""
    return (fact(tr("The request went to {host}.", host=host), place),) if host else ()


def taken_by(host: str, line: Place) -> Evidence:
    """Return as evidence that another host took what was sent here; line: of its reply."""
    return fact(tr("{host} accepted the same credential.", host=host), line)


def another_value(name: str, here: str, there: str, place: Place | None) -> Evidence:
    """Return as evidence that something has another value than it had where it was accepted."""
    told = tr("{name} is {here}, and was {there}.", name=name, here=here or "–", there=there or "–")
    return fact(told, place)


def said(meaning: Meaning) -> Evidence:
    """Return what the server said as evidence."""
    return quoted(meaning.statement)


def quoted(statement: Statement) -> Evidence:
    """Return words of the reply as evidence."""
    if statement.kind == "header":
        text = tr("Server said {name}: {text}", name=statement.key, text=statement.short)
    elif statement.kind in {"challenge", "code"} and statement.key:
        text = tr('Server said {name}="{text}"', name=statement.key, text=statement.short)
    elif statement.kind in {"title", "page"}:
        text = tr("The page says: {text}", text=statement.short)
    else:
        text = tr("Server said: {text}", text=statement.short)
    return Evidence(statement=text, place=statement.place)
