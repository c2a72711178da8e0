"""Tells whether a request logs in or asks for tokens, by its address and its body."""

import re
from collections.abc import Iterator
from itertools import islice

from inspector.protocol.cached import cached_property
from inspector.protocol.field_names import (
    PASSWORD_PATTERN,
    is_client_name,
    is_client_proof,
    is_login_form,
    is_login_name,
    is_password_name,
    is_second_factor,
)
from inspector.protocol.login_addresses import is_sign_in_step
from inspector.protocol.naming.rpc_logins import is_login_method
from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content

_FIELDS = 60
Pairs = tuple[tuple[str, str], ...]


class Login:
    """What a request says as a login, or as a request for tokens; read when first asked for.

    by_somebody: whether Authorization says already who calls.
    """

    def __init__(
        self, method: str, path: str, query: Pairs, content: Content, *, by_somebody: bool = False
    ) -> None:
        self._method, self._path, self._query = method, path, query
        self._by_somebody = by_somebody
        self._content, self.fields = content, fields_of(content)

    @cached_property
    def grant_type(self) -> str:
        """The grant of a token request, in its body or in the address it is posted to."""
        in_address = dict(self._query).get("grant_type", "") if self._method == "POST" else ""
        return self.fields.get("grant_type", in_address)

    @cached_property
    def is_token_request(self) -> bool:
        """Whether this asks a token endpoint for tokens (RFC 6749)."""
        return bool(self.grant_type) or (
            self._method == "POST"
            and bool(_TOKEN_PATH.search(self._path))
            and ("client_id" in self.fields or "refresh_token" in self.fields)
        )

    @cached_property
    def asks_provider(self) -> bool:
        """Whether a client asks its login provider for tokens or for what leads to them.

        That is a device code (RFC 8628 §3.1) or the handle of a pushed request (RFC 9126 §2).
        """
        begins = self._method == "POST" and "client_id" in self.fields
        return self.is_token_request or (begins and bool(_BEGINS.search(self._path)))

    @cached_property
    def is_of_a_client(self) -> bool:
        """Whether a program names itself and shows its secret: no user's session begins by it."""
        names = [name.rpartition(".")[2] for name in self.members]
        shown = any(map(is_client_name, names)) and any(map(is_client_proof, names))
        return shown and not any(map(is_password_name, names))

    @property
    def is_sign_up(self) -> bool:
        """Whether the address is that of a registration."""
        return _SIGN_UP.search(self._path) is not None

    @cached_property
    def is_login(self) -> bool:
        """Whether this sends a user name and a password to a login."""
        if self.is_sign_up or self._is_of_another:  # a new password is no wrong one
            return False
        posted = self._method == "POST" and is_login_form(self.fields) and not self._is_of_a_thing
        posted = posted or self._is_put_login or self._answers_a_challenge or self._is_by_code
        posted = posted or self._is_login_call or self._is_xml_login
        return posted or bool(self._query_login or self._deep_login)

    @property
    def makes_a_user(self) -> bool:
        """Whether somebody known posts what another user is to have."""
        return self._method == "POST" and self._is_of_another

    @property
    def _is_of_another(self) -> bool:
        """Whether somebody known names a user, with a password, where users are kept."""
        return self._by_somebody and _OF_USERS.search(self._path) is not None

    @cached_property
    def _is_of_a_thing(self) -> bool:
        """Whether somebody known posts a password that no name stands beside: of a share, a door.

        Where it shows once more who calls, the address says so.
        """
        if not self._by_somebody or is_sign_in_step(self._path, self._query):
            return False
        deep = (name for name, _ in self._content.scalars())
        return not any(map(is_login_name, (*self.fields, *deep)))

    @property
    def _is_by_code(self) -> bool:
        """Whether a user logs in with a code that was sent to them, and with no password."""
        named = any(map(is_login_name, self.fields)) and any(map(is_second_factor, self.fields))
        return self._method == "POST" and named and is_sign_in_step(self._path, self._query)

    @property
    def _is_put_login(self) -> bool:
        """Whether a name and a password are put to an address that logs in.

        Elsewhere they are those of somebody whom another one makes or changes.
        """
        named = any(map(is_password_name, self.fields)) and any(map(is_login_name, self.fields))
        return self._method == "PUT" and named and is_sign_in_step(self._path, self._query)

    @cached_property
    def _answers_a_challenge(self) -> bool:
        """Whether a login sends the answer to a challenge in place of the password."""
        names = {name.lower() for name in (*self.fields, *dict(self._query))}
        named = any(map(is_login_name, names - {"name"}))
        return "response" in names and named and is_sign_in_step(self._path, ())

    @cached_property
    def _is_login_call(self) -> bool:
        """Whether this calls a login over JSON-RPC, or any method of XML-RPC.

        XML-RPC has no place of its own for a login: name and password stand among the parameters.
        """
        if self._content.is_xml and "<methodCall" in self._content.text[:400]:
            return self._content.text[:4000].count("<param>") >= _NAME_AND_PASSWORD
        outer = self._content.object
        inner = outer.get("params")
        return self._method == "POST" and any(
            _names_a_login(call) for call in (outer, inner) if isinstance(call, dict)
        )

    @property
    def _is_xml_login(self) -> bool:
        """Whether an element of XML has a password as an attribute."""
        if self._method != "POST" or not self._content.is_xml:
            return False
        return _IN_XML.search(self._content.text[:_START]) is not None

    @cached_property
    def _deep_login(self) -> str:
        """The password of a login that lies deep in a JSON object, empty without one."""
        if self._method != "POST" or not self._content.object:
            return ""
        deep = list(self._content.scalars())
        signs_in = _SIGNS_IN.search(self._path) is not None
        named = (
            str(v)
            for k, v in deep
            if v and (is_password_name(k) or (signs_in and _SECRET.match(k)))
        )
        held = "" if self._is_of_a_thing else next(named, "")
        return held or _graphql_password(self._content.object)

    @cached_property
    def is_in_soap_header(self) -> bool:
        """Whether a SOAP call brings name and password in its header: it asks for what follows."""
        if not self._content.is_xml or not self.is_login:
            return False
        return _SOAP_HEADER.search(self._content.text[:_START]) is not None

    @cached_property
    def is_beside_a_call(self) -> bool:
        """Whether name and password go along with a call that asks for something else.

        They stand in a SOAP header, or in the query of an address that is no login, so that words
        about a right are about what was asked for.
        """
        called = bool(self._query_login) and not is_sign_in_step(self._path, self._query)
        return self.is_in_soap_header or called

    @cached_property
    def _query_login(self) -> str:
        """The user of a name and password in the query, empty without both."""
        found = {name.lower(): value for name, value in self._query if value}
        if "p" in found:
            return found.get("u", "")
        if not self._answers_a_challenge and not any(map(is_password_name, found)):
            return ""
        users = (v for n, v in found.items() if n == "u" or (is_login_name(n) and n != "name"))
        return next(users, "")

    @cached_property
    def members(self) -> dict[str, str]:
        """The texts of a body by their paths (`auth.user.name`): a form's fields have no dots."""
        return dict(islice(_paths(self._content.object), _FIELDS)) or self.fields

    @cached_property
    def login_user(self) -> str:
        """The user name of a login."""
        for name, value in self.fields.items():
            if is_login_name(name):
                return value
        return self._query_login or (self._deep_user if self._deep_login else "")

    @property
    def _deep_user(self) -> str:
        """The user of a login that lies deep in a JSON object: `user.name`, `account.email`."""
        for path, value in self.members.items():
            outer, _, name = path.rpartition(".")
            own = name != "name" or is_login_name(outer.rpartition(".")[2])
            if value and own and is_login_name(name):
                return value
        return ""


