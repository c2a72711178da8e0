"""What the accepted requests of the same host carry, and this one does not."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY, STRONG
from inspector.model.finding import Evidence
from inspector.model.story import CredentialKind
from inspector.protocol.field_names import is_csrf_name
from inspector.reading import places
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import REFUSES_FORGERY, TURNS_AWAY
from inspector.story.lives import Life, Use
from inspector.wording import tr

_OTHER_REASON: tuple[MeaningName, ...] = (
    "permission", "scope", "locked", "rate-limited", "captcha", "token-expired", "revoked",
    "ip-refused", "mfa", "step-up",
)  # fmt: skip
_LETS_IN: frozenset[CredentialKind] = frozenset({"session", "access-token"})
_LOOK = 30


def carried_by_others(case: Case) -> Found:
    """Every accepted request around it carries a token or session that this one lacks."""
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON) or case.sent.is_login:
        return
    lives = case.trace.story.lives
    if any(life.kind in _LETS_IN for life in lives.sent_in(case)) or case.may_be_stripped:
        return
    near = [c for c in (*case.before[-_LOOK:], *case.after[:_LOOK]) if _is_a_call(c)]
    held = [_way_in(case, other) for other in near]
    ways = [life for life in held if life is not None]
    if len(ways) < _FEW or len(ways) < len(held):
        return
    name, other = ways[0].uses[0].way, near[0]
    yield case.refused_for(
        "no-credentials-sent",
        STRONG if case.said("missing", "not-authenticated") else CLEAR,
        fact(tr("It carries no {name}.", name=name), case.sent_line),
        fact(
            tr("Every accepted request around it carries {name}.", name=name),
            places.in_line(other.index, "request"),
        ),
    )


_FEW = 2


def _is_a_call(case: Case) -> bool:
    """Whether it was let in, and is neither a preflight, a login nor a part of a page."""
    plain = case.sent.method != "OPTIONS" and not case.sent.is_login
    return case.succeeded and plain and not case.sent.is_token_request and not _is_part(case)


def _is_part(case: Case) -> bool:
    return case.sent.path.rpartition(".")[2] in {"js", "css", "png", "svg", "ico", "woff2", "html"}


def _way_in(case: Case, other: Case) -> Life | None:
    lives = case.trace.story.lives.sent_in(other)
    return next((life for life in lives if life.kind in _LETS_IN), None)


# ---------------- Reading works with the session, writing does not, and no token goes along
def writes_without_token(case: Case) -> Found:
    """A session is accepted for reading before and after; writing lacks the token it was given."""
    sent = case.sent
    if sent.is_safe or sent.csrf_tokens or case.status not in REFUSES_FORGERY:
        return
    given = _given_token(case)
    if given is None or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        before, after = life.accepted_before(case), life.accepted_after(case)
        reads = all(use.entry.sent.is_safe for use in (*before, *after))
        if life.kind == "session" and before and reads:
            yield case.refused_for(
                "csrf-token-missing",
                STRONG if after else LIKELY,
                _reads(before[-1]),
                _lacks(case),
                fact(tr("One had been handed out."), given.births[0].place),
            )
            return


def _reads(use: Use) -> Evidence:
    return fact(tr("The same session reads without being refused."), use.credential.place)


def _lacks(case: Case) -> Evidence:
    said = tr("No CSRF token was sent with this {method}.", method=case.sent.method)
    return fact(said, case.sent_line)


def _given_token(case: Case) -> Life | None:
    """Return a token against forgery that the host had handed out, in a page, cookie or reply."""
    lives = case.trace.story.lives
    return next(
        (
            life
            for life in lives
            if life.births and life.births[0].entry < case.index and is_csrf_name(life.name)
        ),
        None,
    )


RULES = (carried_by_others, writes_without_token)
