"""Refusals for the state of a thing, whoever asks: held, there already, full, of a newer version.

That is a conflict (RFC 9110 §15.5.10), which some servers answer with a status of access.
"""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import meanings_of
from inspector.reading.standard_sentences import repeats_a_status
from inspector.reading.statements import Statement
from inspector.reading.statuses import LACKS_A_FIELD, NAMES_A_CONDITION, REFUSES_A_VALUE


def is_a_conflict(case: Case) -> bool:
    """Whether a status of access is about a thing, and its caller was known and let in."""
    if _locks_a_thing(case) or _is_there_already(case) or _takes_no_more(case):
        return True
    if _is_out_of_date(case) or _is_about_the_body(case) or has_an_account_already(case):
        return True
    return _was_in_the_way_for_a_while(case) or tells_its_health(case)


# ---------------- A thing is locked, not its caller
def _locks_a_thing(case: Case) -> bool:
    """Whether words name a thing that somebody holds (423, RFC 4918 §11.3), and no account.

    Who asks was known and let in: what is in the way is a document, a record, a state.
    """
    if not _may_be_a_state(case):
        return False
    words = case.heard.words[:_LOCK_WORDS]
    if case.status != HTTPStatus.LOCKED and not case.said("locked"):
        return False
    members = {name.lower() for name, _ in case.heard.content.scalars()}
    if _OF_A_THING.search(words) or members & _HELD_BY:
        return True
    body = case.heard.content.text[:_LOCK_WORDS]
    held = any(one.sent.method == "LOCK" and one.succeeded for one in (*case.before, *case.after))
    return held or _WEBDAV.search(body) is not None


def says_a_thing_is_locked(words: str) -> bool:
    """Whether it is a thing of which plain words say that it is locked, and nobody's account."""
    return _THING_LOCKED.search(words) is not None and _OF_A_CALLER.search(words) is None


def locks_a_caller(case: Case) -> bool:
    """Whether a lock is that of an account: words name one, or the request is its login."""
    login = case.sent.is_login or case.sent.is_token_request
    return login or _OF_A_CALLER.search(case.heard.words[:_LOCK_WORDS]) is not None


def _may_be_a_state(case: Case) -> bool:
    """Whether the state of what was asked for may be in the way, by the status and the words."""
    return case.status in NAMES_A_CONDITION and not locks_a_caller(case)


def _was_in_the_way_for_a_while(case: Case) -> bool:
    """Whether the caller of a locked thing was let in before, and without a new login after.

    A locked account is shut to all calls; a thing that is busy, or locked, is so by itself.
    """
    if not _may_be_a_state(case) or not case.said("locked"):
        return False
    sent = [one for one in (*case.before, *case.after) if one.succeeded and not one.sent.is_login]
    mine = [one.index for one in sent if one.shares_credential(case)]
    return any(one < case.index for one in mine) and any(one > case.index for one in mine)


_LOCK_WORDS = 4000
_HELD_BY = frozenset(
    {"lockedby", "locked_by", "lockowner", "lock_owner", "holder", "who", "lockid"}
)
_THINGS = (
    r"resource|document|file|folder|record|state|page|item|entry|object|branch|order|row|sheet|"
    r"note|task|domain|vehicle|door|invoice|period|contract|shipment|ticket"
)
# finds `the resource is locked`, `document is being edited`, `busy: another action is running`
# but not `the account is locked`
_OF_A_THING = lazy_re(
    rf"(?i)\b(?:{_THINGS}|workspace|device|lock|smart ?lock|busy|in (?:use|progress)|"
    r"another (?:\w+ )?(?:action|operation|process|job|transaction))\b"
)
# finds `domain status is locked`, `the invoices are currently locked`
# but not `the account of this domain is locked out`, `the page says that you are locked`
_THING_LOCKED = lazy_re(
    rf"\b(?:{_THINGS})s?(?: (?:status|state))? (?:is|are|was|were|has been|have been)"
    r"(?: (?:currently|already|temporarily|now|still))? locked\b(?! out)"
)
# finds `your account`, `too many tries`
# but not `the document`
_OF_A_CALLER = lazy_re(
    r"(?i)\b(?:accounts?|users?|log-?in|sign-?in|password|attempts|tries|credentials?|customer|"
    r"member|profile|key|token(?! (?:submitted|matches)))\b"
)
# finds `<d:lock-token-submitted/>`
# but not `<d:error/>`
_WEBDAV = lazy_re(r"(?i)lock-token-(?:submitted|matches)|no-conflicting-lock|opaquelocktoken:")


