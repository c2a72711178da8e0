"""Compares the reply to a variant with the refusal that the user met, and says it in few words."""

import re
from collections.abc import Iterable
from http import HTTPStatus

import msgspec

from inspector.diagnose.facts.about_access import BY_WORDS, ONLY_HIDDEN
from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.facts.refusing_pages import leads_to_login, page_refuses
from inspector.diagnose.facts.suspicion import Words
from inspector.diagnose.gate.affirmations import affirms
from inspector.model.attempt import Attempt
from inspector.model.exchange import SIGN_IN
from inspector.model.experiment import Result
from inspector.model.message import readable
from inspector.protocol.patterns import lazy_re, word_set
from inspector.reading.statuses import ERRORS, REQUEST_AT_FAULT, SERVER_ERRORS
from inspector.wording import tr

# ---------------- What a refusal says, without what differs in every reply
# Longest first: times, ids, nonces, addresses of requests; and whatever else is mostly digits.
# finds `at 2026-01-02T03:04:05Z`
# but not `at noon`
_NOISE = lazy_re(
    r"(?i)\d{4}-\d\d-\d\d[t ][\d:.]+(?:z|[+-]\d\d:?\d\d)?|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,7},? \d{1,2}[ -][a-z]{3,9}[ -]\d{2,4} [\d:]+(?: gmt)?|"
    r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|"
    r"\b(?=[\w+/-]*\d)[\w+/-]{12,}={0,2}(?!\w)|\b[0-9a-f]{8,}\b|\d+"
)
_BLANKS = lazy_re(r"\s+")
# A number that is named a code tells refusals apart, other numbers are mostly times and ids.
# finds `"errorCode": 40103`
# but not `"took": 40103`
_CODE = lazy_re(
    r"(?i)(?:code|errno|error|err|reason)[\"'>]{0,2}\s{0,4}[:=]?\s{0,4}[\"']?([a-z]{0,12}[._-]?\d{1,6})(?![\w.-])"
)
_OF_THE_MOMENT = frozenset({"nonce", "opaque", "ts", "tsm", "cnonce", "trace", "request_id", "trc"})
_LOOK = 16_384
_SHORTEST = 3
_MOST_CODES = 8


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A reply in the form in which it is compared; equal ones are the same refusal."""

    status: int
    code: str = ""
    codes: tuple[str, ...] = ()
    challenges: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    words: str = ""
    leads_to: str = ""


def refusal(case: Case, beside: Case | None = None) -> Refusal:
    """Return what a reply says, cleaned of noise and of what the request itself said.

    beside: the one it is compared with. What that one said may stand here by chance: a user "admin"
    in "Administration".
    """
    own, body = _own(case, beside), _body(case)
    return Refusal(
        status=case.status,
        code=_clean(case.heard.error[0], own),
        codes=tuple(found.lower() for found in _CODE.findall(body)[:_MOST_CODES]),
        challenges=tuple(
            (
                challenge.scheme.lower(),
                tuple(
                    (param.name.lower(), _clean(readable(param.value), own))
                    for param in challenge.params
                    if param.name.lower() not in _OF_THE_MOMENT
                ),
            )
            for _, challenge in case.heard.challenges
        ),
        headers=tuple(
            (said.key.lower(), _clean(said.text, own))
            for said in case.heard.statements
            if said.kind == "header"
        ),
        words=_clean(body, own),
        leads_to=_clean(case.heard.location.partition("?")[0], own),
    )


def is_same(one: Case, other: Case) -> bool:
    """Whether two replies refuse in the same way."""
    if one.exchange.reply is None or other.exchange.reply is None:
        return False
    mine, theirs = refusal(one, other), refusal(other, one)
    if "HEAD" in {one.sent.method, other.sent.method}:  # HEAD has no body to compare
        mine, theirs = (
            msgspec.structs.replace(each, words="", codes=()) for each in (mine, theirs)
        )
    return mine == theirs


def _body(case: Case) -> str:
    reply = case.exchange.reply
    if reply is None:
        return ""
    content = case.heard.content
    return content.page.text if content.is_html else content.text[:_LOOK]


def _own(case: Case, beside: Case | None) -> tuple[str, ...]:
    """Return what the requests said and a reply may repeat: credential, user, address."""
    found: list[str] = []
    for sent in (one.sent for one in (case, beside) if one is not None):
        for credential in (*sent.credentials, *sent.session_cookies):
            found += [credential.value, credential.bare, credential.user]
            found += str(credential.claims.get("sub", "")).split("\0")
        found += [sent.url, sent.path, sent.login_user, *(value for _, value in sent.query)]
    longest_first: Iterable[str] = sorted(set(found), key=len, reverse=True)
    return tuple(text.lower() for text in longest_first if len(text) >= _SHORTEST)


def _clean(text: str, own: tuple[str, ...]) -> str:
    lower = text.lower()
    for said in own:
        lower = lower.replace(said, "·")
    return _BLANKS.sub(" ", _NOISE.sub("#", lower)).strip()


# ---------------- Whether status and body of a reply agree that what was asked for was given
# How pages and texts begin that report an error, in the languages that such pages come in most.
# finds `Access denied`
# but not `3 orders`
_ERROR_WORDS = lazy_re(
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
_STATUS_LINE = lazy_re(
    r"(?i)^\W*(?:http[ /][\d.]* ?|error |status )?(?:"
    + "|".join(f"{one.value}\\W+{re.escape(one.phrase)}" for one in HTTPStatus if one in ERRORS)
    + r")\W*$"
)
_ERROR_AT_ITS_END = lazy_re(
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
    if status in SERVER_ERRORS:
        return tr("The server fails now: {status}.", status=case.heard.phrase)
    if status in ERRORS:
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
    return told and not affirms(case) and case.said(*BY_WORDS, *ONLY_HIDDEN) > 0


SIDE = SIGN_IN | {"sign-in", "login", "csrf", "preflight", "proxy-connect"}
_LONGEST = 60


class Compared(msgspec.Struct, frozen=True):
    """The variant's last reply against the one before. case: None where nothing was sent.

    name: how it came out, where an experiment tells more apart than the result. meaning: what
    follows, where the reply says it better than the experiment's table. values: what differed, for
    the sentences of a finding.
    """

    result: Result
    shows: str
    case: Case | None = None
    name: str = ""
    meaning: str = ""
    values: Words = {}

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The names by which a table is looked through, the most telling first."""
        return (self.name, "went-on" if self.went_on else "", self.result)

    @property
    def status(self) -> int | None:
        """The status of the variant's reply."""
        return (self.case.status or None) if self.case is not None else None

    @property
    def went_on(self) -> bool:
        """Whether the reply is about the request itself: the check for access lies behind it."""
        asked = self.case is not None and self.case.status in REQUEST_AT_FAULT
        return asked and self.result == "differs"  # the refusal itself may be such a reply


