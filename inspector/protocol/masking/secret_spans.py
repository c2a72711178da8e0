"""Finds secrets in any text: by the name beside them (JSON, forms, URLs, XML, HTML) or their shape.

The text is recorded bytes as Latin-1 characters, so the spans are byte offsets.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from inspector.model.message import Span
from inspector.protocol.field_names import (
    OWN_ENDS,
    PARAMETER_WORDS,
    STEMS,
    is_password_name,
    is_secret_name,
    may_name_a_key,
)
from inspector.protocol.keys.key_shapes import find
from inspector.protocol.keys.path_keys import path_key_spans
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.masking.masks import merged
from inspector.protocol.masking.places.bound_names import (
    graphql_variables,
    login_arguments,
    script_values,
)
from inspector.protocol.masking.places.encoded_fields import encoded_json, encoded_names
from inspector.protocol.masking.places.member_values import (
    ERROR_CODE,
    is_secret_alone,
    is_secret_value,
)
from inspector.protocol.masking.places.members import member_spans
from inspector.protocol.masking.places.neighbours import Neighbours
from inspector.protocol.masking.places.sentences import login_in_address, told_in_words
from inspector.protocol.masking.places.values import JSON, name_around, value_after
from inspector.protocol.naming.promises import is_secret_parameter, promise
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import PLAIN_SCHEMES

_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}

_WORDS = "|".join(PARAMETER_WORDS)
_PARAMETER = lazy_re(rf"""[?&#](?:{_WORDS})=([^&\s"'<>#]+)""", re.IGNORECASE)
_FIRST_PARAMETER = lazy_re(rf"""(?:\A|[\s"'])(?:{_WORDS})=([^&\s"'<>#]+)(?=&)""", re.IGNORECASE)
_FORM_FIELD = lazy_re(rf"(?:\A|&)(?:{_WORDS})=([^&\s]+)", re.IGNORECASE)
_BETWEEN, _NUMBER = r"&(?:[^&\s]{1,200}&){0,6}?", r"\d{1,9}(?:[&\s]|\Z)"
# A form of the two shortest names, as Fossil and Subsonic have it: each alone may be anything, and
# two numbers are a user's page.
# finds `u=alice&p=1234`
# but not `p=amber&q=2`, `u=7&p=51`
_SHORT_PAIR = lazy_re(
    rf"(?:\A|[?&])u=(?!\d{{1,9}}{_BETWEEN}p={_NUMBER})[^&\s]{{1,200}}{_BETWEEN}p=([^&\s]{{1,400}})|"
    rf"(?:\A|[?&])p=(?!\d{{1,9}}{_BETWEEN}u={_NUMBER})([^&\s]{{1,400}}){_BETWEEN}u=[^&\s]"
)
# Names that end as those of keys do, without a word that `STEMS` has.
# finds `?ws_ticket=pLq0Xz1Kt2rWn3bYc4dH`
# but not `?page=pLq0Xz1Kt2rWn3bYc4dH`
_OWN_PARAMETER = lazy_re(
    rf"""(?i)(?:\A|[?&])([\w.-]{{1,60}}(?:{"|".join(OWN_ENDS)}))=([^&\s"'<>#]{{20,2000}})"""
)
# What a raw sign in a password cuts off: it stands alone, without a value.
# finds `?user=lena&password=kelp&tide44`
# but not `on` in `?password=kelp&on=1`
_CUT_OFF = lazy_re(
    r"""(?:\A|[?&])([\w.%-]{1,60})=[^&\s"'<>#]{1,400}[&#]"""
    r"""([^&=\s"'<>#/!?]{2,200})(?=[&\s"'<>]|\Z)"""
)
# The session of JSON-RPC services, the login of a container registry.
_JSON_AUTH = lazy_re(r"""["']auth["']\s{0,9}:\s{0,9}["']([A-Za-z0-9+/_=\-.]{8,})["']""")
# Numbers that open something, under names that are secret in JSON alone.
_DIGIT_NAMES = ("pin", "passcode", "cvv", "cvc")
# finds `"pin": 1234`
# but not `"pinned": 1234`
_DIGITS_NAMED = lazy_re(
    r"""["'](?:[A-Za-z0-9_-]{0,40}(?:[_-]|(?<=[a-z0-9])(?=[PC])))?
        (?i:pin(?:[_-]?(?:code|number))?|passcode|cvv2?|cvc2?)["']\s{0,20}:\s{0,20}
        (?:"(?=[^"\\]{0,20}[0-9])([^"\\]{3,40})"|'(?=[^'\n]{0,20}[0-9])([^'\n]{3,40})'
        |([0-9]{3,40}))""",
    re.VERBOSE,
)
_ESCAPED_NAME = lazy_re(
    r"""["']([^"'\\\n]{0,80}(?:\\{1,3}u[0-9A-Fa-f]{4}[^"'\\\n]{0,80}){1,40})(?=\\{0,3}["']\s{0,20}:)"""
)
_CHARACTER = lazy_re(r"\\{1,3}u([0-9A-Fa-f]{4})")
_USER_INFO = lazy_re(r"""://([^/?#@\s"'<>]{1,500})@""")
_WORD_OF_LANGUAGE = lazy_re(r"[A-Z]?[a-z_.\-]+=?")
_VERSION = lazy_re(r"HTTP/\d(?:\.\d)?")
_SCHEMES = tuple(sorted(PLAIN_SCHEMES))
_AFTER_SCHEME = lazy_re(r"[ \t]+([A-Za-z0-9\-._~+/]{8,}=*)")
_ANY_WORD = lazy_re("|".join(map(re.escape, (*STEMS, *_SCHEMES))))
_SHORT = 200  # up to here one pattern is quicker than a search for each word


def text_spans(text: str, *, is_form: bool = False) -> tuple[Span, ...]:
    """Return the places of secrets, in order; is_form: the whole text is a query or form."""
    lower = _small(text)
    spans = [span for span, _ in find(text)]
    if len(text) > _SHORT or _ANY_WORD.search(lower):
        spans += _named(text, lower)
        spans += _after_schemes(text, lower)
    spans += member_spans(text, lower, is_form=is_form)
    if is_form and "=" in text:
        spans += _groups(_FORM_FIELD, text)
    if any(word in lower for word in _DIGIT_NAMES):
        spans += _last_groups(_DIGITS_NAMED, text)
    for sign, read in _READERS:
        if sign in text:
            spans += read(text)
    return merged(spans)


def is_secret_pair(name: str, value: str, *, is_form: bool = False) -> bool:
    """Whether what stands under a name, alone, is a secret; is_form: in a form or query."""
    promised = promise(name)
    if is_form and is_secret_parameter(name):
        return promised == "secret" or is_secret_alone(promised, value)
    return is_secret_value(promised, value, Neighbours(""), 0)


def field_spans(name: str, value: str) -> tuple[Span, ...]:
    """Return the secret ranges of a field of a form or query: all of it where its name says so."""
    return ((0, len(value)),) if is_secret_pair(name, value, is_form=True) else text_spans(value)


def _small(text: str) -> str:
    """Return the text in small letters, every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_SMALL)


def _places(lower: str, words: tuple[str, ...]) -> list[int]:
    """Return where the words begin; `find` for each is quicker here than one pattern."""
    places: list[int] = []
    for word in words:
        start = lower.find(word)
        while start >= 0:
            places.append(start)
            start = lower.find(word, start + len(word))
    return sorted(places)


def _after_schemes(text: str, lower: str) -> Iterator[Span]:
    """Find `Bearer abc…` anywhere, unless it goes on with a word of language."""
    for place in _places(lower, _SCHEMES):
        end = place + len(next(word for word in _SCHEMES if lower.startswith(word, place)))
        if place and (text[place - 1].isalnum() or text[place - 1] == "_"):
            continue
        found = _AFTER_SCHEME.match(text, end)
        if not found or _VERSION.fullmatch(text, *found.span(1)):  # GET /digest HTTP/1.1
            continue
        if not _WORD_OF_LANGUAGE.fullmatch(text, *found.span(1)):
            yield found.span(1)


def _parameters(text: str) -> list[Span]:
    """Find parameters such as `code`; an error's number or name after `?code=` is no secret."""
    spans = [*_groups(_PARAMETER, text), *_own(text)]
    if "&" in text:
        spans += _groups(_FIRST_PARAMETER, text)
    if "&" in text or "#" in text:
        spans += _cut_off(text)
    return [span for span in spans if not ERROR_CODE.fullmatch(text, *span)]


def _own(text: str) -> list[Span]:
    """Find the random values of parameters that an API calls its own way: `ws_ticket`."""
    found = _OWN_PARAMETER.finditer(text)
    return [one.span(2) for one in found if may_name_a_key(one[1]) and is_random(one[2])]


def _cut_off(text: str) -> list[Span]:
    """Find what a raw sign cuts off a password."""
    found = _CUT_OFF.finditer(text)
    return [one.span(2) for one in found if is_password_name(one[1].rpartition(".")[2])]


def _groups(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span(1) for found in pattern.finditer(text)]


def _last_groups(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span(found.lastindex or 0) for found in pattern.finditer(text)]


def _named_by_escapes(text: str) -> Iterator[Span]:
    r"""Find the values of JSON names that are written with escapes, `p\u0061ssword`."""
    for found in _ESCAPED_NAME.finditer(text):
        name = _CHARACTER.sub(lambda each: chr(int(each[1], 16)), found[1])
        if is_secret_name(name) or is_password_name(name):
            yield from value_after(text, found.span(1), name)
        elif (value := JSON.match(text, found.end(1))) and _DIGITS_NAMED.match(
            f'"{name}{text[found.end(1) : value.end()]}'
        ):
            yield value.span(value.lastindex or 0)


def _password_part(text: str, span: Span) -> Span:
    """The user's name in a URL stays; alone it may be a token and goes."""
    colon = text.find(":", *span)
    return (colon + 1, span[1]) if colon >= 0 else span


def _named(text: str, lower: str) -> Iterator[Span]:
    done = 0
    for place in _places(lower, STEMS):
        if place < done:
            continue
        start, end = name_around(text, place)
        done = max(done, end)
        name = text[start:end].strip(".$*-")
        known = is_secret_name(name) or name.lower().endswith("cookie")
        if not known and not may_name_a_key(name):
            continue
        for span in value_after(text, (start, end), name):
            if not known and not is_random(text[slice(*span)]):
                continue
            done = max(done, span[1])
            yield span


def _in_user_info(text: str) -> list[Span]:
    return [_password_part(text, span) for span in _groups(_USER_INFO, text)]


# What is read where its sign stands anywhere in the text.
_READERS: tuple[tuple[str, Callable[[str], Iterable[Span]]], ...] = (
    ("=", _parameters),
    ("p=", partial(_last_groups, _SHORT_PAIR)),
    ("/", path_key_spans),
    ("%", encoded_names),
    ("%", partial(encoded_json, read=text_spans)),
    ("\\u", _named_by_escapes),
    ("auth", partial(_groups, _JSON_AUTH)),
    ("@", _in_user_info),
    ("@", login_in_address),
    ("$", graphql_variables),
    ("(", script_values),
    ("method", login_arguments),
    (" ", told_in_words),
)
