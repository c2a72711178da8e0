"""Tells whether a brief success affirms: says what was done, or that all is well.

An API that manages keys, logins and rights speaks of them in its successes: "Key revoked" answers
whoever revoked it, and refuses whoever asked for something else.
"""

from functools import reduce
from urllib.parse import unquote

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.error_bodies import declares_success, gives
from inspector.reading.errors.described_things import describes_a_thing
from inspector.reading.meanings import meanings_of
from inspector.reading.plain_words import plain
from inspector.reading.statements import Statement
from inspector.reading.statuses import SUCCESSES


def affirms(case: Case) -> bool:
    """Whether the words of a success without an error are no refusal."""
    words = case.heard.words
    if _is_the_thing(case) or _gives_back(case) or _is_a_file(case) or _is_a_value_asked_for(case):
        return True
    if declares_success(case.heard.content) or _SUCCESS.search(words):
        return True
    if _WANTS.search(words):
        return False
    return _IS_WELL.search(words) is not None or _is_what_was_asked_for(case, words)


def tells_a_visitor_so(case: Case) -> bool:
    """Whether somebody who shows nothing asks whether they are logged in, and is told."""
    asked = case.sent.is_safe and not case.sent.has_any and case.status in SUCCESSES
    return asked and _ASKS_WHO.search(case.sent.path) is not None


# finds `/skServer/loginStatus`, `/auth/check`, `/session/state`, `/api/whoami`
# but not `/login`, `/status`, `/orders/check`
_ASKS_WHO = lazy_re(
    r"(?i)/(?:(?:log-?in|auth(?:entication)?|session|user|security)[/_-]?(?:status|state|check|info)|"
    r"whoami|who-?is-?there|is[_-]?(?:logged[_-]?in|authenticated|logged))(?:\.\w{2,5})?/?$"
)


def _is_the_thing(case: Case) -> bool:
    """Whether the body names itself as the thing that the path asks for: its words are data.

    `GET /orders` is answered with a list called `orders` too, were it empty. A ticket or note that
    is described is data as well, unless the path asks for another one by its number.
    """
    body, asked = case.heard.content.object, unquote(case.sent.path).rstrip("/").rpartition("/")[2]
    if asked and case.sent.is_safe and gives(case.heard.content, asked):
        return True
    names = [one for name in _NAMES if isinstance(one := body.get(name), (str, int))]
    if case.sent.is_safe and asked and asked in map(str, names):
        return True
    another = asked.isdecimal() and any(str(one).isdecimal() for one in names)
    told = describes_a_thing(case.heard.content) and not case.sent.is_login
    return told and not (another and case.sent.is_safe)


def _is_a_value_asked_for(case: Case) -> bool:
    """Whether GraphQL gives a text for a field that is named so by nobody who tells an error."""
    data, asked = case.heard.content.object.get("data"), case.sent.content.object.get("query")
    failed = bool(case.heard.content.object.get("errors"))
    if failed or not isinstance(data, dict) or not isinstance(asked, str):
        return False
    texts = [name for name, value in data.items() if isinstance(value, str)]
    return bool(texts) and not any(_TELLS.search(name) for name in texts)


# finds `error`, `message`, `loginError`
# but not `help`, `title`
_TELLS = lazy_re(r"(?i)err(?:or)?s?$|messages?$|msg$|reason$|status$|detail")


def _is_a_file(case: Case) -> bool:
    """Whether a web server handed over a file as it lies on its disk: nobody wrote a refusal there.

    Parts of it can be asked for, and it has a date of its own (RFC 9110 §8.8.2, §14.3).
    """
    names = {header.name.lower() for header in case.heard.headers}
    return names >= _OF_A_FILE and not case.heard.content.is_html


_OF_A_FILE = frozenset({"last-modified", "etag", "accept-ranges", "content-length"})


def _gives_back(case: Case) -> bool:
    """Whether all that sounds like a refusal is what the request itself had said: a note."""
    content = case.sent.content
    sent = (*content.scalars(), *case.sent.fields.items(), *case.sent.query)
    texts = (str(text) for _, text in sent)
    said = [text for text in texts if len(text) >= _SAYS_SOMETHING]
    rest = tuple(_without(one, said) for one in case.heard.statements)
    return rest != tuple(case.heard.statements) and not meanings_of(rest, case.status or 0)


def _without(one: Statement, said: list[str]) -> Statement:
    """Return what is left of a statement without the texts that were sent."""
    text = reduce(lambda words, part: words.replace(part, " "), said, one.text)
    return msgspec.structs.replace(one, text=text, plain=plain(text)) if text != one.text else one


_SAYS_SOMETHING = 8  # characters: fewer stand in other words by chance
_NAMES = ("id", "_id", "uuid", "key", "slug", "name", "number")


def _is_what_was_asked_for(case: Case, words: str) -> bool:
    """Whether who is told of a deed asked for it: a method that changes things, or its name."""
    told = _DEED.search(words)
    if told is None:
        return False
    return not case.sent.is_safe or told[0].removesuffix("ed") in case.sent.path.lower()


# finds `password changed successfully`
# but not `your password has expired`
_SUCCESS = lazy_re(r"\b(?:success\w*|sent|updated|created|saved|thank\w*|welcome|done|completed)\b")
# finds `please log in`, `no such key`, `your token was revoked`
# but not `key revoked`
_WANTS = lazy_re(
    r"\b(?:not|no|non|never|\w{2,8}n't|please|must|should|need\w*|cannot|unable|requires?d?|"
    r"invalid|wrong|denied|refused|rejected|failed|failure|error|illegal|missing|try|contact|"
    r"your?|already|because|unauthori[sz]ed|forbidden|again)\b"
)
# finds `token is valid`, `login ok`, `hello ann`, `address added`
# but not `a valid token is required`, `key revoked`
_IS_WELL = lazy_re(
    r"\b(?:is|are) (?:now |still )?(?:valid|active|enabled|verified|confirmed|fine)\b|"
    r"\b(?:ok|okay|hello|hi|unlocked|refreshed|renewed|rotated|regenerated|enabled|activated|added|"
    r"granted|assigned|accepted|registered|issued|recorded|logged in|signed in)\b"
)
# finds `key revoked`, `user locked`
# but not `key revocation is due`
_DEED = lazy_re(
    r"\b(?:revoked|deleted|removed|locked|disabled|deactivated|suspended|blocked|banned|ended|closed|"
    r"terminated|invalidated|cleared|changed|logged out|signed out)\b"
)