# finds `/v3/auth/tokens`, `/sessions`
# but not `/authors`
_SIGNS_IN = lazy_re(r"(?i)/(?:auth|log_?in|sign_?in|tokens?|sessions?|authenticat\w{1,4})(?=/|$)")
# finds `secret`, `application_secret`
# but not `secret_question`
_SECRET = lazy_re(r"(?i)(?:\w{1,20}_)?secret$")
# finds `login(name: "a", password: "b")`, `signIn(input: {email: $e, password: $secret})`
# but not `changePassword(token: $t)`
_IN_GRAPHQL = lazy_re(
    rf"(?i)\b(?:{PASSWORD_PATTERN})\s{{0,9}}:\s{{0,9}}(?:\"([^\"]{{1,200}})\"|\$(\w{{1,80}}))"
)
_IN_XML = lazy_re(rf"(?i)<[^<>]{{0,400}}\s(?:{PASSWORD_PATTERN})\s?=\s?([\"'])[^\"'<>]{{1,200}}\1")
_START = 8_000
# finds `<s:Header><Login><password>` before the end of the header
# but not `<s:Header/><s:Body><login><password>`
_SOAP_HEADER = lazy_re(
    rf"(?i)<(?:[\w-]{{1,20}}:)?Header[\s>](?:(?!Header[\s>]|Body[\s>]).){{0,6000}}<(?:[\w-]{{1,20}}:)?(?:{PASSWORD_PATTERN})\b",
    re.DOTALL,
)
# finds `/register`, `/users/create`, `/create-account`
# but not `/users/login`, `/created`
_SIGN_UP = lazy_re(
    r"(?i)/(?:register|registration|sign[-_]?up|(?:create|add|new)[-_]?(?:account|user)|"
    r"(?:account|user)s?[-_/.](?:create|add|new))/?$"
)
# finds `/api/users`, `/organisations/7/members/`
# but not `/users/login`, `/user`
_OF_USERS = lazy_re(r"(?i)/(?:users|accounts|members|people|customers|identities)/?$")
_BEGINS = lazy_re(r"(?i)/(par|device(?:[_/-]?(?:auth\w*|code))?)(/|$)")
_TOKEN_PATH = lazy_re(r"(?i)/(token|oauth2?|access_token|refresh)(/|$|\?|\.)")

