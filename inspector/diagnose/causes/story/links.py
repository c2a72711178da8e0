"""A link that lets somebody in once was opened before: by a mail scanner, a preview or a reload."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_FORGERY, Names, without
from inspector.wording import tr

_OTHER_REASON: Names = without(BESIDE_THE_CREDENTIAL, *OF_FORGERY)
# finds `/login/magic`, `/invite/accept`, `/password-reset`
# but not `/orders`
_LINK = lazy_re(
    r"(?i)log-?in|sign-?in|sign-?up|magic|invit|verif|confirm|activat|reset|one-?time|passwordless"
)


def link_used_before(case: Case) -> Found:
    """The same address with the same secret began a session before, and is refused now."""
    if case.succeeded or case.said(*_OTHER_REASON) or not _LINK.search(case.sent.path):
        return
    lives = case.trace.story.lives
    sessions = (life for life in lives if life.kind == "session")
    begun = {birth.entry: birth for life in sessions for birth in life.births}
    for life in lives.sent_in(case):
        uses = [use for use in life.uses if use.place.part == "line" and use.entry.repeats(case)]
        let_in = (use for use in uses if use.entry.index in begun and use.outcome != "refused")
        first = next(let_in, None)
        if first is None or first.entry.index >= case.index or life.accepted_after(first.entry):
            continue
        entry = first.entry.number
        yield case.refused_for(
            "link-used-before",
            STRONG,
            fact(tr("Entry {entry} sent it first.", entry=entry), first.place),
            fact(tr("That began a session."), begun[first.entry.index].place),
            name=life.name,
        )
        return


RULES = (link_used_before,)
