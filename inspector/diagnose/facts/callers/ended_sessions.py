"""Sessions that lay unused, and then are not given what the very same call was given before."""

from datetime import timedelta
from http import HTTPStatus

from inspector.diagnose.facts.callers.strangers import nobody_is_known, says_more_than_a_lack
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import fact
from inspector.diagnose.facts.token_claims import expired_by
from inspector.model.finding import Evidence
from inspector.protocol.cookie.login_cookies import holds_a_login
from inspector.protocol.field_names import names_a_session
from inspector.protocol.keys.credential_kinds import token_use
from inspector.protocol.scheme_words import COMMON_SCHEMES
from inspector.reading.credential import Credential
from inspector.reading.pages.forms import offers_to_log_out
from inspector.reading.statuses import SUCCESSES
from inspector.story.clocks.round_ages import round_age
from inspector.story.ends.changed_answers import ChangedAnswer, changed_answer
from inspector.story.entry import identity
from inspector.story.lives import Life
from inspector.story.ways.page_parts import is_part_of_page
from inspector.wording import tr

_MOMENTS = timedelta(minutes=1)
_PAUSE = timedelta(minutes=14)  # the shortest idle time that frameworks set is 15 minutes


def renewed_elsewhere(case: Case) -> Case | None:
    """Return the call, moments ago, for which this host renewed the session that it refuses here.

    An answer alone may be open to all; who sets the very cookie that came has found the session.
    None where somebody may have logged out since, or it was for what is refused now: it has ended.
    """
    now, mine = case.server_time, _sessions(case)
    asked = case.previous if case.previous is not None else case
    if not mine or now is None or case.sent.credentials or case.said("session-expired"):
        return None
    if given_before(case) is not None:
        return None
    for other in reversed(case.before):
        then = other.server_time
        if then is None or now - then > _MOMENTS:
            return None
        if other.sent.is_login_address or not other.sent.is_safe:
            return None
        renewed = {(cookie.name, cookie.value) for _, cookie in other.cookies_set}
        if other.succeeded and not asked.repeats(other) and mine & _sessions(other) & renewed:
            return other
    return None


def taken_back(case: Case) -> list[str]:
    """Return the names of the session cookies that were sent and that the reply deletes."""
    mine, now = {one.name for one in case.sent.session_cookies}, case.server_time
    found = []
    for _, cookie in case.cookies_set:
        over = now is not None and cookie.expires is not None and cookie.expires <= now
        if cookie.name in mine and (over or not cookie.value.strip('"')):
            found.append(cookie.name)
    return found


def ended_without_a_word(case: Case) -> bool:
    """Whether a call that only reads is given nothing, and its session is taken back at once."""
    nothing = case.sent.is_safe and case.heard.content.text.strip() in _NOTHING
    logs_out = offers_to_log_out((case.sent.path,))
    return nothing and case.status in SUCCESSES and bool(taken_back(case)) and not logs_out


_NOTHING = frozenset({"null", "{}", "[]"})


def only_guessed(case: Case) -> bool:
    """Whether nothing was sent but what may be a session by its value, and nobody takes it back."""
    return case.sent.only_guessed and not taken_back(case)


def good_moments_ago(case: Case, other: Case) -> bool:
    """Whether another call was given so shortly before that no session ends by itself meanwhile."""
    now, then = case.server_time, other.server_time
    return now is not None and then is not None and now - then <= _MOMENTS


def counts_for_nobody(case: Case) -> bool:
    """Whether data is refused to a session as to nobody, and no word says that it ended.

    Who challenges asks for what no cookie answers, whatever page comes with it.
    """
    challenged = asks_for_no_cookie(case)
    asked = case.status == HTTPStatus.UNAUTHORIZED and (challenged or nobody_is_known(case))
    of_a_session = bool(case.sent.session_cookies) or any(
        names_a_session(one.name) for one in case.sent.keys
    )
    if not asked or not of_a_session or case.sent.authorization is not None:
        return False
    page = case.heard.content.is_html and not challenged
    return not (page or says_more_than_a_lack(case))


def taken_with_it(case: Case, other: Case) -> tuple[Evidence, Evidence]:
    """Return as evidence that another call was given with the very session that is sent here."""
    cookie = case.sent.session_cookies[0]
    taken = tr("{path} took the same session.", path=other.sent.path)
    unchanged = tr("The cookie {name} was sent unchanged.", name=cookie.name)
    return fact(taken, other.heard_line), fact(unchanged, cookie.place)


def asks_for_no_cookie(case: Case) -> bool:
    """Whether 401 names schemes of Authorization alone (RFC 9110 §11.6.1), and no session."""
    named = frozenset(case.heard.schemes)
    return case.status == HTTPStatus.UNAUTHORIZED and bool(named) and named <= COMMON_SCHEMES