_NAME_AND_PASSWORD = 2


def _names_a_login(call: dict[str, object]) -> bool:
    """Whether a call names a login, with its arguments one after the other, or a user by name."""
    method, given = call.get("method"), call.get("args", call.get("params"))
    if not isinstance(method, str) or not is_login_method(method):
        return False
    return any(map(is_login_name, given)) if isinstance(given, dict) else bool(given)


def _graphql_password(call: dict[str, object]) -> str:
    """Return the password among the arguments of a GraphQL query, or the variable that holds it."""
    found = _IN_GRAPHQL.search(str(call.get("query", "")))
    given = call.get("variables")
    if found is None:
        return ""
    return found[1] or (str(given.get(found[2], "")) if isinstance(given, dict) else "")


def fields_of(content: Content) -> dict[str, str]:
    """Return the texts of a form, JSON object or multipart body, outermost (two levels of JSON)."""
    if content.form:
        return content.form
    if content.is_xml:
        return dict(islice(content.xml_leaves(), _FIELDS))
    found: dict[str, str] = {}
    for name, value in list(content.object.items())[:_FIELDS]:
        if isinstance(value, str):
            found[name] = value
        elif isinstance(value, list):
            found.update(_in_a_list(value))
        elif isinstance(value, dict):
            found.update((inner, text) for inner, text in value.items() if isinstance(text, str))
    return found


def _paths(members: dict[str, object], depth: int = 0) -> Iterator[tuple[str, str]]:
    for name, value in members.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from ((f"{name}.{path}", text) for path, text in _paths(value, depth + 1))


_DEEPEST = 8


def _in_a_list(values: list[object]) -> dict[str, str]:
    """Return secrets that stand in a list as `token:…`, as JSON-RPC servers have it."""
    pairs = (one.partition(":") for one in values[:10] if isinstance(one, str))
    return {name: value for name, mark, value in pairs if mark and name == "token"}
