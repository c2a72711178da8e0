"""Things that may just not be there: the address names one, or the words of a 404 do."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.protocol.field_names import names_a_thing
from inspector.protocol.patterns import lazy_re


def asks_for_a_thing(case: Case) -> bool:
    """Whether the address ends in one thing's number, or reads a file or what belongs to a thing.

    The reply may name it as well: a member of it is the last part of the address.
    """
    thing = _last_part(case)
    if _THING.search(thing) is not None or _is_named(case, thing):
        return True
    path = case.sent.path.rstrip("/")
    by_query = any(names_a_thing(name) and value for name, value in case.sent.query)
    file = _FILE.search(path) is not None and not _is_given_elsewhere(case, thing)
    return case.sent.is_safe and (by_query or file or _NUMBERED.search(path) is not None)


def may_be_made_there(case: Case) -> bool:
    """Whether WebDAV says that nothing is there yet, or something already (RFC 4918 §9.3.1).

    Its servers send their challenge along with every reply.
    """
    if case.status == HTTPStatus.METHOD_NOT_ALLOWED:
        return case.sent.method == "MKCOL"
    absent = case.status == HTTPStatus.NOT_FOUND and case.heard.gives_no_reason
    return absent and case.sent.has_any and "MKCOL" in case.heard.offered_methods


def speaks_of_addresses(case: Case) -> bool:
    """Whether the reply says that an address is not there, or that very path, as routers do."""
    if _OF_ADDRESSES.search(case.heard.words) is not None:
        return True
    then = case.heard.content.text[:_MOST_READ].partition(case.sent.path)[2]
    return len(case.sent.path) > 1 and _NOT_THERE.match(then) is not None


_MOST_READ = 2_000
# finds `the requested url was not found`
# but not `the order was not found`
_OF_ADDRESSES = lazy_re(r"(?i)\b(?:url|uri|path|page|endpoint|(?:requested|target) resource)\b")
# finds `/machines does not exist`, `'/api/login' was not found`
# but not `/orders: no order of that name`
_IS_NOT_THERE = r"[\"'`]? (?:was |is |does |could )?not (?:be )?(?:found|exist)"
_NOT_THERE = lazy_re(rf"(?i){_IS_NOT_THERE}")


def _is_given_elsewhere(case: Case, name: str) -> bool:
    """Whether a file of that name was given below another path: then the path may be the wrong."""
    given = (one for one in (*case.before, *case.after) if one.succeeded)
    return any(one.sent.path != case.sent.path and _last_part(one) == name for one in given)


def misses_a_thing(case: Case) -> bool:
    """Whether the address ends in what looks like a name, or a read's reply says what it misses.

    A name is what stands behind a word for people or things, where it is read. What is done to a
    thing misses it in the path's own word for it.
    """
    if _NAME.search(_last_part(case)) is not None:
        return True
    if case.sent.is_safe and _ONE_OF_MANY.search(case.sent.path) is not None:
        return True
    missed = _MISSES_A_THING.search(case.heard.words)
    return missed is not None and (case.sent.is_safe or _is_of_the_path(case, missed[0]))


def _is_of_the_path(case: Case, words: str) -> bool:
    """Whether what words miss is a thing that the path, but for its end, is about."""
    about = {part.lower().removesuffix("s") for part in case.sent.path.split("/")[1:-1] if part}
    return any(word.lower().removesuffix("s") in about for word in words.split())


def _last_part(case: Case) -> str:
    return case.sent.path.rstrip("/").rpartition("/")[2]


# finds `/shop/trunk/notes.txt`, `/files/cube.gcode`
# but not `/index.php`, `/orders.json`, `/api/v2.0`
_FILE = lazy_re(
    r"(?i)/[^/.][^/]*\.(?!(?:php|jsp|jspx|asp|aspx|ashx|asmx|do|cgi|pl|py|json|xml|ya?ml|html?|svc|"
    r"action|wsgi|cfm|atom|rss)$)[a-z][a-z0-9]{1,7}$"
)
# finds `/books/9/cover`
# but not `/api/2/orders`, `/v/3/orders`
_NUMBERED = lazy_re(r"(?i)/(?!(?:api|rest|v|version|services?)/)[a-z][^/]*/\d+/[^/]+$")


def _is_named(case: Case, thing: str) -> bool:
    """Whether a member of the reply is, or speaks of, just what the address asked for.

    Then that is what is missing; a whole path in the words is the address itself. A page says of it
    that it is not there.
    """
    if len(thing) < _TELLING:
        return False
    alone = rf"(?<![/\w-]){re.escape(thing)}(?![/\w-])"
    if case.heard.content.is_html:
        text = case.heard.content.page.text[:_MOST_READ]
        return re.search(alone + _IS_NOT_THERE, text) is not None
    named = re.compile(alone)
    return any(named.search(text[:_LONGEST]) for text in _texts(case.heard.content.json))


_TELLING, _LONGEST = 3, 600  # characters


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a JSON value, those of its own members and of theirs."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in parts:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from (text for text in one.values() if isinstance(text, str))


# finds `99`, `99.json`, `6f1c2a3b-0000-4000-8000-5a6b7c8d9e0f`, `none00000000001`
# but not `orders`, `oauth2`
_THING = lazy_re(
    r"(?i)^(?:\d+(?:\.(?:json|xml))?|[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9a-f]{16,}|"
    r"(?=(?:[a-z]*\d){4})(?=\d*[a-z])[a-z0-9]{10,40})$"
)
# finds `ada@example.org`, `%23quay:example`, `mail-7`
# but not `orders`, `v2.0`, `oauth2`, `index.php`
_NAME = lazy_re(r"(?i)@|:|%(?:23|40|3a)|^(?!v\d)[a-z]\w{0,40}[-_.]\d[\w.-]{0,40}$")
# finds `/api/user/nobody`, `/projects/shop`
# but not `/api/users/me`, `/orders`, `/user/login`
_ONE_OF_MANY = lazy_re(
    r"(?i)/(?:users?|members?|groups?|accounts?|people|customers?|projects?|repos(?:itories)?|"
    r"packages?|tags?|topics?|channels?|rooms?|buckets?|databases?|posts?|articles?|products?|"
    r"books?|albums?|devices?|hosts?|images?)/(?!(?:me|self|current|list|all|search|new|info|status|"
    r"stats|count|who\w*|log(?:in|out)|sign\w*|auth\w*|register|profile|password|token|session)s?/?$)"
    r"[a-z][\w-]{1,40}/?$"
)
# finds `room alias x not found`, `no objects found`, `no such zone`
# but not `404 not found`, `not found 404 not found`, `resource not found`, `no route found`
_MISSES_A_THING = lazy_re(
    r"(?i)\bno (?!such\b|route|handler|resource|method)[a-z]{3,20} (?:was |were )?found\b|"
    r"\bno such (?!route|handler|resource|method)[a-z]{3,20}\b|"
    r"\b(?!was|is|were|error|http|status|resource|route|handler|method|found\b)[a-z]{3,20}"
    r"(?: [^\s]{1,80})? (?:was |is |were )?not found\b|"
    r"\bcould not find (?:the )?(?!requested|resource|route|handler|method|\S+ credential)"
    r"[a-z]{3,20}\b"
)
