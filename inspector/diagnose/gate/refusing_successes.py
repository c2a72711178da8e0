"""Which replies below 400 refuse all the same: by page, words, or what other entries show."""

from inspector.diagnose.facts.about_access import (
    BY_WORDS,
    ONLY_HIDDEN,
    says_access,
    surely_says_access,
)
from inspector.diagnose.facts.authorization_requests import shows_a_callback
from inspector.diagnose.facts.browser import hidden_by_browser
from inspector.diagnose.facts.callers.ended_sessions import ended_without_a_word
from inspector.diagnose.facts.callers.missing_proofs import lacks_a_proof
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import missed_token
from inspector.diagnose.facts.cut_secrets import misses_what_was_cut
from inspector.diagnose.facts.hosts.given_at_another_name import given_at_another_name
from inspector.diagnose.facts.hosts.services_behind import broke_behind
from inspector.diagnose.facts.lacking_credential import lacking_credential
from inspector.diagnose.facts.refusing_pages import (
    account_home,
    page_refuses,
    sent_on_after_a_pause,
)
from inspector.diagnose.facts.successes.blank_tokens import blank_token
from inspector.diagnose.facts.successes.pages_for_programs import page_for_program
from inspector.diagnose.facts.things.shown_to_others import shown_to_another
from inspector.diagnose.facts.things.unseen_lists import unseen_list
from inspector.diagnose.gate.affirmations import affirms, tells_a_visitor_so
from inspector.diagnose.gate.refusing_redirects import leads_out, refuses_a_login
from inspector.diagnose.gate.signs import CLEAR, knows
from inspector.protocol.streams.socket_messages import CONNECT_ERROR, SWITCHED
from inspector.reading.error_bodies import counts_to_its_limit, is_brief, speaks_of_credentials
from inspector.reading.meanings import WITHOUT_A_REASON, Names
from inspector.reading.statuses import SUCCESSES
from inspector.story.ends.changed_answers import changed_answer
from inspector.story.ends.spent_tokens import spent_token


def hides_a_refusal(case: Case) -> bool:
    """Whether a reply that looks like a success, or only leads on, is a refusal."""
    if hidden_by_browser(case) is not None or _shown_by_others(case):
        return True
    if (case.status == SWITCHED and not case.is_hidden_error) or tells_a_visitor_so(case):
        return False
    if case.heard.content.object.get("active") is False and "introspect" in case.sent.path:
        return True
    if case.is_hidden_error and (
        case.heard.content.object.get("type") == CONNECT_ERROR  # a middleware let nobody in
        or lacks_a_proof(case)
        or missed_token(case) is not None
        or _tells_a_refusal(case)
        or sent_on_after_a_pause(case)
    ):
        return True
    if misses_what_was_cut(case) or account_home(case) is not None or ended_without_a_word(case):
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


def _tells_a_refusal(case: Case) -> bool:
    # What a call with a login in it asks for may be missing, or no video.
    only_logs_in = case.sent.is_login and not case.sent.login.is_beside_a_call
    if only_logs_in and case.status in SUCCESSES:
        return True
    if counts_to_its_limit(case.heard.content):
        return True
    login = case.status == SWITCHED and case.said("bad-login") > 0
    if is_brief(case.heard.content) and surely_says_access(case):
        return True
    return says_access(case, (*BY_WORDS, *ONLY_HIDDEN), CLEAR) or knows(case) or login


def _says_only_no(case: Case) -> bool:
    """Whether a reply is too short to hold anything but a message, and the message refuses."""
    if not is_brief(case.heard.content) or affirms(case):
        return False
    if case.heard.content.is_html:
        told: Names = (*BY_WORDS, *WITHOUT_A_REASON, "unreachable", "connection-failed")
        return shows_a_callback(case) and says_access(case, told, CLEAR)
    own_words = bool(case.sent.credentials) and speaks_of_credentials(case.heard.content)
    known = case.sent.has_any and knows(case)
    return own_words or known or says_access(case, (*BY_WORDS, *WITHOUT_A_REASON), CLEAR)


def _page_leads_away(case: Case) -> bool:
    """Whether a page without words sends a program to a portal, or a known caller to a login."""
    if not case.heard.leads_to:
        return False
    away = refuses_a_login(case) or leads_out(case)
    return case.heard.leads_to_portal or (case.sent.has_any and away)
