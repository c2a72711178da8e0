"""The same name and password, taken at the same place for another project, scope or tenant."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.intake.removed import is_taken_out
from inspector.protocol.field_names import is_csrf_name, is_login_name, is_password_name
from inspector.protocol.patterns import lazy_re


class ForAnother(NamedTuple):
    """A login as it was taken. name: of the member that differs; there and here: its values."""

    taken: Case
    name: str
    there: str
    here: str


def login_taken_for_another(case: Case) -> ForAnother | None:
    """Return the last time that the same login was taken, and what it was asked for then.

    Nothing differs but what names a project, scope or tenant: name and password are right.
    """
    return case.once(_taken_for_another)


def _taken_for_another(case: Case) -> ForAnother | None:
    if not case.sent.is_login or case.outcome == "accepted":
        return None
    mine = _members(case)
    secret = next((path for path in mine if is_password_name(_leaf(path))), "")
    for one in reversed(case.same_request_before) if secret else ():
        theirs = _members(one) if one.outcome == "accepted" else {}
        other = sorted(name for name in mine | theirs if mine.get(name) != theirs.get(name))
        if theirs and other and all(_says_for_what(name, secret) for name in other):
            name = other[0]
            return ForAnother(one, name, theirs.get(name, ""), mine.get(name, ""))
    return None


def _members(case: Case) -> dict[str, str]:
    """Return what can be read of a login, but for what is made anew for each try."""
    found = case.sent.login.members.items()
    return {
        path: text
        for path, text in found
        if text and not is_csrf_name(_leaf(path)) and not is_taken_out(text)
    }


def _says_for_what(path: str, secret: str) -> bool:
    """Whether a member names what is asked for, and not who asks: that stands with the password."""
    with_it = secret.rpartition(".")[0]
    of_login = path.startswith(f"{with_it}.") if with_it else is_login_name(path)
    return path != secret and not of_login and _WHAT.search(path) is not None


def _leaf(path: str) -> str:
    return path.rpartition(".")[2]


# finds `auth.scope.project.name`, `tenantId`, `organization_id`, `database`
# but not `user.name`, `timestamp`
_WHAT = lazy_re(
    r"(?i)(?:^|[._-])(?:scopes?|projects?|tenants?|org(?:ani[sz]ation)?|workspace|realm|domain|"
    r"audience|resource|site|company|database|db|team|group|role|space|instance)"
    r"(?:[_-]?(?:id|name|slug|uuid))?(?:$|[.])"
)
