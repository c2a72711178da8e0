"""What was good elsewhere is refused here for the place, which reads another credential."""

from inspector.diagnose.facts.accepted_elsewhere import first_word
from inspector.diagnose.facts.callers.asked_again import asks_again
from inspector.diagnose.facts.callers.ended_sessions import counts_for_nobody
from inspector.diagnose.facts.callers.intermediate_servers import keeps_it_out
from inspector.diagnose.facts.callers.other_schemes import (
    challenged_key,
    names_other_schemes,
    taken_there,
)
from inspector.diagnose.facts.callers.unread_tokens import looks_elsewhere
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.proxies_asked import proxy_of
from inspector.diagnose.facts.successes.sessions_handed_out import session_given
from inspector.diagnose.facts.things.differing_paths import differing_part
from inspector.diagnose.trial.earlier import ANEW_ELSEWHERE, ANEW_FORBIDDEN, ANEW_SINCE
from inspector.diagnose.trial.part import at_least, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.weights import CLEAR, HALF, HINT, LIKELY, OPEN, RATHER, SOUND
from inspector.model.finding import Cause
from inspector.reading.meanings import OF_A_RIGHT
from inspector.reading.statuses import CHALLENGES, NO_SUCH_PLACE, SUCCESSES
from inspector.story.entry import Entry
from inspector.wording import tr

_BELOW = "good-below-another-part"
_FOR_NOBODY = "good-and-nobody-here"
_BY_ANOTHER = "good-by-another-scheme"
_AND_MORE = "good-and-more-wanted"
_FOR_A_SESSION = "good-for-a-session"
_DIRECTLY = "good-without-the-proxy"
_MISSED = "good-and-missed-here"
_LOOKED_FOR = "good-and-looked-for-in-another-place"
_FOR_PEOPLE = "good-and-led-to-a-login"
_WANTS_ANOTHER = ("key-where-scheme-wanted", "other-scheme-wanted")


def good_elsewhere(case: Case, accepted: Entry) -> str:
    """Return in which way a credential is good elsewhere; empty where that tells no more."""
    if proxy_of(case) and not proxy_of(accepted) and case.repeats(accepted):
        return _DIRECTLY
    same_host = case.sent.bare_host == accepted.sent.bare_host
    if same_host and case.sent.path != accepted.sent.path and _is_for_people(case):
        return _FOR_PEOPLE
    if not same_host or case.status not in CHALLENGES or keeps_it_out(case, accepted):
        return ""  # the challenge may be that of a server in front
    return _asked_for_another(case, accepted)


def _asked_for_another(case: Case, accepted: Entry) -> str:
    """Return how a challenge to what was good elsewhere asks for something else, or more."""
    if session_given(case, accepted) is not None:
        return _FOR_A_SESSION
    if _asks_otherwise(case, accepted):
        return _BY_ANOTHER
    if taken_there(case, accepted) is not None:
        return _AND_MORE
    return _not_seen(case, accepted) if accepted.sent.path != case.sent.path else ""


def leads_to_a_login(case: Case) -> bool:
    """Whether a page to log in at came for a credential that is no session: it may go unread."""
    leads = case.heard.is_login_page or case.heard.leads_to_login
    return leads and bool(case.sent.credentials)


def _is_for_people(case: Case) -> bool:
    """Whether what Authorization holds is passed over: a login is led to, or a 200 misses it."""
    if case.sent.authorization is None or case.sent.session_cookies or case.sent.is_login:
        return False
    if case.status in NO_SUCH_PLACE:  # its page offers a login to everybody
        return False
    return leads_to_a_login(case) or (case.status in SUCCESSES and _is_missed(case))


def _not_seen(case: Case, accepted: Entry) -> str:
    """Return how what was good at another path is not seen at this one."""
    if looks_elsewhere(case):
        return _LOOKED_FOR
    if _is_missed(case):
        return _MISSED
    if not counts_for_nobody(case):
        return ""
    below = differing_part(case.sent.path, accepted.sent.path)[0]
    return _BELOW if below and accepted.sent.method == case.sent.method else _FOR_NOBODY


def _asks_otherwise(case: Case, accepted: Entry) -> bool:
    """Whether this place asks for another scheme than the one by which another place was had."""
    mine, theirs = case.sent, accepted.sent
    if challenged_key(case) is not None and (mine.host, mine.path) != (theirs.host, theirs.path):
        return True
    apart = mine.host != theirs.host or first_word(case) != first_word(accepted)
    return apart and names_other_schemes(case)


def _is_missed(case: Case) -> bool:
    """Whether what Authorization holds is called missing: it is not seen, whatever it may do."""
    sent = case.sent.authorization
    told = case.said("missing") >= CLEAR and not case.said(*OF_A_RIGHT)
    return sent is not None and told and not asks_again(case)