def token_in_a_cookie(case: Case) -> Credential | None:
    """Return the only cookie where it is called a token, is a JWT, and its time is not over.

    Of eight such that real servers refused with a bare 401, none was read there.
    """
    held = case.sent.session_cookies
    if len(held) != 1 or case.sent.credentials or token_use(held[0].name) != "calls":
        return None
    good = "exp" in held[0].claims and expired_by(case, held[0]) is None
    return held[0] if good else None


def _sessions(case: Case) -> set[tuple[str, str]]:
    """Return the session cookies whose bytes are in the record: two masks look alike."""
    return {(one.name, one.value) for one in case.sent.session_cookies if identity(one)}


def lost_after_a_pause(case: Case) -> ChangedAnswer | None:
    """Return how a session lost in a pause what it was given; None where it did not.

    Words about a right are then what a server says to nobody: only time has changed.
    """
    changed = changed_answer(case.trace.story, case)
    if changed is None:
        return None
    now, then = case.server_time, changed.worked.server_time
    long = now is not None and then is not None and now - then >= _PAUSE
    wrote = (not one.sent.is_safe for one in case.trace.story.between(changed.worked, case))
    return changed if long and changed.life.is_session and not any(wrote) else None


# ---------------- Sessions that have hardly ended
def hardly_ended(case: Case) -> bool:
    """Whether a session is too young to have ended, or none at all, and nothing says it did."""
    if case.said("session-expired") or taken_back(case):
        return False
    taken = taken_elsewhere_moments_ago(case) if wants_login(case) else None
    return bool(taken or begun_just_before(case) or held_login(case) or taken_later(case))


def taken_later(case: Case) -> Case | None:
    """Return the later call that got data with the same session at this host; None without one.

    A page may be shown to everybody, and a login in between may have begun the session anew.
    """
    mine = _sessions(case)
    for other in case.after if mine and not wants_login(case) else ():
        if other.sent.is_login or other.sent.is_login_address:
            return None
        of_data = other.heard.content.json is not None and not is_part_of_page(other.sent.path)
        if other.succeeded and of_data and mine <= _sessions(other):
            return other
    return None


def taken_elsewhere_moments_ago(case: Case) -> Case | None:
    """Return the call of another address that was given with the same session moments ago.

    None where somebody may have logged out since, or the same call was given: then it changed.
    """
    mine = _sessions(case)
    if not mine or given_before(case) is not None:
        return None
    for other in reversed(case.before):
        if not good_moments_ago(case, other) or other.sent.is_login_address:
            return None
        taken = other.succeeded and other.sent.is_safe and mine <= _sessions(other)
        if taken and other.sent.path != case.sent.path and not is_part_of_page(other.sent.path):
            return other
    return None


def given_before(case: Case) -> Case | None:
    """Return when the same call, or what led to it, was last given with the same session."""
    asked = (case, *((case.previous,) if case.previous is not None else ()))
    same = (one for each in asked for one in reversed(each.same_request_before))
    return next((one for one in same if _is_given(one) and case.shares_credential(one)), None)


def _is_given(one: Case) -> bool:
    """Whether a call was answered, or led on to another place than a login."""
    return one.succeeded or (one.heard.is_redirect and not one.heard.leads_to_login)


def begun_just_before(case: Case) -> Case | None:
    """Return the login that gave the session moments ago, where it let nobody in since."""
    mine = _sessions(case)
    for other in reversed(case.before) if mine else ():
        if not good_moments_ago(case, other):
            return None
        if other.succeeded and not other.sent.is_login and mine & _sessions(other):
            return None
        if other.sent.is_login and mine & {(one.name, one.value) for _, one in other.cookies_set}:
            return other
    return None


def held_login(case: Case) -> Credential | None:
    """Return the cookie that holds a user name and password itself; None without one."""
    return next((one for one in case.sent.session_cookies if holds_a_login(one.value)), None)


# ---------------- Words of a right, said to a token that is over
def called_without_rights(case: Case) -> Life | None:
    """Return the token past whose usual age nothing is given to it that was before; or None.

    With 401 some servers say of nobody, too, that it has no right (Magento).
    """
    return case.once(_called_without_rights)


def _called_without_rights(case: Case) -> Life | None:
    if case.status != HTTPStatus.UNAUTHORIZED or not case.said("permission"):
        return None
    for life in case.trace.story.lives.sent_in(case):
        had = {use.entry.asked_for for use in life.accepted_before(case)}
        since = (use.entry for use in life.uses if use.entry.index >= case.index)
        lost = any(one.outcome == "refused" and one.asked_for in had for one in since)
        age = round_age(life, case) if lost else None
        if age is not None and age.born:
            return life
    return None
