"""A login by Authorization that was good at the place of logins, and was given a session there."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.keys.random_values import is_random
from inspector.reading import places
from inspector.story.entry import Entry


class Given(NamedTuple):
    """A session, by the name of its cookie."""

    name: str
    place: Place


def session_given(case: Case, other: Entry) -> Given | None:
    """Return the session that another entry gave to this login, and that is not sent.

    None where it came from elsewhere than a place of logins: there Basic itself may be read.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES or not other.sent.is_login_address:
        return None
    names = {name for name, _, _ in case.sent.cookies}
    for index, cookie in other.cookies_set:
        if is_random(cookie.value) and not (cookie.name in names or is_csrf_name(cookie.name)):
            line = other.heard.headers[index]
            return Given(cookie.name, places.in_header(other.index, "reply", index, line))
    return None
