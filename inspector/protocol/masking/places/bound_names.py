"""Values that a name is bound to elsewhere: in GraphQL, by a script, in a call of JSON-RPC."""

from collections.abc import Iterator

from inspector.model.message import Span
from inspector.protocol.masking.places.member_values import is_secret_value
from inspector.protocol.masking.places.neighbours import Neighbours
from inspector.protocol.masking.places.values import inside, value_after
from inspector.protocol.naming.promises import promise
from inspector.protocol.naming.rpc_logins import LOGIN_WORDS, weblog_login
from inspector.protocol.patterns import lazy_re

_CERTAIN = frozenset({"secret", "password", "factor"})
# finds `password: $p`
# but not `$p: String!`
_ARGUMENT = lazy_re(r"\b([A-Za-z_]\w{0,80})[ \t]{0,9}:[ \t]{0,9}\$([A-Za-z_]\w{0,80})")
_MEMBER = lazy_re(r"""["'](\w{1,80})(?=\\{0,3}["']\s{0,20}:)""")
# finds `.set("token", "k7Qz")`, `("token", "k7Qz")`
# but not `.set("token", value)`
_CALL = lazy_re(
    r"""(?P<setter>\.set\w{0,40})?\(\s{0,9}\\{0,3}["'`](?P<name>[\w.\-]{1,80})\\{0,3}["'`]\s{0,9},"""
    r"""\s{0,9}(?:"((?:[^"\\\n]|\\.)*+)"|'((?:[^'\\\n]|\\.)*+)'|`((?:[^`\\]|\\.)*+)`"""
    r"""|\\"((?:[^"\\]|\\\\\\"|\\\\\\\\|\\[^"\\])*+)\\")"""
)
# A login by JSON-RPC or XML-RPC: its arguments have places and no names, the password is the last.
# finds `"method": "session.login"`, `<methodName>login<`
# but not `"method": "catalogue"`
_LOGIN_CALL = lazy_re(
    r"""(?i)(?:"method"\s{0,9}:\s{0,9}"|<methodName>)(?:[\w./:-]{0,60}[./:_])?"""
    rf"""{LOGIN_WORDS}["<]"""
)
_TEXTS = r"""\s{0,9}(?:"(?:[^"\\]|\\.)*+"|[\w.{}-]{1,40})\s{0,9}"""
_ARGUMENTS = lazy_re(
    rf"""(?i)"(?:params|args)"\s{{0,9}}:\s{{0,9}}\[({_TEXTS}(?:,{_TEXTS}){{0,7}})\]"""
)
_XML_ARGUMENTS = lazy_re(r"(?i)<params>((?:[^<]|<(?!/params>)){1,2000})</params>")
_TEXT = lazy_re(r'"((?:[^"\\]|\\.){0,400}+)"|<string>([^<]*)</string>|<value>([^<\s][^<]*)</value>')
_FILLED_IN = ("{{", "${")


def graphql_variables(text: str) -> Iterator[Span]:
    """Yield the values of variables that arguments with secret names are bound to."""
    names = {each[2] for each in _ARGUMENT.finditer(text) if promise(each[1]) in _CERTAIN}
    if not names:
        return
    for found in _MEMBER.finditer(text):
        if found[1] in names:
            yield from value_after(text, found.span(1), "password")


def script_values(text: str) -> Iterator[Span]:
    """Yield what a script hands on under a secret name, as `pm.environment.set` does.

    A call that sets nothing may as well say what a field is called.
    """
    for found in _CALL.finditer(text):
        span = found.span(found.lastindex or 0)
        value, promised = text[slice(*span)], promise(found["name"])
        if not promised or any(sign in value for sign in _FILLED_IN):
            continue
        judged = promised if found["setter"] or promised != "secret" else "password"
        if is_secret_value(judged, value, Neighbours(""), 0):
            yield from inside(text, span, found["name"])


def login_arguments(text: str) -> Iterator[Span]:
    """Yield the password of a login by RPC: the last of the texts that it is called with.

    One that is alone is a password or a token, as where there are no users.
    Every call to a weblog has one, in a place of its own.
    """
    if (told := weblog_login(text)) is not None:
        yield told.password
        return
    if not _LOGIN_CALL.search(text):
        return
    for pattern in (_ARGUMENTS, _XML_ARGUMENTS):
        for found in pattern.finditer(text):
            texts = [*_TEXT.finditer(text, *found.span(1))]
            if len(texts) > 1 or (texts and pattern is _ARGUMENTS):
                yield texts[-1].span(texts[-1].lastindex or 0)
