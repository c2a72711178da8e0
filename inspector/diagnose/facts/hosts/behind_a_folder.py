"""The very call that is refused here, given to the same caller below another folder, or below none.

A server in front hands one program on below several folders, and has rules of its own for each:
what it takes off, whom it lets in, whether it wants a login.
"""

from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.callers.intermediate_servers import names_a_front
from inspector.diagnose.facts.callers.named_rights import only_denies_you
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.siblings import environment_of
from inspector.diagnose.facts.things.differing_paths import differing_part, differing_word
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import (
    BESIDE_THE_PLACE,
    OF_A_CLAIM,
    OF_A_LACK,
    OF_A_WRONG_ONE,
    WITHOUT_A_REASON,
    Names,
)
from inspector.story.clocks.stamps import signatures
from inspector.story.entry import Entry

_LOOK = 40


def given_without_folder(case: Case) -> Case | None:
    """Return who was given the same call with the same credential, a folder less in its path."""
    return case.once(_given_without_folder)


def _given_without_folder(case: Case) -> Case | None:
    if not case.sent.has_any or case.succeeded:
        return None
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    return next((one for one in near if _is_below_it(case, one)), None)


def _is_below_it(case: Case, other: Entry) -> bool:
    return bool(folder_before(case.sent.path, other.sent.path)) and _is_the_same(case, other)


def _is_the_same(case: Case, other: Entry) -> bool:
    """Whether the same was asked by the same caller, whatever the paths are, and was given."""
    mine, theirs = case.sent, other.sent
    asked = (mine.host, mine.method, mine.query) == (theirs.host, theirs.method, theirs.query)
    given = other.succeeded and asked and _is_same_content(case, other)
    return given and _is_same_caller(case, other)


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


# ---------------- Below another folder
class Folders(NamedTuple):
    """What stands before the same rest of two paths: here, and there, where that may be nothing."""

    mine: str
    theirs: str


def folders_of(path: str, other: str) -> Folders | None:
    """Return where the same rest of two paths stands, below a folder of its own each; or None.

    One that stands in place of another is the first part, and no other thing: no word that is
    written otherwise, no environment.
    """
    if folder := folder_before(path, other):
        return Folders(folder, "")
    mine, theirs = differing_part(path, other)
    if not mine or not (path.startswith(f"/{mine}/") and other.startswith(f"/{theirs}/")):
        return None
    if differing_word(path, other)[0] or environment_of(mine) or environment_of(theirs):
        return None
    return Folders(f"/{mine}", f"/{theirs}")


def given_below_another(case: Case) -> Case | None:
    """Return who was given the same call without the folder, or below another one."""
    return case.once(_given_below_another)


def _given_below_another(case: Case) -> Case | None:
    if (given := given_without_folder(case)) is not None or not case.sent.has_any:
        return given
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    return next((one for one in near if is_below_another(case, one)), None)


def is_below_another(case: Case, other: Entry) -> bool:
    """Whether the same call was given without the folder, or below another one."""
    folders = folders_of(case.sent.path, other.sent.path)
    return folders is not None and not case.succeeded and _is_the_same(case, other)


# ---------------- What is taken off below the folder
def unknown_below_folder(case: Case) -> Case | None:
    """Return who was given the call elsewhere, where here nobody seems to be known."""
    other = given_below_another(case)
    return other if other is not None and is_unknown_below(case, other) else None


def is_unknown_below(case: Case, other: Entry) -> bool:
    """Whether a call that was given without the folder is answered as to nobody below it.

    What a call does stands in its body where all calls share one address, so that no right is
    another one below a folder; unless it has the name of a part that only some may enter. A call
    that reads may lack a right, save where a server in front hands both folders on.
    """
    folders = folders_of(case.sent.path, other.sent.path)
    if folders is None or not is_below_another(case, other):
        return False
    if _OF_A_PART.search(folders.mine) or case.heard.content.page.is_of_web_server:
        return False
    if not case.sent.message.body:
        return _is_read_as_of_nobody(case, other, folders)
    return not folders.theirs and not case.said(*_OTHER_REASON) and _is_open(case)


def _is_read_as_of_nobody(case: Case, other: Entry, folders: Folders) -> bool:
    """Whether a read that a server in front handed on is answered as to nobody.

    A login that it put in place of what was sent may be called wrong.
    """
    sent = case.sent.authorization
    if sent is None or not case.sent.is_safe or not _may_be_to_nobody(case, folders):
        return False
    if not (names_a_front(case) and names_a_front(other)) or signatures(case):
        return False
    if case.heard.schemes and (sent.scheme not in case.heard.schemes or case.heard.error[0]):
        return False
    wrong: Names = ("bad-login",) if sent.scheme in LOGIN_SCHEMES else ()
    if case.meanings.keys() - {*WITHOUT_A_REASON, *OF_A_LACK, *wrong}:
        return False
    return not (_names_the_caller(case, folders) or _is_known_below(case, folders.mine))


def _may_be_to_nobody(case: Case, folders: Folders) -> bool:
    """Whether no right is spoken of, or one that is there without the folder is denied to "you"."""
    told = case.meanings.get("permission")
    if case.status == HTTPStatus.FORBIDDEN:
        words = told.statement.plain if told is not None else ""
        return not folders.theirs and only_denies_you(words)
    return case.status == HTTPStatus.UNAUTHORIZED and told is None


def _names_the_caller(case: Case, folders: Folders) -> bool:
    """Whether a folder is that of a person, or of whatever the token is for."""
    main = case.sent.authorization
    held = {main.user, *filter(_is_text, main.claims.values())} if main is not None else set()
    names = {str(one).lower() for one in held}
    return any(one.strip("/").lower() in names for one in folders if one)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_known_below(case: Case, folder: str) -> bool:
    """Whether something below the folder was given to the same caller, so the login passes."""
    below = (one for one in case.neighbours if one.sent.path.startswith(f"{folder}/"))
    return any(one.succeeded and case.shares_credential(one) for one in below)


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
