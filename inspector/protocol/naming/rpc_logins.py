"""Finds name and password among the parameters of a remote call, which have places and no names.

The APIs of weblogs (Blogger, MetaWeblog, Movable Type, WordPress) fix the places for each method.
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re

# finds `<methodName>wp.getPosts</methodName>`
# but not `<method>wp.getPosts</method>`
_METHOD = lazy_re(r"<methodName>\s{0,40}([\w.:/-]{1,100})\s{0,40}</methodName>")
# finds `<param><value><int>7</int></value></param>`
# but not `<params></params>`
_PARAMETER = lazy_re(r"<param>((?:[^<]|<(?!/param>)){0,2000})</param>")
# finds `<value><string>ann</string></value>`
# but not `<value><int>7</int></value>`
_TEXT = lazy_re(
    r"\s{0,40}<value>\s{0,40}(?:<string>)?([^<>]{0,2000})(?:</string>)?\s{0,40}</value>\s{0,40}"
)
# Which parameter is the password, counted from 0; the name stands before it.
_PASSWORD_OF_APIS = {"wp": 2, "metaweblog": 2, "mt": 2, "blogger": 3}
_PASSWORD_OF_METHODS = {
    "wp.getusersblogs": 1,
    "metaweblog.getusersblogs": 2,
    "blogger.getusersblogs": 2,
    "blogger.getuserinfo": 2,
}


LOGIN_WORDS = r"(?:log_?in|logon|sign_?in|authenticate)"
"""Pattern of what a method that logs in is called, in any letters."""
# finds `auth.login`
# but not `logins.count`
_LOGIN_CALL = lazy_re(rf"(?i)(?:^|[._/]){LOGIN_WORDS}$")


def is_login_method(name: str) -> bool:
    """Whether a method of JSON-RPC or the like is called after a login: `auth.login`."""
    return _LOGIN_CALL.search(name) is not None


class RpcLogin(NamedTuple):
    """Where name and password of a call stand in its text."""

    user: Span
    password: Span


def weblog_login(text: str) -> RpcLogin | None:
    """Return the login of a call to a weblog's API, None for any other text."""
    named = _METHOD.search(text)
    method = named[1].lower() if named is not None else ""
    of_api = _PASSWORD_OF_APIS.get(method.partition(".")[0])
    place = _PASSWORD_OF_METHODS.get(method, of_api)
    given = list(_texts(text)) if place is not None else []
    if place is None or len(given) <= place:
        return None
    user, password = given[place - 1], given[place]
    return RpcLogin(user, password) if user is not None and password is not None else None


def rpc_login(text: str) -> RpcLogin | None:
    """Return the login of any call: where no API fixes its places, the last two texts."""
    told = [span for span in _texts(text) if span is not None]
    last = RpcLogin(*told[-2:]) if len(told) > 1 else None
    return weblog_login(text) or last


def _texts(text: str) -> Iterator[Span | None]:
    """Yield the place of each parameter's text, None for one that is no text."""
    for parameter in _PARAMETER.finditer(text):
        found = _TEXT.fullmatch(text, *parameter.span(1))
        yield found.span(1) if found is not None else None
