"""A web server in front refuses by its own list of logins, or its own rule, before the program."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.intermediate_servers import keeps_it_out
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY
from inspector.model.credential import LOGIN_SCHEMES
from inspector.wording import tr


def login_in_front(case: Case) -> Found:
    """The page of a web server asks for a login of its own: what was sent is for what is behind.

    That shows where the program took it at its own port, or where it stands in a header of its
    own: a web server reads its login in Authorization alone (RFC 9110 §11.6.2).
    """
    if case.status != HTTPStatus.UNAUTHORIZED or not case.sent.has_any:
        return
    asked = set(case.heard.schemes) & LOGIN_SCHEMES
    if not asked or not case.heard.content.page.is_of_web_server:
        return
    direct = next((one for one in case.neighbours if _is_taken_behind(case, one)), None)
    held = next((key for key in case.sent.keys if key.where == "header"), None)
    if direct is not None:
        said = tr("{host} accepted the same credential.", host=direct.sent.host)
        proof = fact(said, direct.heard_line)
    elif held is not None and case.sent.authorization is None:
        proof = fact(tr("The key stands in {name}.", name=held.name), held.place)
    else:
        return
    realm = min(case.heard.realms, default="")
    own = fact(tr("The web server wrote this page itself."), case.heard_body)
    weight = LIKELY if direct is None else CLEAR
    yield case.refused_for("login-of-front-server", weight, own, proof, realm=realm)


def shut_in_front(case: Case) -> Found:
    """The page of a web server forbids what the program itself gives with the same credential."""
    if case.status != HTTPStatus.FORBIDDEN or not case.sent.has_any:
        return
    direct = next((one for one in case.neighbours if _is_taken_behind(case, one)), None)
    if direct is not None:
        said = tr("{host} accepted the same credential.", host=direct.sent.host)
        own = fact(tr("The web server wrote this page itself."), case.heard_body)
        yield case.refused_for("web-server-rule", CLEAR, own, fact(said, direct.heard_line))


def _is_taken_behind(case: Case, other: Case) -> bool:
    return other.succeeded and case.shares_credential(other) and keeps_it_out(case, other)


RULES = (login_in_front, shut_in_front)
