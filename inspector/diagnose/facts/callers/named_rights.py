"""Whether words about rights name one, or only say "not authorized", which nobody is as well."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re


def names_no_right(case: Case) -> bool:
    """Whether the words that speak of rights name none, nor whose they are.

    With 401, "you are not authorized" is said to who is not known as well; "the user" is known.
    """
    told = case.meanings.get("permission")
    if told is None:
        return False
    said, words = told.statement, told.statement.plain
    if said.kind == "code" and _THROWN.fullmatch(words) is not None:
        return True
    if case.status == HTTPStatus.UNAUTHORIZED and _BARE.fullmatch(words) is not None:
        return True
    to_you = said.kind == "message" and _OF_SOMEBODY.match(words) is not None
    known = case.status != HTTPStatus.UNAUTHORIZED or not words.startswith("you ")
    return not _RIGHT.search(words) and not (to_you and known)


# The name of what a program threw: for want of a login as well as for want of a right.
# finds `permission error`
# but not `permission denied`
_THROWN = lazy_re(r"permissions? (?:error|exception)")
# A server that knows one word for both says so of a wrong password.
# finds `401 unauthorized no permission`, `permission denied`
# but not `no permission to write`
_BARE = lazy_re(
    r"(?:(?:error|401|unauthorized) ){0,3}(?:no permissions?|permissions? denied|not permitted)"
)
_OF_SOMEBODY = lazy_re(r"(?:you are|(?:the )?(?:user|account)(?: is)?) not authorized to\b")
# finds `only members of this team`
# but not `the token has expired`
_RIGHT = lazy_re(
    r"\b(?:permissions?|privileges?|roles?|scopes?|admin\w*|owners?|groups?|rights?|management|acl|"
    r"policy|policies|members?|plan|entitle\w*|capabilit\w*|rbac|super ?user|grants?|"
    r"restricted|operation|action|perform|can not|team|organi[sz]ation|read only)\b"
)


# ---------------- A permission is denied to "you", whoever that is
def only_denies_you(words: str) -> bool:
    """Whether plain words say "you" and "permission", and neither whose it is nor which one.

    A server that lets anybody in says so to nobody as well.
    """
    return _DENIES_YOU.search(words) is not None and _TOLD_MORE.search(words) is None


# finds `you do not have permission to view this table`
# but not `you need the admin role`
_DENIES_YOU = lazy_re(
    r"\byou (?:do not|did not|currently do not|are not) (?:have|having) "
    r"(?:(?:the|any|enough|sufficient|required|necessary|proper|appropriate|correct) ){0,2}"
    r"(?:permissions?|access|rights?|privileges?|authori[sz]ation)\b"
)
# finds `your token`, `the permission items write is missing`, `the role admin`
# but not `you do not have permission to view this table`
_TOLD_MORE = lazy_re(
    r"\b(?:your|roles?|scopes?|admin\w*|owners?|members?|plan|subscription|tokens?|keys?|apikeys?|"
    r"users?|accounts?|clients?|principals?|subjects?|groups?|teams?|"
    r"needs?|requires?|required permissions? (?:is|are)|missing)\b"
)
