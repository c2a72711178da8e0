"""The same name and password, taken at the same place for another project, scope or tenant."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.logins_taken import leaf, login_members
from inspector.protocol.field_names import is_login_name, is_of_a_tenant, is_password_name


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
    mine = login_members(case)
    secret = next((path for path in mine if is_password_name(leaf(path))), "")
    for one in reversed(case.same_request_before) if secret else ():
        theirs = login_members(one) if one.outcome == "accepted" else {}
        other = sorted(name for name in mine | theirs if mine.get(name) != theirs.get(name))
        if theirs and other and all(_says_for_what(name, secret) for name in other):
            name = other[0]
            return ForAnother(one, name, theirs.get(name, ""), mine.get(name, ""))
    return None


def _says_for_what(path: str, secret: str) -> bool:
    """Whether a member names what is asked for, and not who asks: that stands with the password."""
    with_it = secret.rpartition(".")[0]
    of_login = path.startswith(f"{with_it}.") if with_it else is_login_name(path)
    return path != secret and not of_login and is_of_a_tenant(path)