# ---------------- A thing is there, and can't be put there once more
def _is_there_already(case: Case) -> bool:
    """Whether 403 says no more than that what a known caller publishes has been there before."""
    if case.status != HTTPStatus.FORBIDDEN or case.sent.is_safe or not case.sent.has_any:
        return False
    told = [one.plain for one in case.heard.statements if not repeats_a_status(one.plain)]
    about = any(map(_THERE_ALREADY.search, told))
    return about and not any(map(_OF_ACCESS.search, told))


# finds `the feed already contains file a in package b`, `can not publish over previously published`
# but not `token already used`, `already logged in`
_THERE_ALREADY = lazy_re(
    r"\balready (?:exists?|present|contains?)\b|"
    r"\b(?:already|previously) (?:been |was )?(?:published|uploaded|released|deployed)\b|"
    r"\bduplicate (?:\w{1,20} )?(?:package|version|file|artifact|release|tag|upload)s?\b|"
    r"\b(?:package|version|file|artifact|release|tag|image)s?\b.{0,40}\bimmutable\b"
)
# finds `user already exists`, `not enough permissions to overwrite`
# but not `version 1.0 already exists`
_OF_ACCESS = lazy_re(
    r"\b(?:permissions?|privileges?|rights?|roles?|scopes?|authorized|unauthorized|owners?|"
    r"owned|belongs|denied|allowed to|log ?in|signin|sessions?|tokens?|keys?|nonces?|requests?|"
    r"signatures?|accounts?|users?|credentials?|quota|limit)\b"
)


# ---------------- Who signs up has an account already
def has_an_account_already(case: Case) -> bool:
    """Whether a form to sign up is told that there is such an account, name or address."""
    taken = case.status in LACKS_A_FIELD or case.status == HTTPStatus.FORBIDDEN
    if not taken or case.sent.is_safe or case.sent.is_token_request:
        return False
    said = [one.plain for one in case.heard.statements if not repeats_a_status(one.plain)]
    signs_up = not case.sent.has_any or _SIGNS_UP.search(case.sent.path) is not None
    return signs_up and any(map(_HAS_AN_ACCOUNT.search, said))


# finds `/register`, `/api/customers`, `/users/sign_up`
# but not `/login`, `/users/7`
_SIGNS_UP = lazy_re(
    r"(?i)/(?:register|registrations?|sign-?_?up|join|users?|accounts?|customers?|members?)/?$"
)
# finds `an account with this e mail address already exists`, `username is already taken`
# but not `the account is already in use on another device`, `session already exists`
_HAS_AN_ACCOUNT = lazy_re(
    r"\b(?:accounts?|users?|user ?names?|e ?mail(?: address)?|phone(?: number)?|customers?|"
    r"members?)\b.{0,60}\balready (?:been )?(?:exists?|registered|taken|claimed)\b|"
    r"\balready have an account\b|\be ?mail(?: address)? (?:is )?already (?:in use|used)\b"
)


# ---------------- A store takes no more, as where its disk is full
def _takes_no_more(case: Case) -> bool:
    """Whether 403 to a known caller's change says that a store can only be read, by anybody."""
    if case.status != HTTPStatus.FORBIDDEN or case.sent.is_safe or not case.sent.has_any:
        return False
    told = [one.plain for one in case.heard.statements if not repeats_a_status(one.plain)]
    return any(map(_ONLY_READ.search, told)) and not any(map(_OF_ACCESS.search, told))


