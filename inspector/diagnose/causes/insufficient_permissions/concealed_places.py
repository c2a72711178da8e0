"""A place that is there and is kept from this caller, behind an error that says nothing of it."""

from inspector.diagnose.facts.accepted_elsewhere import allows_what_it_refuses, known_place
from inspector.diagnose.facts.callers.listed_rights import listed_rights
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.known_things import (
    done_by_another_method,
    given_at_another_version,
    kept_from_this_caller,
)
from inspector.diagnose.facts.refusing_pages import hidden_place
from inspector.diagnose.facts.suspicion import Found, fact, quoted, said
from inspector.diagnose.facts.things.shown_to_others import shown_to_another
from inspector.diagnose.facts.token_claims import hidden_404
from inspector.diagnose.weights import FAIR, HALF, HINT, LIKELY, OPEN, RATHER, STRONG
from inspector.model.attempt import Met
from inspector.reading import places
from inspector.reading.meanings import Meaning
from inspector.reading.statuses import NO_SUCH_PLACE
from inspector.wording import tr


def not_found_or_hidden(case: Case) -> Found:
    """The reply itself says that what was asked may only be hidden from the caller."""
    told = hidden_404(case)
    if told is None:
        return
    yield case.refused_for(
        "not-found-hides-forbidden",
        RATHER if case.may_carry else HINT,
        said(Meaning("permission", told, 1.0)),
    )
    if not case.sent.has_any:
        yield case.refused_for(
            "no-credentials-sent", RATHER, said(Meaning("permission", told, 1.0)), absent=True
        )


def hidden_from_this_caller(case: Case) -> Found:
    """Another caller is let in at the address, or this one may read there and not write."""
    other = hidden_place(case)
    if other is None or not case.sent.has_any or case.sent.is_login:
        return  # who logs in is not known yet: nothing is kept from somebody
    yield case.refused_for(
        "not-found-hides-forbidden" if case.status in NO_SUCH_PLACE else "forbidden",
        RATHER if case.status in NO_SUCH_PLACE else OPEN,
        fact(
            tr(
                "{method} of the same address got {status}.",
                method=other.sent.method,
                status=other.heard.phrase,
            ),
            other.heard_line,
        ),
    )


def hidden_though_known(case: Case) -> Found:
    """The address was answered before, or is saved, and nothing says why it is not given now."""
    met = known_place(case)
    if met is None or hidden_place(case) is not None or case.sent.is_login:
        return
    signed = case.sent.main is not None and case.sent.main.signs_a_message  # then anew for each
    yield case.refused_for(
        "not-found-hides-forbidden" if case.status in NO_SUCH_PLACE else "forbidden",
        HINT if signed or done_by_another_method(case) else HALF,
        fact(_known_by(met), case.sent_line),
    )


def _known_by(met: Met) -> str:
    if met.source == "collection":
        return tr("A saved request ({method}) has the same address.", method=met.method)
    return tr(
        "{method} of the same address was answered with {status} before.",
        method=met.method,
        status=met.status,
    )


def kept_thing(case: Case) -> Found:
    """Another caller was shown the thing, or this one is told that a right to it lacks."""
    known = case.once(kept_from_this_caller)
    if known is None:
        return
    entry = known.shown.number
    there = tr(
        "The reply of entry {entry} shows that {name} is there.", entry=entry, name=known.name
    )
    flag = tr("It says that {name} is false.", name=known.flag)
    yield case.refused_for(
        "not-found-hides-forbidden",
        STRONG if known.flag else LIKELY,
        fact(there, known.shown.heard_body),
        *([fact(flag, known.shown.heard_line)] if known.flag else []),
        fact(tr("Here nothing is said to be there."), case.sent_line),
    )


def kept_from_this_role(case: Case) -> Found:
    """Another role or key was given the very same call, where no such thing is said to be here."""
    found = shown_to_another(case)
    if found is None:
        return
    entry, by = found.given.number, found.by
    told = tr("Entry {entry} was given the same.", entry=entry)
    apart = tr("It differs in {name} alone.", name=by.name)
    yield case.refused_for(
        "thing-kept-from-role",
        STRONG if found.again else LIKELY,  # else it may have been made in between
        quoted(found.said),
        fact(told, places.in_line(found.given.index, "reply")),
        fact(apart, by.place),
        name=found.name,
        by=by.name,
    )


def kept_at_this_version(case: Case) -> Found:
    """The same caller was given it at another version of the API, and nothing at this one."""
    other = case.once(given_at_another_version)
    if other is None:
        return
    near = (*case.before, *case.after)
    again = any(one is not other and given_at_another_version(one) is not None for one in near)
    entry = other.number
    yield case.refused_for(
        "not-found-hides-forbidden",
        FAIR if again else RATHER,
        fact(
            tr("Entry {entry} got it with the same credential, at another version.", entry=entry),
            places.in_line(other.index, "reply"),
        ),
        fact(tr("Here nothing is said to be there."), case.heard_body),
    )


def not_among_its_rights(case: Case) -> Found:
    """The API itself lists what the caller may do: a sister of the address, and not this one."""
    found = listed_rights(case)
    if found is None:
        return
    listed, given = found.listed.number, found.given.number
    yield case.refused_for(
        "right-missing",
        STRONG,
        fact(tr("Entry {entry} lists what this caller may do.", entry=listed), found.place),
        fact(
            tr("{other} is among it, and entry {entry} got it.", other=found.other, entry=given),
            places.in_line(found.given.index, "reply"),
        ),
        fact(tr("{name} is not.", name=found.word), case.sent_line),
        explains=True,
    )


def offered_to_others(case: Case) -> Found:
    """405 names the method that was asked among those it offers."""
    if allows_what_it_refuses(case):
        said_so = tr("Allow lists {method}, which is refused.", method=case.sent.method)
        yield case.refused_for(
            "forbidden", HALF, fact(said_so, case.heard.header_place("allow")), usual=True
        )


RULES = (
    hidden_from_this_caller,
    hidden_though_known,
    kept_thing,
    kept_from_this_role,
    kept_at_this_version,
    not_among_its_rights,
    offered_to_others,
    not_found_or_hidden,
)
