"""Whether status and body of a reply agree that what was asked for was given."""

import re
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.login_redirects import leads_to_login
from inspector.diagnose.facts.refusing_pages import page_refuses
from inspector.diagnose.gate.silence import BY_WORDS, ONLY_HIDDEN
from inspector.protocol.word_set import word_set
from inspector.wording import tr

_ERRORS, _SERVER_ERRORS = 400, 500
# How pages and texts begin that report an error, in the languages that such pages come in most.
# finds `Access denied`
# but not `3 orders`
_ERROR_WORDS = re.compile(
    r"(?i)^\W*(?:(?:an? )?(?:[\w-]{1,40} ){0,2}(?:error|exception|failure)s?(?:$|\W)|"
    r"oops|sorry\b|failed\b|fail\b|denied\b|"
    r"unauthori[sz]ed|forbidden|not (?:found|logged in|authori[sz]ed|authenticated|allowed)\b|"
    r"access (?:is |was )?(?:denied|forbidden|refused|restricted)|permission denied|invalid\b|"
    r"(?:page|resource|file) not found|something went wrong|service (?:is )?unavailable|"
    r"bad (?:request|gateway)|(?:your )?session (?:has )?(?:expired|timed out|ended)|"
    r"fehler\b|erreur\b|zugriff verweigert|acc[eè]s refus[eé]|acceso denegado|错误|拒绝访问)"
)
# finds `HTTP/1.1 404 Not Found`
# but not `404 pages were found`
_STATUS_LINE = re.compile(
    r"(?i)^\W*(?:http[ /][\d.]* ?|error |status )?(?:"
    + "|".join(f"{one.value}\\W+{re.escape(one.phrase)}" for one in HTTPStatus if one >= _ERRORS)
    + r")\W*$"
)
_ERROR_AT_ITS_END = re.compile(
    r"(?i)(?:error|denied|forbidden|unauthori[sz]ed|not found|expired|unavailable)\W*$"
)
_LONG_TITLE, _SHORT_TEXT = 80, 300
_MESSAGE_KEYS = word_set(
    "message msg detail details description error_description reason title info text code status "
    "statuscode status_code path timestamp requestid request_id"
)


def disagreement(case: Case) -> str:
    """Return why a reply is no success, as a sentence; empty where status and body agree."""
    status = case.status
    if status == 0 or case.exchange.failure is not None:
        return tr("There was no whole reply.")
    if status >= _SERVER_ERRORS:
        return tr("The server fails now: {status}.", status=case.heard.phrase)
    if status >= _ERRORS:
        return tr("The reply is another error now: {status}.", status=case.heard.phrase)
    return _refusing_success(case)


def _refusing_success(case: Case) -> str:
    if _leads_to_login(case):
        return tr("The reply leads to a login page.")
    if case.heard.is_login_page and not _wanted_login_page(case):
        return tr("The reply is a login page, whatever its status says.")
    if case.is_hidden_error or _reports_an_error(case) or _speaks_of_access(case):
        return tr("The status says success, and the body reports an error.")
    return ""


def _wanted_login_page(case: Case) -> bool:
    """Whether the user asked for the login page itself, and was not sent there."""
    return case.sent.is_safe and case.sent.is_login_address and case.previous is None


def _leads_to_login(case: Case) -> bool:
    leads = leads_to_login(case) or case.heard.leads_to_portal
    return leads and not case.sent.is_login_address


def _reports_an_error(case: Case) -> bool:
    """Whether a page or a short text says by itself that it is an error."""
    content = case.heard.content
    if content.is_html:
        words = [content.page.title, *content.page.headings[:1]]
        told = any(_is_error_title(text) for text in words if text)
        return told or (not case.heard.is_login_page and page_refuses(case))
    if content.json is not None or content.is_xml:
        return False
    text = content.text.strip()
    return len(text) < _SHORT_TEXT and bool(_ERROR_WORDS.match(text) or _STATUS_LINE.match(text))


def _is_error_title(text: str) -> bool:
    if len(text) > _LONG_TITLE:
        return False
    marks = (_ERROR_WORDS, _STATUS_LINE, _ERROR_AT_ITS_END)
    return any(mark.search(text) for mark in marks)


def _speaks_of_access(case: Case) -> bool:
    """Whether a body is nothing but a message that refuses: `{"detail": "Not authenticated"}`."""
    body = case.heard.content.object
    told = bool(body) and _MESSAGE_KEYS.issuperset(key.lower() for key in body)
    return told and case.said(*BY_WORDS, *ONLY_HIDDEN) > 0
