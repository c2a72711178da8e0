"""The very call that is refused here, given to the same caller without the folder before its path.

A server in front hands one program on below several folders, and has rules of its own for each:
what it takes off, whom it lets in, whether it wants a login.
"""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import BESIDE_THE_PLACE, OF_A_CLAIM, OF_A_WRONG_ONE, Names
from inspector.story.entry import Entry

_LOOK = 40


def given_without_folder(case: Case) -> Case | None:
    """Return who was given the same call with the same credential, a folder less in its path."""
    return case.once(_given_without_folder)


def _given_without_folder(case: Case) -> Case | None:
    if not case.sent.has_any or case.succeeded:
        return None
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    return next((one for one in near if _is_the_same(case, one)), None)


def _is_the_same(case: Case, other: Entry) -> bool:
    if not other.succeeded or not folder_before(case.sent.path, other.sent.path):
        return False
    mine, theirs = case.sent, other.sent
    if (mine.host, mine.method, mine.query) != (theirs.host, theirs.method, theirs.query):
        return False
    return _is_same_content(case, other) and _is_same_caller(case, other)


def folder_before(path: str, other: str) -> str:
    """Return what one path has before the whole other one; empty where it is not so."""
    folder = path.removesuffix(other) if other.strip("/") else path
    return "" if folder in {path, "", "/"} else folder


def _is_same_content(case: Case, other: Entry) -> bool:
    """Whether both hold the same; a SOAP call has a time of its own in its header."""
    if case.sent.message.body == other.sent.message.body:
        return True
    called = case.sent.login.is_in_soap_header and case.sent.operation
    return bool(called) and called == other.sent.operation


def _is_same_caller(case: Case, other: Entry) -> bool:
    if case.shares_credential(other):
        return True
    user = case.sent.login_user if case.sent.login.is_in_soap_header else ""
    return user != "" and user == other.sent.login_user


# ---------------- What is taken off below the folder
def unknown_below_folder(case: Case) -> Case | None:
    """Return who was given the call without the folder, where here nobody seems to be known."""
    other = given_without_folder(case)
    return other if other is not None and is_unknown_below(case, other) else None


def is_unknown_below(case: Case, other: Entry) -> bool:
    """Whether a call that was given without the folder is answered as to nobody below it.

    What a call does stands in its body where all calls share one address, so that no right is
    another one below a folder; unless it has the name of a part that only some may enter.
    """
    if not case.sent.message.body or not _is_the_same(case, other):
        return False
    folder = folder_before(case.sent.path, other.sent.path)
    if _OF_A_PART.search(folder) or case.heard.content.page.is_of_web_server:
        return False
    return not case.said(*_OTHER_REASON) and _is_open(case)


def _is_open(case: Case) -> bool:
    """Whether the reply may be the one to nobody: in general words, or in none, and no 403."""
    if case.is_hidden_error:
        return True
    told = case.heard.gives_no_reason or case.said("not-authenticated") > 0
    return case.status == HTTPStatus.UNAUTHORIZED and told


_OTHER_REASON: Names = (*BESIDE_THE_PLACE, *OF_A_CLAIM, *OF_A_WRONG_ONE)
# finds `/admin`, `/api/internal`
# but not `/edge`, `/administration-office`
_OF_A_PART = lazy_re(
    r"(?i)(?:^|/)(?:admin(?:istrator)?|internal|manage(?:ment)?|private|staff|ops|root|super|system|"
    r"owner|partner|backoffice)(?:/|$)"
)