ASKED_OTHERWISE = when(
    _BY_ANOTHER,
    tr("The same credential is good elsewhere; here another scheme is asked for."),
    says(Ratio.STRONGLY_FOR, *_WANTS_ANOTHER),
    says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED),
    says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.WRONG_ENDPOINT),
    says(Ratio.AGAINST, Cause.PROVIDER_UNREACHABLE, "authorization-stripped"),
)
_ALIVE = (
    *says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    *says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED),
    *says(Ratio.AGAINST, Cause.PROVIDER_UNREACHABLE, "authorization-stripped"),
)
NOT_READ_HERE = (
    when(
        _BELOW,
        tr("The same call took the session below another path; here it counts for nobody."),
        says(Ratio.STRONGLY_FOR, "known-below-another-path", floor=SOUND),
        says(Ratio.LEANS_AGAINST, "key-in-wrong-place", Cause.INSUFFICIENT_PERMISSIONS),
        _ALIVE,
    ),
    when(
        _FOR_NOBODY,
        tr("The same session is good elsewhere; here it counts for nobody."),
        says(Ratio.STRONGLY_FOR, "session-not-read", floor=RATHER),
        says(Ratio.SPEAKS_FOR, "known-below-another-path"),
        says(Ratio.POINTS_TO, "works-elsewhere", floor=OPEN),
        _ALIVE,
    ),
    when(
        _FOR_A_SESSION,
        tr("The same login was good where one logs in, and was given a session for other calls."),
        says(Ratio.STRONGLY_FOR, "cookie-not-returned", floor=SOUND),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        _ALIVE,
    ),
    when(
        _DIRECTLY,
        tr("The same request was given without the proxy that it went through here."),
        says(Ratio.STRONGLY_FOR, Cause.NETWORK_BLOCKED, "authorization-stripped"),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.WRONG_ENDPOINT),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
        says(Ratio.AGAINST, Cause.ACCOUNT_LOCKED, Cause.EXPIRED_SESSION),
    ),
    when(
        _MISSED,
        tr("The same credential is good elsewhere; here it is called missing, so it is not seen."),
        says(Ratio.SPEAKS_FOR, "authorization-stripped", floor=RATHER),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
        says(Ratio.STRONGLY_AGAINST, Cause.ACCOUNT_LOCKED, Cause.EXPIRED_SESSION),
    ),
    when(
        _LOOKED_FOR,
        tr("The same credential is good elsewhere; here it is looked for in another place."),
        says(Ratio.SPEAKS_FOR, "credential-not-recognised", "key-in-wrong-place", floor=RATHER),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        _ALIVE,
    ),
    when(
        _FOR_PEOPLE,
        tr("The same credential is good elsewhere; this place passes it over for a login."),
        says(Ratio.SPEAKS_FOR, "scheme-not-read", "credential-not-recognised", floor=RATHER),
        says(Ratio.LEANS_AGAINST, "path-unknown"),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        _ALIVE,
    ),
    when(
        _AND_MORE,
        tr("The same key is good elsewhere; here one is missing, so another is wanted beside it."),
        says(Ratio.STRONGLY_FOR, "second-part-missing", floor=SOUND),
        says(Ratio.AGAINST, "key-in-wrong-place", Cause.INSUFFICIENT_PERMISSIONS),
        _ALIVE,
    ),
)


# ---------------- A signed token of the same caller, made earlier
_GOOD_ANEW = (
    *says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
    *says(Ratio.STRONGLY_AGAINST, Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION),
    *says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, "audience-mismatch", "issuer-not-trusted"),
    *says(Ratio.AGAINST, "authorization-stripped"),
)
MADE_ANEW = (
    when(
        ANEW_ELSEWHERE,
        tr("A token with the same claims was accepted before at another address of this server."),
        says(Ratio.STRONGLY_FOR, "works-elsewhere", floor=LIKELY),
        says(Ratio.SPEAKS_FOR, "forbidden", "right-missing", "scope-missing"),
        says(Ratio.AGAINST, Cause.ACCOUNT_LOCKED, Cause.PROVIDER_UNREACHABLE),
        _GOOD_ANEW,
    ),
    when(
        ANEW_SINCE,
        tr("The same call was given before to an older token with the same claims."),
        says(Ratio.SPEAKS_FOR, "tokens-not-checked", floor=RATHER),
        at_least(HINT, "account-disabled"),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        _GOOD_ANEW,
    ),
    when(
        ANEW_FORBIDDEN,
        tr("The same call was given before to an older token; now it is forbidden to its caller."),
        says(Ratio.SPEAKS_FOR, "forbidden", "right-missing", floor=HALF),
        at_least(HINT, "account-disabled"),
        _GOOD_ANEW,
    ),
)