def main_case(after: Attempt) -> Case | None:
    """Return the last exchange of the user's own request, None where none was sent."""
    trace = Trace(after)
    mains = [i for i, one in enumerate(after.exchanges) if one.purpose not in SIDE]
    return trace.case(mains[-1]) if mains else None


def compared(before: Case, after: Attempt) -> Compared:
    """Return how the variant's reply compares with the refusal."""
    case = main_case(after)
    if case is None:
        return Compared("failed", tr("not sent"))
    if case.exchange.reply is None:
        return Compared("failed", tr("no reply"), case)
    return Compared(_result(before, case), shown(case), case)


def _result(before: Case, case: Case) -> Result:
    if is_accepted(case):
        return "accepted"
    if case.status in SERVER_ERRORS and before.status not in SERVER_ERRORS:
        return "failed"  # it broke down before it could say anything about access
    return "same" if is_same(before, _led_from_there(before, case)) else "differs"


def _led_from_there(before: Case, case: Case) -> Case:
    """Return the redirect of the variant where a redirect was refused, and not what it led to."""
    source: Case | None = case
    while before.heard.is_redirect and source is not None and not source.heard.is_redirect:
        source = source.previous
    return source or case


def is_accepted(case: Case) -> bool:
    """Whether a reply gives what was asked for, by its status and by its body."""
    given = case.succeeded or case.status == HTTPStatus.NOT_MODIFIED
    return given and not disagreement(case)


def shown(case: Case) -> str:
    """Return a reply in a few words: "401, invalid_token"."""
    status = case.status
    if is_accepted(case):
        return case.heard.phrase
    code = case.heard.error[0] or _first_words(case)
    if code:
        return tr("{status}, {code}", status=status, code=code)
    return tr("{status}, no error code", status=status)


def _first_words(case: Case) -> str:
    kinds = ("code", "message", "challenge", "title")
    for kind in kinds:
        said = next((one.short for one in case.heard.statements if one.kind == kind), "")
        if said and not said.isdigit():
            return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
    return ""


# ---------------- How long the answers take
def waited(case: Case) -> float | None:
    """Return how long a reply took to begin after the request was sent, in milliseconds."""
    timing = case.exchange.timing
    return timing.wait if timing is not None else None


_LONGER, _AT_LEAST = 4.0, 40.0  # times, and milliseconds: more than a network's own unrest


def took_longer(one: float | None, other: float | None) -> bool:
    """Whether one answer took so much longer that more was done for it."""
    if one is None or other is None:
        return False
    return one - other >= _AT_LEAST and one >= _LONGER * other
