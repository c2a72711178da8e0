"""Logins that are answered with a plain no, in the body of a success."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import answered_no
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import LIKELY
from inspector.reading import places
from inspector.wording import tr


def login_answered_no(case: Case) -> Found:
    """The result of the login is `false`."""
    if answered_no(case):
        yield case.suspect(
            "wrong-password",
            LIKELY,
            fact(
                tr("The result of the login is false."),
                places.in_body(
                    case.index, "reply", places.find(case.heard.content.bytes, "result")
                ),
            ),
            user=case.sent.login_user,
        )


RULES = (login_answered_no,)
