"""Sessions of which the record shows no cookie: browsers leave cookies out of what they export."""

from inspector.diagnose.facts.accepted_elsewhere import worked_unseen
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.login_redirects import wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, LIKELY, RATHER
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr
from inspector.wording.spoken import span

_SAYS: tuple[MeaningName, ...] = ("session-expired",)
_TOLD = CLEAR


def told_in_an_export(case: Case) -> Found:
    """The server speaks of an ended session; the cookie that carried it is not in the record."""
    trust = case.said(*_SAYS)
    if not trust or case.sent.has_any or case.sent.is_token_request or not case.may_be_stripped:
        return
    yield case.suspect("session-ended", _TOLD * trust, *case.quote(*_SAYS), case.status_evidence)


def lost_in_an_export(case: Case) -> Found:
    """The same place answered earlier, and now a login is wanted; no credential is recorded."""
    if case.sent.has_any or case.said("csrf", "permission", "waf", "ip-refused", *_SAYS):
        return
    asks = wants_login(case) or case.said("not-authenticated", "missing") > 0
    last = worked_unseen(case) if asks or case.status in TURNS_AWAY else None
    if last is None:
        return
    start, end = last.server_time, case.server_time
    ago = span(end - start) if start is not None and end is not None else ""
    yield case.suspect(
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
        case.status_evidence,
        absent=True,
        ago=ago,
    )


RULES = (told_in_an_export, lost_in_an_export)
