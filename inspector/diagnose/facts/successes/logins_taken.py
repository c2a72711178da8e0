"""Logins that were taken before: the very same name and password, and what is said of them now."""

from inspector.diagnose.facts.accepted_elsewhere import asks_for_the_same
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.password_checks import still_checked
from inspector.intake.removed import is_taken_out
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import PASSWORD_PATTERN, is_csrf_name, is_password_name
from inspector.protocol.patterns import lazy_re
from inspector.reading.single_use import one_time_codes
from inspector.story.clocks.stamps import signatures


def login_taken_before(case: Case) -> Case | None:
    """Return the last time the very same name and password were taken at the same place, or None.

    None as well where they are taken again later: then nothing about the account has changed; and
    where a one-time code went along, or a signature: these are good for a moment only.
    """
    if one_time_codes(case.sent) or signatures(case):
        return None
    taken = [one for one in case.same_request_before if _is_same_login_taken(case, one)]
    again = any(case.repeats(one) and _is_same_login_taken(case, one) for one in case.after)
    return taken[-1] if taken and not again else None


def _is_same_login_taken(case: Case, other: Case) -> bool:
    return other.outcome == "accepted" and is_same_login(case, other)


def is_same_login(case: Case, other: Case) -> bool:
    """Whether two calls of one address bring the very same name and password."""
    if not asks_for_the_same(case, other):
        return False
    if case.sent.is_login:
        sent = login_members(case)
        return sent == login_members(other) and any(is_password_name(leaf(one)) for one in sent)
    mine = case.sent.authorization
    return mine is not None and mine.scheme in LOGIN_SCHEMES and case.shares_credential(other)


def login_members(case: Case) -> dict[str, str]:
    """Return what can be read of a login by its paths, but for what is made anew for each try."""
    found = case.sent.login.members.items()
    return {
        path: text
        for path, text in found
        if text and not is_csrf_name(leaf(path)) and not is_taken_out(text)
    }


def leaf(path: str) -> str:
    """Return the name of the member that a path (`auth.user.name`) leads to."""
    return path.rpartition(".")[2]


def is_for_the_password(case: Case) -> bool:
    """Whether a login that was taken before is refused for its password: by words or its time."""
    taken = case.once(login_taken_before)
    return blames_the_password(case) or (taken is not None and still_checked(taken, case))


# ---------------- Words of a password alone
def blames_the_password(case: Case) -> bool:
    """Whether the reply calls the password wrong, and leaves nothing else open: not the account.

    A server that tells a wrong password from a wrong name has found the account, and looked on.
    """
    told = case.says("bad-login")
    words = told.statement.plain if told is not None else ""
    return bool(_PASSWORD.search(words)) and not _ELSE.search(words)


# finds `invalid password`, `password mismatch`
# but not `invalid credentials`
_PASSWORD = lazy_re(rf"\b(?:{PASSWORD_PATTERN})\b")
# finds `invalid user or password`, `password or account`
# but not `wrong password`
_ELSE = lazy_re(
    r"\b(?:user ?names?|users?|user ?ids?|log ?ins?|names?|accounts?|e ?mails?|credentials?|or|"
    r"combination|app|application|token|key|required|missing|no|without|empty)\b"
)
