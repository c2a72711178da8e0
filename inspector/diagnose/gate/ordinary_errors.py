"""Whether a reply refuses access at all, by its status or by what it says."""

from collections.abc import Callable, Container
from http import HTTPStatus

from inspector.diagnose.facts.about_access import (
    BROKEN_WORDS,
    BY_WORDS,
    ONLY_HIDDEN,
    limits_the_credential,
    says_access,
    speaks_of_others,
    surely_says_access,
)
from inspector.diagnose.facts.accepted_elsewhere import (
    allows_what_it_refuses,
    fails_for_its_way,
    known_place,
    same_login_elsewhere,
)
from inspector.diagnose.facts.authorization_requests import (
    NEEDS_A_LOGIN,
    brought_back,
    shows_a_callback,
)
from inspector.diagnose.facts.browser import hidden_by_browser
from inspector.diagnose.facts.callers.host_names import misread_under_another_name
from inspector.diagnose.facts.callers.listed_rights import listed_rights
from inspector.diagnose.facts.callers.missing_proofs import lacks_a_proof
from inspector.diagnose.facts.callers.origins import let_in_from_another_page
from inspector.diagnose.facts.callers.written_logins import (
    bad_login_form,
    field_under_another_name,
    kind_wanted,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import address_over
from inspector.diagnose.facts.cookies import lacks_csrf, missed_token
from inspector.diagnose.facts.cut_secrets import misses_what_was_cut
from inspector.diagnose.facts.header_size import refuses_large_headers
from inspector.diagnose.facts.hosts.given_at_another_name import given_at_another_name
from inspector.diagnose.facts.hosts.proxies_asked import answered_on_the_way
from inspector.diagnose.facts.hosts.services_behind import broke_behind
from inspector.diagnose.facts.hosts.things_there import thing_at_sister
from inspector.diagnose.facts.known_things import given_at_another_version, kept_from_this_caller
from inspector.diagnose.facts.lacking_credential import lacking_credential
from inspector.diagnose.facts.lone_errors import (
    arrived_as_a_read,
    contradicts_digest,
    gave_up_waiting,
    half_a_login,
    lacks_a_login,
    lacks_a_signature,
    login_step_down,
    missing_login_fields,
    nothing_there,
    only_authorization_to_misread,
    other_tenant,
    refused_preflight,
    sent_beside_the_body,
    session_named,
    slash_redirect,
    stands_alone,
    taken_off,
)
from inspector.diagnose.facts.placement import (
    key_differences,
    one_too_many,
    sent_in_two_places,
)
from inspector.diagnose.facts.refusing_pages import (
    account_home,
    hidden_place,
    leads_to_itself,
    leads_to_login,
    led_back_to_form,
    led_to_front,
    page_refuses,
    sent_away,
    sent_on_after_a_pause,
)
from inspector.diagnose.facts.server_errors import (
    breaks_for_every_caller,
    breaks_when_checking,
    breaks_wordless,
    could_not_check,
    gateway_page,
    is_provider_address,
    lacks_a_right,
    login_host_gone,
    lost_login_service,
    names_login_service,
)
from inspector.diagnose.facts.stale_tokens import (
    aged_token,
    form_left_out,
    held_token,
    stale_token,
)
from inspector.diagnose.facts.successes.blank_tokens import blank_token
from inspector.diagnose.facts.successes.pages_for_programs import page_for_program
from inspector.diagnose.facts.things.conflicts import is_a_conflict
from inspector.diagnose.facts.things.empty_fields import misses_own_fields
from inspector.diagnose.facts.things.handed_links import followed_without_login
from inspector.diagnose.facts.things.near_paths import near_path, path_named
from inspector.diagnose.facts.things.refused_bodies import body_not_taken
from inspector.diagnose.facts.things.shown_to_others import shown_to_another
from inspector.diagnose.facts.things.signed_paths import may_refuse_a_path
from inspector.diagnose.facts.things.taken_methods import method_not_taken
from inspector.diagnose.facts.things.unseen_lists import unseen_list
from inspector.diagnose.facts.token_claims import hides_a_right
from inspector.diagnose.gate.affirmations import affirms
from inspector.protocol.oauth.device_reply import PENDING
from inspector.protocol.scheme_words import LOGINS, doubled_word
from inspector.protocol.streams.socket_messages import SWITCHED
from inspector.reading.error_bodies import (
    counts_to_its_limit,
    is_brief,
    is_fault,
    speaks_of_credentials,
)
from inspector.reading.meanings import WITHOUT_A_REASON, Names
from inspector.reading.statuses import (
    BAD_GATEWAY,
    ERRORS,
    EXCHANGE_FAILED,
    LACKS_A_FIELD,
    MAY_HIDE_PLACE,
    MISREAD_OR_NO_PLACE,
    MISREAD_REQUEST,
    NO_LONGER_THERE,
    NO_SUCH_PLACE,
    NOT_OFFERED,
    REFUSES_FORGERY,
    REFUSES_WITHOUT_WORDS,
    SERVER_ERRORS,
    SUCCESSES,
)
from inspector.story.ends.changed_answers import changed_answer
from inspector.story.ends.outlived import outlived
from inspector.story.ends.spent_tokens import spent_token
from inspector.story.ends.unsaid_ends import taken_away_before, unsaid_end
from inspector.story.interruptions import is_same
from inspector.story.logins import is_login_callback
from inspector.story.triage import was_cut_short

Test = Callable[[Case], object]
_OF_A_LOGIN: Names = (
    "bad-login", "locked", "too-many-attempts", "captcha", "password-expired",
)  # fmt: skip
_WORDS_OF_STATUS: dict[int, Names] = {
    HTTPStatus.METHOD_NOT_ALLOWED: ("ip-refused", "waf"),
    HTTPStatus.NOT_ACCEPTABLE: ("waf",),
    HTTPStatus.GONE: ("api-version", "wrong-host"),
    HTTPStatus.UPGRADE_REQUIRED: ("https-wanted",),
}
_PRODUCT_SURE = 0.6  # weight from which a product's words make a reply a refusal
_CLEAR = 0.59  # trust from which words in a reply of 2xx are about access


def is_failure(case: Case) -> bool:
    """Whether an exchange is a failure of access, by its status or by what it says."""
    status = case.status
    if status in _AT_ONCE or was_cut_short(case.exchange):
        return not is_a_conflict(case) and not went_another_way(case)
    if case.heard.error[0] in PENDING or misses_own_fields(case) or is_a_conflict(case):
        return False
    if case.heard.is_redirect:
        return any(test(case) for test in _REDIRECT)
    if case.asks_provider and status in _OTHERS:
        return True
    return any(test(case) for statuses, test in _TESTS if status in statuses)


def went_another_way(case: Case) -> bool:
    """Whether 421 led to another connection, where the call succeeded (RFC 9110 §15.5.20)."""
    misdirected = case.status == HTTPStatus.MISDIRECTED_REQUEST
    return misdirected and any(one.succeeded and is_same(case, one) for one in case.after)


_AT_ONCE = REFUSES_WITHOUT_WORDS | {0, HTTPStatus.MISDIRECTED_REQUEST, HTTPStatus.TOO_MANY_REQUESTS}


def knows(case: Case) -> bool:
    """Whether a product's own knowledge reads a failure of access out of the reply."""
    return any(known.says.weight >= _PRODUCT_SURE for known in case.known)


# ---------------- A redirect, by status or by page
def _leads_out(case: Case) -> bool:
    if leads_to_itself(case):
        return True
    if leads_to_login(case):
        before = (c for c in case.same_request_before if c.sent.session_cookies or _is_held(c))
        let_in = not case.sent.is_login_address or any(c.succeeded for c in before)
        return not case.sent.is_login and let_in
    return case.heard.leads_to_portal or case.says("captive", "waf", "session-expired") is not None


def _is_held(case: Case) -> bool:
    """Whether a request carries a token in its header: nobody logs in with what they have."""
    mine = case.sent.authorization
    return mine is not None and mine.scheme not in LOGINS


def _refuses_a_login(case: Case) -> bool:
    """Whether a login leads back with a word of why: `/login?error`, `?csrf=true`."""
    if case.sent.is_login or is_login_callback(case):
        return case.said(*_OF_A_LOGIN, "csrf", "denied") > 0
    return case.sent.method == "POST" and bool(case.sent.csrf_tokens) and case.said("csrf") > 0


_REDIRECT: tuple[Test, ...] = (
    slash_redirect,
    led_back_to_form,
    lambda case: sent_away(case) or led_to_front(case),
    _refuses_a_login,
    _leads_out,
    lambda case: case.once(lacking_credential),
    # Asked silently, "log in" is the answer.
    lambda case: brought_back(case)[0] not in {"", *NEEDS_A_LOGIN},
)


# ---------------- A success that is none
def _hidden(case: Case) -> bool:
    if hidden_by_browser(case) is not None or _shown_by_others(case):
        return True
    if case.status == SWITCHED and not case.is_hidden_error:
        return False
    if case.heard.content.object.get("active") is False and "introspect" in case.sent.path:
        return True
    if case.is_hidden_error and (
        lacks_a_proof(case)
        or missed_token(case) is not None
        or _hides_a_refusal(case)
        or sent_on_after_a_pause(case)
    ):
        return True
    if misses_what_was_cut(case) or account_home(case) is not None:
        return True
    page = page_refuses(case) or _page_leads_away(case)
    return page or _says_only_no(case) or broke_behind(case)


def _shown_by_others(case: Case) -> bool:
    """Whether the same call of other entries shows what this one lacks, or is no longer given."""
    lacking = case.once(lacking_credential) is not None
    if lacking or spent_token(case.trace.story, case) is not None:
        return True
    if case.once(blank_token) is not None or case.once(page_for_program) is not None:
        return True
    if shown_to_another(case) is not None or unseen_list(case) is not None:
        return True
    return (changed_answer(case.trace.story, case) or given_at_another_name(case)) is not None


def _hides_a_refusal(case: Case) -> bool:
    if case.sent.is_login and case.status in SUCCESSES:
        return True
    if counts_to_its_limit(case.heard.content):
        return True
    login = case.status == SWITCHED and case.said("bad-login") > 0
    if is_brief(case.heard.content) and surely_says_access(case):
        return True
    return says_access(case, (*BY_WORDS, *ONLY_HIDDEN), _CLEAR) or knows(case) or login


def _says_only_no(case: Case) -> bool:
    """Whether a reply is too short to hold anything but a message, and the message refuses."""
    if not is_brief(case.heard.content) or affirms(case):
        return False
    if case.heard.content.is_html:
        told: Names = (*BY_WORDS, *WITHOUT_A_REASON, "unreachable", "connection-failed")
        return shows_a_callback(case) and says_access(case, told, _CLEAR)
    own_words = bool(case.sent.credentials) and speaks_of_credentials(case.heard.content)
    known = case.sent.has_any and knows(case)
    return own_words or known or says_access(case, (*BY_WORDS, *WITHOUT_A_REASON), _CLEAR)


def _page_leads_away(case: Case) -> bool:
    """Whether a page without words sends a program to a portal, or a known caller to a login."""
    if not case.heard.leads_to:
        return False
    away = _refuses_a_login(case) or _leads_out(case)
    return case.heard.leads_to_portal or (case.sent.has_any and away)


# ---------------- An error that is about access
def _by_words(case: Case) -> bool:
    words = (*BY_WORDS, *_WORDS_OF_STATUS.get(case.status, ()))
    return says_access(case, (*words, *WITHOUT_A_REASON) if case.sent.has_any else words)


def _misuses_authorization(case: Case) -> bool:
    """Whether Authorization or its word stands twice, is no Base64, or answers a challenge."""
    sent = case.sent.authorization
    if sent is None:
        return False
    names = [header.name.lower() for header in case.sent.message.headers]
    pair = b":" in (sent.basic or b"")  # a login, which is to stand behind its word
    unreadable = pair if not sent.scheme else sent.scheme == "basic" and not pair
    asked = (other.heard.challenge(sent.scheme) for other in case.same_request_before)
    twice = names.count("authorization") > 1 or bool(doubled_word(sent.scheme, sent.value))
    return unreadable or twice or any(asked)


def _refuses_a_known_place(case: Case) -> bool:
    """Whether no word says why what was given before, asked in the same way, is not given now."""
    given = (c for c in case.same_request_before if c.succeeded and c.sent.has_any)
    return case.sent.has_any and case.heard.gives_no_reason and any(given)


def _is_switched_off(case: Case) -> bool:
    """Whether the one who asks is told of what the server's owner has switched off for all."""
    return case.sent.has_any and stands_alone(case) and case.said("service-off") > 0


def _outlived(case: Case) -> bool:
    """Whether what was sent was over by its stated time, and nothing else is told as failed."""
    other = case.status in BAD_GATEWAY or (speaks_of_others(case) and not case.meanings)
    return not other and outlived(case.trace.story, case) is not None


_OTHERS = frozenset(ERRORS) - {*SERVER_ERRORS, HTTPStatus.TOO_MANY_REQUESTS}
_OF_BAD_ONES: Names = ("api-version", "unreachable", "denied", "unauthorized")
_TESTS: tuple[tuple[Container[int], Test], ...] = (
    (range(1, HTTPStatus.BAD_REQUEST), _hidden),
    ({HTTPStatus.PAYMENT_REQUIRED}, lambda case: case.sent.has_any and not speaks_of_others(case)),
    (_OTHERS, lambda case: known_place(case) or allows_what_it_refuses(case)),
    ({HTTPStatus.BAD_REQUEST, *NO_LONGER_THERE}, lambda case: case.once(address_over)),
    (NO_SUCH_PLACE | {HTTPStatus.BAD_REQUEST}, lambda case: same_login_elsewhere(case) is not None),
    (_OTHERS, let_in_from_another_page),
    (_OTHERS | {*SERVER_ERRORS}, lambda case: taken_away_before(case.trace.story, case)),
    (NO_SUCH_PLACE, lambda case: case.once(kept_from_this_caller) or listed_rights(case)),
    (NO_SUCH_PLACE, lambda case: case.once(given_at_another_version) or case.once(thing_at_sister)),
    (NO_LONGER_THERE, lambda case: case.once(page_for_program) or followed_without_login(case)),
    (MAY_HIDE_PLACE, lambda case: arrived_as_a_read(case) or shown_to_another(case)),
    (_OTHERS, lambda case: case.once(lacking_credential)),
    (MISREAD_OR_NO_PLACE, fails_for_its_way),
    (_OTHERS, lambda case: nothing_there(case) or session_named(case)),
    (NO_SUCH_PLACE, lambda case: near_path(case) or path_named(case)),
    (NOT_OFFERED, given_at_another_name),
    (_OTHERS, lambda case: method_not_taken(case) or body_not_taken(case) or taken_off(case)),
    (_OTHERS, lambda case: any(other_tenant(case)) or missing_login_fields(case)),
    (_OTHERS | {*SERVER_ERRORS}, refused_preflight),
    ({HTTPStatus.BAD_REQUEST}, lambda case: contradicts_digest(case) or lacks_a_signature(case)),
    (LACKS_A_FIELD, lambda case: lacks_a_login(case) or half_a_login(case)),
    (LACKS_A_FIELD, lambda case: field_under_another_name(case) or bad_login_form(case)),
    (MISREAD_REQUEST, lambda case: sent_beside_the_body(case) or kind_wanted(case)),
    (_OTHERS, lambda case: refuses_large_headers(case) or lacks_a_proof(case)),
    (_OTHERS, lambda case: case.sent.has_any and (hidden_place(case) or key_differences(case))),
    (_OTHERS, knows),
    (_OTHERS, lambda case: names_login_service(case) or hides_a_right(case)),
    (_OTHERS | {*SERVER_ERRORS}, lambda case: brought_back(case)[0]),
    (_OTHERS - {HTTPStatus.UNPROCESSABLE_ENTITY}, lambda case: case.heard.challenges),
    (_OTHERS - {HTTPStatus.NOT_FOUND}, is_login_callback),
    (MISREAD_REQUEST, lambda case: lacks_csrf(case) or held_token(case) or form_left_out(case)),
    (MISREAD_REQUEST, lambda case: case.once(stale_token)),
    (REFUSES_FORGERY, lambda case: spent_token(case.trace.story, case)),
    (_OTHERS - {HTTPStatus.NOT_FOUND}, lambda case: missed_token(case) is not None),
    (MISREAD_REQUEST, lambda case: case.once(aged_token)),
    (MISREAD_OR_NO_PLACE, _refuses_a_known_place),
    (_OTHERS | {*SERVER_ERRORS}, surely_says_access),
    (_OTHERS, limits_the_credential),
    (_OTHERS - {HTTPStatus.BAD_REQUEST}, _by_words),
    (
        {HTTPStatus.BAD_REQUEST},
        lambda case: _misuses_authorization(case) or case.once(one_too_many),
    ),
    ({HTTPStatus.BAD_REQUEST}, lambda case: case.once(sent_in_two_places)),
    (
        {HTTPStatus.BAD_REQUEST},
        lambda case: only_authorization_to_misread(case) or misread_under_another_name(case),
    ),
    (MISREAD_REQUEST, may_refuse_a_path),
    (_OTHERS | {*SERVER_ERRORS}, answered_on_the_way),
    ({HTTPStatus.BAD_REQUEST}, lambda case: case.sent.has_saml),
    ({HTTPStatus.BAD_REQUEST}, lambda case: says_access(case, (*BY_WORDS, *_OF_BAD_ONES))),
    (_OTHERS, lambda case: case.sent.is_login and case.said("account-gone")),
    (_OTHERS, _is_switched_off),
    ({HTTPStatus.BAD_REQUEST}, lambda case: case.sent.is_login and case.said("quota")),
    ({EXCHANGE_FAILED}, lambda _: True),
    (BAD_GATEWAY, lambda case: case.sent.has_any),
    (SERVER_ERRORS, lambda case: case.sent.is_token_request or is_login_callback(case)),
    (SERVER_ERRORS, lambda case: says_access(case, (*BROKEN_WORDS, "clock")) or knows(case)),
    (SERVER_ERRORS, lambda case: could_not_check(case) or broke_behind(case)),
    (_OTHERS | {*SERVER_ERRORS}, lambda case: unsaid_end(case.trace.story, case)),
    (_OTHERS | {*SERVER_ERRORS}, lambda case: case.once(lacks_a_right)),
    (SERVER_ERRORS, lambda case: login_step_down(case) or gave_up_waiting(case)),
    (SERVER_ERRORS, lambda case: login_host_gone(case) or lost_login_service(case)),
    # A SOAP fault always comes with status 500.
    (
        SERVER_ERRORS,
        lambda case: is_fault(case.heard) and says_access(case, (*BY_WORDS, *ONLY_HIDDEN), _CLEAR),
    ),
    *((SERVER_ERRORS, test) for test in (is_provider_address, breaks_when_checking)),
    *((SERVER_ERRORS, test) for test in (gateway_page, breaks_wordless, _outlived)),
    (SERVER_ERRORS, lambda case: case.once(breaks_for_every_caller)),
)
