"""A known caller was handed an address, and asked for it as nobody: a download, mostly."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.handed_links import followed_without_login
from inspector.diagnose.facts.things.listed_parts import handed_out_signed, listed_without_its_query
from inspector.diagnose.weights import CLEAR, STRONG
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_WRONG_ONE,
    OF_AN_END,
    Names,
    without,
)
from inspector.wording import tr


def asked_as_nobody(case: Case) -> Found:
    """All calls before carried a login, and this one to an address of their replies does not."""
    found = followed_without_login(case)
    main = found.named.sent.main if found is not None else None
    if found is None or main is None:
        return
    entry, name = str(found.named.index + 1), main.name
    private = found.private
    told = tr("Entry {entry} calls it private.", entry=str(private.index + 1)) if private else ""
    yield case.refused_for(
        "no-credentials-sent",
        STRONG,
        fact(tr("Entry {entry} handed this address out.", entry=entry), found.place),
        fact(tr("{name} went along there.", name=name), main.place),
        *([fact(told, private.heard_body)] if private is not None else []),
        fact(tr("It carries no {name}.", name=name), case.sent_line),
        absent=True,
        wanted=name,
    )


def asked_without_its_signature(case: Case) -> Found:
    """The address was handed out with a signature in its query, and asked for without any."""
    found = handed_out_signed(case)
    if found is None or case.said(*_OTHER_REASON):
        return
    entry, name = found.listing.number, found.name
    named = tr("Entry {entry} handed this address out with {name}.", entry=entry, name=name)
    yield case.refused_for(
        "no-credentials-sent",
        STRONG,
        fact(named, found.place),
        fact(tr("It carries no {name}.", name=name), case.sent_line),
        wanted=name,
    )


def asked_without_the_query(case: Case) -> Found:
    """A part of a list, by a relative address, lacks the parameter that its list was fetched with.

    Other reasons that words tell may be as true of it.
    """
    found = listed_without_its_query(case)
    if found is None or case.said(*_OTHER_REASON):
        return
    entry, name = found.listing.number, found.name
    named = tr("Entry {entry} named this part, and sent {name}.", entry=entry, name=name)
    given = []
    if found.again is not None:
        told = tr("Entry {entry} sent it along, and got another part.", entry=found.again.number)
        given = [fact(told, found.again.sent_line)]
    yield case.refused_for(
        "query-not-passed-on",
        STRONG if given else CLEAR,
        fact(named, found.place),
        fact(tr("It carries no {name}.", name=name), case.sent_line),
        *given,
        name=name,
        listing=found.listing.sent.path,
    )


# Servers tell strangers that they may not, as well, and networks in front write pages of their own.
_OTHER_REASON: Names = (
    *without(BESIDE_THE_CREDENTIAL, "permission", "waf"), *OF_AN_END, *OF_A_WRONG_ONE,
)  # fmt: skip


RULES = (asked_as_nobody, asked_without_its_signature, asked_without_the_query)
