"""The reply names nobody as the caller, though a credential was sent: it never counted."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.named_rights import names_no_right
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import issued_in
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_LACK,
    OF_A_WRONG_ONE,
    OF_AN_END,
    Names,
    without,
)
from inspector.reading.standard_sentences import wants_a_login
from inspector.reading.statements import Statement
from inspector.story.ways.page_parts import is_part_of_page

_NOBODY = (
    r"(?:system:(?:anonymous|unauthenticated)|anonymous(?:_?user)?|guest|nobody|anon|dr\.who|"
    r"unauthenticated)"
)
# finds `User "system:anonymous" cannot list`, `for role anon`, `user=dr.who`
# but not `the user jane`, `anonymous access is disabled`
_AS = lazy_re(
    rf"(?i)\b(?:users?|user_?name|principal|subject|identity|account|role|caller|login|"
    rf"logged in as|you are|acting as)\b[\s:='\"`(\[]{{0,4}}{_NOBODY}(?![\w-])"
)
# finds `anonymous is not allowed to`, `guest lacks the permission`
# but not `anonymous access is not allowed`
_IT = lazy_re(
    rf"(?i)(?<![\w-]){_NOBODY}['\"`\])]{{0,2}} (?:user |token |caller )?"
    r"(?:is|has|does|do|lacks?|can ?not|can't|may not|needs|requires)\b"
)
# An id of zeros stands for who did not say who it is.
# finds `AccessorID '00000000-0000-0000-0000-000000000002'`
# but not `'5f0a9c71-0000-0000-0000-000000000002'`
_ZEROS = lazy_re(
    r"(?i)\b(?:accessor|user|principal|token|account|identity|subject)\w{0,4}\W{1,4}"
    r"0{8}-0{4}-0{4}-0{4}-0{11}[0-9]\b"
)
_LONGEST = 600


OTHER_THAN_A_LACK: Names = (*BESIDE_THE_CREDENTIAL, *OF_AN_END, *OF_A_WRONG_ONE)
"""With which a reply says more than that nobody is known: what was sent was looked at."""


def says_more_than_a_lack(case: Case) -> bool:
    """Whether a reply says more than that nobody is known.

    "You are not authorized" is what many say with 401 and a challenge, to everybody who is not.
    """
    vague = case.status == HTTPStatus.UNAUTHORIZED and case.heard.schemes and names_no_right(case)
    names = without(OTHER_THAN_A_LACK, "permission") if vague else OTHER_THAN_A_LACK
    return case.said(*names) > 0


def seen_as_nobody(case: Case) -> Statement | None:
    """Return the words in which a refusal names nobody as its caller; None where it names one."""
    return case.once(_seen_as_nobody)


def slug_of_the_unread(case: Case) -> str:
    """Return what to call it that a credential was sent, and the reply is that to nobody.

    A login that stands where logins belong is in no wrong place: its kind is not read here. Of
    tokens a reply says so, too, that were read and not taken.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES or case.heard.challenge(sent.scheme):
        return "credential-not-recognised"
    return "scheme-not-read"


def nobody_is_known(case: Case) -> bool:
    """Whether a refusal says that no caller is known, by words or by those of another status.

    "Authentication required" is what 401 says of itself; 403 says it of who was not looked at.
    """
    if case.said(*OF_A_LACK):
        return True
    reply = case.exchange.reply
    forbids = reply is not None and reply.status == HTTPStatus.FORBIDDEN
    return forbids and any(wants_a_login(one.plain) for one in case.heard.statements)


def says_nobody_is_known(case: Case) -> bool:
    """Whether a reply says that no caller is known: by 401, or in a success by words of 401."""
    if case.status == HTTPStatus.UNAUTHORIZED:
        return True
    hidden = case.is_hidden_error and case.said("unauthorized", *OF_A_LACK) > 0
    return hidden and not case.said(*OTHER_THAN_A_LACK)


def may_be_a_stranger(case: Case) -> Case | None:
    """Return who was let in here with nothing at all, where no sign shows that the caller is known.

    Such a host may pass over what it does not know, and say of anybody that a right is missing.
    The caller is known where the same was taken, or words name the credential or its user.
    """
    return case.once(_let_in_with_nothing)


def is_shown_as_known(case: Case) -> bool:
    """Whether the trace shows that the server knows what was sent: it took it, or handed it out."""
    near = (*case.before[-_NEAR:], *case.after[:_NEAR])
    taken = any(one.succeeded and case.shares_credential(one) for one in near)
    return taken or any(issued_in(case, one) is not None for one in case.sent.credentials)


def _let_in_with_nothing(case: Case) -> Case | None:
    near = (*case.before[-_NEAR:], *case.after[:_NEAR])
    if not case.sent.has_any or any(one.succeeded and case.shares_credential(one) for one in near):
        return None
    users = {one.user.lower() for one in case.sent.credentials if len(one.user) > 1}
    words = case.heard.words[:_LONGEST].lower()
    if _NAMES_IT.search(words) or any(user in words for user in users):
        return None
    return next((one for one in near if _is_anybody(one)), None)


def _is_anybody(one: Case) -> bool:
    if not one.succeeded or one.sent.has_any or one.is_preflight or one.sent.is_login_address:
        return False
    return not is_part_of_page(one.sent.path) and one.heard.content.json is not None


_NEAR = 40
# finds `this token may not`
# but not `you may not`
_NAMES_IT = lazy_re(r"\b(?:tokens?|keys?|apikeys?|credentials?|scopes?)\b")


def _seen_as_nobody(case: Case) -> Statement | None:
    sent = case.sent.credentials
    if not sent or case.succeeded or any(_is_nobody(one.user) for one in sent):
        return None
    for statement in case.heard.statements:
        text = statement.text[:_LONGEST]
        if any(way.search(text) for way in (_AS, _IT, _ZEROS)):
            return statement
    return None


def _is_nobody(user: str) -> bool:
    return _IS.fullmatch(user) is not None


_IS = lazy_re(rf"(?i){_NOBODY}")
