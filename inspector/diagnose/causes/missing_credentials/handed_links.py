"""A known caller was handed an address, and asked for it as nobody: a download, mostly."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.handed_links import followed_without_login
from inspector.diagnose.weights import STRONG
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


RULES = (asked_as_nobody,)