# finds `blocked by forbidden 12 index read only`, `the file system is read only`,
# `cluster create index blocked`
# but not `you have read only access`, `the token is read only`, `blocked by the firewall`
_ONLY_READ = lazy_re(
    r"\b(?:index|indices|cluster|shards?) (?:[a-z]{1,12} ){0,3}block(?:ed)?\b|"
    r"\b(?:index|indices|cluster|shards?|disk|volume|file ?system|table ?space)"
    r"(?: (?:is|are|was|set to|in))* read ?only\b|"
    r"\bread ?only (?:index|indices|cluster|shards?|disk|volume|file ?system|table ?space)\b"
)


# ---------------- What a call says of a thing's state is old
def _is_out_of_date(case: Case) -> bool:
    """Whether 403 to a known caller is about a version or mark to go on from (RFC 6578 §3.2)."""
    if case.status != HTTPStatus.FORBIDDEN or not case.sent.has_any:
        return False
    if _NO_SUCH_MARK.search(case.heard.content.text[:_LOCK_WORDS]) is not None:
        return True
    said = [one for one in case.heard.statements if not repeats_a_status(one.plain)]
    told = [one.plain for one in said if one.kind != "code"]  # a code may name what is kept there
    if not any(map(_OUT_OF_DATE.search, told)) or any(map(_OF_ACCESS.search, told)):
        return False
    near = (*case.before, *case.after)
    return any(one.succeeded and case.shares_credential(one) for one in near)


# finds `<d:valid-sync-token/>`
# but not `<d:sync-token>`
_NO_SUCH_MARK = lazy_re(r"<(?:\w{1,20}:)?valid-sync-token\b")
# finds `wrong backup version`, `stale revision`, `version mismatch`
# but not `wrong api version`, `version 3 is not allowed`
_OUT_OF_DATE = lazy_re(
    r"\b(?:wrong|invalid|unknown|stale|outdated|old) (?!api\b|protocol\b|client\b|app\b)"
    r"(?:[a-z]{1,20} )?(?:version|revision|etag|cursor|bookmark|generation)\b|"
    r"^(?:version|revision|etag|generation) (?:mismatch|conflict|out of date)\b"
)


# ---------------- The same call with another body was taken, and the words are about the body
def _is_about_the_body(case: Case) -> bool:
    """Whether words say what is wrong with a call that the same caller made again, and was given.

    Who may do it at all is no question then: an amount, a limit, a value was in the way.
    """
    if case.status not in REFUSES_A_VALUE or case.sent.is_safe or case.sent.operation:
        return False
    told = [one for one in case.heard.statements if one.kind == "message"]
    telling = [one for one in told if not repeats_a_status(one.plain)]
    read = meanings_of(tuple(telling)).keys()
    if not telling or read - {"quota"} or any(map(_names_a_caller, telling)):
        return False
    mine = case.sent.message.body
    near = (*case.before, *case.after)
    again = (one for one in near if one.succeeded and one.repeats(case))
    return any(one.sent.message.body != mine and case.shares_credential(one) for one in again)


def _names_a_caller(statement: Statement) -> bool:
    return _OF_A_CALLER.search(statement.plain) is not None


# ---------------- A server tells how it is, by a status that says so to whoever watches it
def tells_its_health(case: Case) -> bool:
    """Whether 429 to a health check has its state and no word of a limit (Vault: a standby)."""
    if case.status != HTTPStatus.TOO_MANY_REQUESTS or not case.sent.is_safe:
        return False
    state = case.heard.content.object
    asks = _HEALTH.search(case.sent.path) is not None
    told = case.heard.statements or case.heard.seconds_to_wait is not None
    return asks and len(state) >= _MEMBERS and not told


# finds `/v1/sys/health`, `/healthz`, `/readyz`
# but not `/health/records`, `/status/7`
_HEALTH = lazy_re(r"(?i)/(?:health(?:z|check)?|ready(?:z)?|live(?:z|ness)?|readiness|status)/?$")
_MEMBERS = 2
