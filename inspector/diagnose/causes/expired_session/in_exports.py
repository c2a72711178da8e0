"""Sessions of which the record shows no cookie, because who exported it left them out."""

from inspector.diagnose.facts.accepted_elsewhere import worked_unseen
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY, RATHER
from inspector.reading.meanings import Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr
from inspector.wording.durations import span

_SAYS: Names = ("session-expired",)
_TOLD = CLEAR


def told_in_an_export(case: Case) -> Found:
    """The server speaks of an ended session; the cookie that carried it is not in the record."""
    trust = case.said(*_SAYS)
    if not trust or case.sent.has_any or case.sent.is_token_request or not case.may_be_stripped:
        return
    yield case.refused_for("session-ended", _TOLD * trust, *case.quote(*_SAYS))


def lost_in_an_export(case: Case) -> Found:
    """The same place answered earlier, and now a login is wanted; no credential is recorded."""
    if case.sent.has_any or case.said("csrf", "permission", "waf", "ip-refused", *_SAYS):
        return
    if case.is_whole:  # then there was no session
        return
    asks = wants_login(case) or case.said("not-authenticated", "missing") > 0
    last = worked_unseen(case) if asks or case.status in TURNS_AWAY else None
    if last is None:
        return
    start, end = last.server_time, case.server_time
    ago = span(end - start) if start is not None and end is not None else ""
    yield case.refused_for(
        "session-lost",
        LIKELY if asks and (case.previous or case).repeats(last) else RATHER,
        fact(
            tr(
                "{method} {path} worked {ago} before.",
                method=last.sent.method,
                path=last.sent.path,
                ago=ago,
            ),
            last.heard_line,
        ),
        *case.quote("not-authenticated", "missing"),
        absent=True,
        ago=ago,
    )


RULES = (told_in_an_export, lost_in_an_export)
