"""Which errors of 4xx are about access: by the request, the reply, or what other entries show."""

from http import HTTPStatus

from inspector.diagnose.facts.about_access import (
    BY_WORDS,
    limits_the_credential,
    names_own_settings,
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
from inspector.diagnose.facts.authorization_requests import brought_back
from inspector.diagnose.facts.callers.asked_again import misses_its_user
from inspector.diagnose.facts.callers.host_names import misread_under_another_name
from inspector.diagnose.facts.callers.listed_rights import listed_rights
from inspector.diagnose.facts.callers.missing_proofs import lacks_a_proof
from inspector.diagnose.facts.callers.origins import let_in_from_another_page
from inspector.diagnose.facts.callers.written_logins import (
    bad_login_form,
    field_under_another_name,
    half_a_login,
    kind_wanted,
    lacks_a_login,
    lacks_a_signature,
    missing_login_fields,
    sent_beside_the_body,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import address_over
from inspector.diagnose.facts.cookies import lacks_csrf, missed_token
from inspector.diagnose.facts.header_size import refuses_large_headers
from inspector.diagnose.facts.hosts.given_at_another_name import given_at_another_name
from inspector.diagnose.facts.hosts.proxies_asked import answered_on_the_way
from inspector.diagnose.facts.hosts.things_there import thing_at_sister
from inspector.diagnose.facts.hosts.wanted_upgrades import wants_an_upgrade, wants_one_unnamed
from inspector.diagnose.facts.known_things import given_at_another_version, kept_from_this_caller
from inspector.diagnose.facts.lacking_credential import lacking_credential
from inspector.diagnose.facts.lone_errors import (
    arrived_as_a_read,
    contradicts_digest,
    nothing_there,
    only_authorization_to_misread,
    other_tenant,
    refused_preflight,
    session_named,
    stands_alone,
    taken_off,
)
from inspector.diagnose.facts.placement import key_differences, one_too_many, sent_in_two_places
from inspector.diagnose.facts.refusing_pages import hidden_place
from inspector.diagnose.facts.server_errors import lacks_a_right, names_login_service
from inspector.diagnose.facts.stale_tokens import aged_token, form_left_out, held_token, stale_token
from inspector.diagnose.facts.successes.pages_for_programs import page_for_program
from inspector.diagnose.facts.successes.read_before_writing import read_just_before
from inspector.diagnose.facts.things.handed_links import followed_without_login
from inspector.diagnose.facts.things.missing_things import may_be_made_there
from inspector.diagnose.facts.things.near_paths import near_path, path_named
from inspector.diagnose.facts.things.refused_bodies import body_not_taken
from inspector.diagnose.facts.things.shown_to_others import shown_to_another
from inspector.diagnose.facts.things.signed_paths import may_refuse_a_path
from inspector.diagnose.facts.things.taken_methods import method_not_taken
from inspector.diagnose.facts.token_claims import hides_a_right
from inspector.diagnose.gate.signs import CLIENT_ERRORS, Signs, knows, once
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import doubled_word
from inspector.reading.meanings import WITHOUT_A_REASON, Names
from inspector.reading.statuses import (
    LACKS_A_FIELD,
    MAY_HIDE_PLACE,
    MISREAD_OR_NO_PLACE,
    MISREAD_REQUEST,
    NO_LONGER_THERE,
    NO_SUCH_PLACE,
    NOT_OFFERED,
    REFUSES_FORGERY,
)
from inspector.story.ends.forgotten_forms import forgotten_form
from inspector.story.ends.spent_tokens import spent_token
from inspector.story.ends.unsaid_ends import taken_away_before, unsaid_end
from inspector.story.logins import is_login_callback

_WORDS_OF_STATUS: dict[int, Names] = {
    HTTPStatus.METHOD_NOT_ALLOWED: ("ip-refused", "waf"),
    HTTPStatus.NOT_ACCEPTABLE: ("waf",),
    HTTPStatus.NOT_FOUND: ("wrong-host",),
    HTTPStatus.GONE: ("api-version", "wrong-host"),
    HTTPStatus.UPGRADE_REQUIRED: ("https-wanted",),
}
_OF_BAD_ONES: Names = ("api-version", "unreachable", "denied", "unauthorized")


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


def _speaks_of_the_login(case: Case) -> bool:
    """Whether a name or password is spoken of where no other than that of the login was sent."""
    sent = case.sent.authorization
    alone = sent is not None and sent.scheme in LOGIN_SCHEMES and not case.sent.message.body
    return alone and _OF_A_LOGIN.search(case.heard.words) is not None


# finds `username or password contained non-UTF8 encoded characters`
# but not `username must be alphanumeric`
_OF_A_LOGIN = lazy_re(
    r"\b(?:user ?names?|passwords?|credentials?)\b.{0,40}\b(?:utf ?8|encod\w{0,5}|charset|ascii)\b"
)


def _refuses_a_known_place(case: Case) -> bool:
    """Whether no word says why what was given before, asked in the same way, is not given now.

    Nor does one that only speaks of access, where the very same bytes were taken.
    """
    given = [c for c in case.same_request_before if c.succeeded and c.sent.has_any]
    if not given or not case.sent.has_any:
        return False
    same = any(c.sent.message.body == case.sent.message.body for c in given)
    return case.heard.gives_no_reason or (same and _OF_ACCESS.search(case.heard.words) is not None)


# finds `revision of auth store is old`
# but not `the author is gone`
_OF_ACCESS = lazy_re(
    r"\b(?:auth|authenticat\w{1,6}|authori[sz]\w{1,6}|tokens?|credentials?|sessions?)\b"
)


def _asks_who_calls(case: Case) -> bool:
    return bool(case.heard.challenges) and not may_be_made_there(case)


def _is_switched_off(case: Case) -> bool:
    """Whether the one who asks is told of what the server's owner has switched off for all."""
    return case.sent.has_any and stands_alone(case) and case.said("service-off") > 0


SIGNS: tuple[Signs, ...] = (
    (
        CLIENT_ERRORS,
        (
            # The same place, caller or request in another entry
            known_place,
            allows_what_it_refuses,
            let_in_from_another_page,
            lambda case: taken_away_before(case.trace.story, case),
            lambda case: unsaid_end(case.trace.story, case),
            once(lacking_credential),
            nothing_there,
            session_named,
            method_not_taken,
            body_not_taken,
            taken_off,
            lambda case: any(other_tenant(case)),
            lambda case: case.sent.has_any and key_differences(case),
            # The request itself
            missing_login_fields,
            lacks_a_signature,
            refused_preflight,
            refuses_large_headers,
            lacks_a_proof,
            lambda case: case.sent.has_any and hidden_place(case),
            # The reply
            answered_on_the_way,
            names_login_service,
            hides_a_right,
            once(lacks_a_right),
            lambda case: brought_back(case)[0],
            limits_the_credential,
            names_own_settings,
            lambda case: case.sent.is_login and case.said("account-gone"),
            misses_its_user,
            _is_switched_off,
            knows,
            surely_says_access,
        ),
    ),
    (CLIENT_ERRORS - {HTTPStatus.UNPROCESSABLE_ENTITY}, (_asks_who_calls,)),
    (
        CLIENT_ERRORS - {HTTPStatus.NOT_FOUND},
        (is_login_callback, lambda case: missed_token(case) is not None),
    ),
    (CLIENT_ERRORS - {HTTPStatus.BAD_REQUEST}, (_by_words,)),
    (
        {HTTPStatus.BAD_REQUEST},
        (
            contradicts_digest,
            _misuses_authorization,
            once(one_too_many),
            once(sent_in_two_places),
            only_authorization_to_misread,
            _speaks_of_the_login,
            misread_under_another_name,
            lambda case: case.sent.has_saml,
            lambda case: says_access(case, (*BY_WORDS, *_OF_BAD_ONES)),
            lambda case: case.sent.is_login and case.said("quota"),
        ),
    ),
    (
        {HTTPStatus.PAYMENT_REQUIRED},
        (lambda case: case.sent.has_any and not speaks_of_others(case),),
    ),
    (
        MISREAD_REQUEST,
        (
            sent_beside_the_body,
            kind_wanted,
            lambda case: case.sent.is_login and case.heard.is_login_page,
            lacks_csrf,
            held_token,
            form_left_out,
            once(stale_token),
            once(aged_token),
            lambda case: forgotten_form(case.trace.story, case),
            may_refuse_a_path,
        ),
    ),
    (LACKS_A_FIELD, (lacks_a_login, half_a_login, field_under_another_name, bad_login_form)),
    (REFUSES_FORGERY, (lambda case: spent_token(case.trace.story, case),)),
    (MISREAD_OR_NO_PLACE, (fails_for_its_way, _refuses_a_known_place)),
    (
        MISREAD_OR_NO_PLACE - {HTTPStatus.UNPROCESSABLE_ENTITY} | NO_LONGER_THERE,
        (once(address_over),),
    ),
    (
        NO_SUCH_PLACE | {HTTPStatus.BAD_REQUEST},
        (lambda case: same_login_elsewhere(case) is not None, near_path),
    ),
    (
        NO_SUCH_PLACE,
        (
            once(kept_from_this_caller),
            listed_rights,
            once(given_at_another_version),
            once(thing_at_sister),
            path_named,
        ),
    ),
    ({HTTPStatus.NOT_FOUND}, (once(read_just_before),)),
    (NO_LONGER_THERE, (once(page_for_program), followed_without_login)),
    (MAY_HIDE_PLACE, (arrived_as_a_read, shown_to_another)),
    (NOT_OFFERED, (given_at_another_name,)),
    ({HTTPStatus.UPGRADE_REQUIRED}, (wants_an_upgrade, wants_one_unnamed)),
)
"""What shows that an error of the client's is a refusal, by the statuses at which it counts."""
