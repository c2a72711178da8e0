"""A login that is not written as it is read: another kind of body, a part left out."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from itertools import chain
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import (
    has_password,
    is_login_name,
    is_password_name,
    password_among,
)
from inspector.protocol.patterns import lazy_re, word_set
from inspector.reading.errors.field_errors import fields_named
from inspector.reading.statements import Statement
from inspector.reading.statuses import (
    CHALLENGES,
    LACKS_A_FIELD,
    MAY_REFUSE_CREDENTIAL,
    MISREAD_REQUEST,
    TURNS_AWAY,
)

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
TWICE = "json twice"
_LOOK = 8_000
# finds `username=lena&password=plum-42`
# but not `{"username":"lena"}`
_PAIRS = lazy_re(r"[\w.\[\]%-]{1,80}=[^&\s]{0,2000}(?:&[\w.\[\]%-]{1,80}=[^&\s]{0,2000}){1,40}")


def may_be_refused_login(case: Case) -> bool:
    """Whether a request may be a login that was refused, by method and status."""
    posted = case.sent.method == "POST" or case.sent.is_login
    asked = posted and not case.sent.is_token_request
    return asked and case.status in MAY_REFUSE_CREDENTIAL | {HTTPStatus.UNSUPPORTED_MEDIA_TYPE}


def kinds_of_login(case: Case) -> tuple[str, str] | None:
    """Return what a login is called and what it is written as; None where they agree."""
    text = case.sent.message.body[:_LOOK].decode("utf-8", "replace")
    if not may_be_refused_login(case) or not has_password(text.replace("\\", "")):
        return None
    return kinds_of_body(case)


def kinds_of_body(case: Case) -> tuple[str, str] | None:
    """Return what a body is called and what it is written as; None where they agree."""
    found, body = case.sent.header("content-type"), case.sent.message.body
    if found is None or not body or len(body) > _LOOK:
        return None
    said, written = case.sent.content.type, _written(body.decode("utf-8", "replace").strip())
    is_json = written == JSON and "json" in said
    return None if written in {"", said} or is_json else (said, written)


def kind_wanted(case: Case) -> Statement | None:
    """Return the words that want a login as JSON, where it came as a form, or None."""
    asked = case.sent.is_login and (case.status in _MAY_MISREAD or case.is_hidden_error)
    if not asked or "json" in case.sent.content.type:
        return None
    words = (one for one in case.heard.statements if _WANTS_JSON.search(one.plain))
    unread = (one for one in case.heard.statements if _CANT_PARSE.search(one.plain))
    return next(chain(words, unread if case.sent.content.type == FORM else ()), None)


_MAY_MISREAD = MISREAD_REQUEST | {HTTPStatus.UNAUTHORIZED}  # of who sent no login that was read
# finds `input parameters must be in json format`
# but not `unexpected token in json`
_WANTS_JSON = lazy_re(
    r"\b(?:must|should|expects?|expected|requires?|required|only|wants?|use|send)\b"
    r"(?: \S+){0,5}? (?:application )?json\b|\bjson (?:\w+ )?(?:is |was )?(?:required|expected)\b"
)


# A form is read by everybody who reads forms: who can't parse it wants something else.
# finds `cannot parse request body`, `unexpected token u in json at position 0`, `json parse error`,
# `input should be a valid dictionary or object`, `body must be object`
# but not `cannot parse date`, `body is empty`, `address must be an object`
_CANT_PARSE = lazy_re(
    r"\b(?:can ?not|can t|could not|couldn t|unable to|failed(?: to| when| while)?|"
    r"failure|errors?) "
    r"(?:\S+ ){0,3}?(?:pars(?:e|ing)|decod(?:e|ing)|deserializ(?:e|ing)|read(?:ing)?) "
    r"(?:\S+ ){0,3}?(?:body|json|request|payload)\b|"
    r"\b(?:invalid|malformed|bad|broken) (?:\S+ ){0,2}?json\b|"
    r"\bjson (?:parse|parsing|decode) error\b|"
    r"\bjson (?:\S+ ){0,2}?(?:malformed|invalid)\b|"
    r"\bunexpected (?:token|character) (?:\S+ ){0,6}?json\b|\bexpecting value line 1\b|"
    r"\binvalid character (?:\S+ ){1,3}?looking for beginning of value\b|"
    r"\b(?:input should be|value is not) a valid (?:dict(?:ionary)?|object|model)\b|"
    r"(?:\A|\bbody )(?:should|must) be (?:an? )?(?:valid )?(?:json )?object\b|"
    r"\bexpected object received (?:string|undefined)\b"
)


def bad_login_form(case: Case) -> bool:
    """Whether a login, sent as a form or JSON to a place of logins, is called bad without a word.

    In a recording nobody knows which of the errors was asked about.
    """
    asked = case.sent.is_login and case.sent.is_login_address and stands_alone(case)
    bare = case.heard.gives_no_reason or _NOT_VALID.fullmatch(case.heard.words.strip()) is not None
    bad = case.status in MISREAD_REQUEST and bare
    return asked and bad and case.sent.content.type in {FORM, JSON}


# finds `validation error`, `422 validation failed`
# but not `validation error: email is unknown`
_NOT_VALID = lazy_re(
    r"(?:(?:4\d\d|error|bad request|unprocessable (?:entity|content)|"
    r"(?:request |data |input |body )?validation (?:error|failed|failure|exception)|"
    r"(?:invalid|malformed) (?:input|data|request|body|payload|parameters?))\s{0,3}){1,4}"
)


def _written(text: str) -> str:
    """Return the kind that a text is written as; empty where that can't be told."""
    if _PAIRS.fullmatch(text):
        return FORM
    if text[:1] not in {"{", '"'}:
        return ""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if isinstance(read, str) and read[:1] == "{":
        return TWICE
    return JSON if isinstance(read, dict) else ""


def password_in_query(case: Case) -> str:
    """Return the name of the password beside a name in the query; empty where either is missing."""
    names = [name for name, value in case.sent.query if value]
    held = password_among(names)
    return held if held and any(map(is_login_name, names)) else ""


# ---------------- The reply misses a field, and the same was sent under another name
class OtherField(NamedTuple):
    """wanted: the name that the reply misses, empty where it only calls what came unexpected.

    sent: under which it came. words: the reply's.
    """

    wanted: str
    sent: str
    words: Statement


def field_under_another_name(case: Case) -> OtherField | None:
    """Return the user's name or password that a login has under another name; None without one."""
    return case.once(_under_another_name)


def _under_another_name(case: Case) -> OtherField | None:
    if not case.sent.is_login or not (case.status in LACKS_A_FIELD or case.is_hidden_error):
        return None
    if (unexpected := _unexpected(case)) is not None:
        return unexpected
    words = next((one for one in case.heard.statements if _LEFT_OUT.search(one.plain)), None)
    given = {name for name, text in case.sent.fields.items() if text}
    if words is None:
        return None
    for wanted in _missed(case, words):
        alike = is_password_name if is_password_name(wanted) else is_login_name
        sent = next((name for name in given if alike(name)), "")
        if sent and wanted.lower() not in {name.lower() for name in given}:
            return OtherField(wanted, sent, words)
    return None


def _unexpected(case: Case) -> OtherField | None:
    """Return the user's name or password of a login that the reply calls unexpected."""
    for words in case.heard.statements:
        found = _NOT_EXPECTED.search(words.text[:_LONGEST])
        name = found[1] or found[2] if found is not None else ""
        if name in case.sent.fields and (is_login_name(name) or is_password_name(name)):
            return OtherField("", name, words)
    return None


def names_told(case: Case) -> tuple[str, str]:
    """Return how words that call a login wrong name its fields, where the user's is another.

    `Invalid username/password` of a login with the field `user`; empty where they agree.
    """
    if not case.sent.is_login or not case.said("bad-login"):
        return "", ""
    texts = (one.text[:_LONGEST] for one in case.heard.statements)
    found = next((pair for text in texts if (pair := _SIDE_BY_SIDE.search(text))), None)
    given = {name.lower() for name in case.sent.fields}
    by_address = any("mail" in name for name in given)  # whoever logs in so is told so as well
    if found is None or by_address or not any(map(is_login_name, given)):
        return "", ""
    told = found[1].lower()
    as_a_name = told not in given and is_login_name(told) and told not in _OF_A_SENTENCE
    return (found[1], password_among(case.sent.fields) or found[2]) if as_a_name else ("", "")


# finds `bad username/password`, `invalid user_name or password`
# but not `wrong email`
_SIDE_BY_SIDE = lazy_re(r"\b(\w{2,20})(?: ?/ ?| or | and )(pass(?:word|wd))\b")
_OF_A_SENTENCE = word_set("user login name email account id")
_LONGEST = 600
# finds `unexpected parameter "user"`, `Unrecognized field 'login'`, `"email" is not allowed`
# but not `unexpected error`, `user not allowed`
_NOT_EXPECTED = lazy_re(
    r"(?i)\b(?:unexpected|unknown|unrecogni[sz]ed|unsupported) "
    r"(?:parameter|property|field|argument|member|attribute|key)s?:? {0,2}"
    r"[\"'`]?([A-Za-z_]\w{0,40})|"
    r"[\"'`]([A-Za-z_]\w{0,40})[\"'`] is (?:not (?:allowed|expected)|unexpected)\b"
)


def _missed(case: Case, words: Statement) -> Iterator[str]:
    """Yield the fields of a login that are called missing, by lists and by the words' own names."""
    begins = _BEGINS.match(words.text)
    in_words = (begins[1].lower(),) if begins is not None else ()
    both = _BOTH.search(words.text[:_LONGEST])
    listed = [*_LISTED.findall(words.text[:_LONGEST]), *(both.groups() if both is not None else ())]
    for name in (*listed, *fields_named(case.heard.content), *_named_by_members(case), *in_words):
        if is_login_name(name) or is_password_name(name):
            yield name


# finds `Email not provided`, `"username" is required`, `[body.email] Invalid input: expected`
# but not `Login required`, `User name or password missing`
_BEGINS = lazy_re(
    r"(?i)\[?[\"'`]?(?:(?:body|json|data|input)\.)?(e-?mail|user_?name|password|user_?id)"
    r"[\"'`]?\]?:?(?: address| field)? \w"
)
# finds `Missing username or password in request body`, `no user/password specified`
# but not `user or group`
_BOTH = lazy_re(
    r"(?i)\b(user(?:_?name|_?id)?|e-?mail|login)(?: (?:or|and|nor) | ?/ ?)(pass(?:word|wd)?)\b"
)
# finds `"path": [ "user" ]` of a list of faults that is written out in a text (Zod's)
# but not `"path": "login"`
_LISTED = lazy_re(r"\"path\"\s{0,3}:\s{0,3}\[\s{0,9}\"([A-Za-z_]\w{0,40})\"")


# ---------------- What says who calls lacks a part, or all of it


def missing_login_fields(case: Case) -> tuple[str, ...]:
    """Return the fields of a login that were sent and that the reply calls missing all the same.

    With 401 it must call all of them so: one may be another server's word for what is wrong.
    """
    unauthorized = case.status == HTTPStatus.UNAUTHORIZED
    if not (unauthorized or case.status in MISREAD_REQUEST) or not case.sent.is_login:
        return ()
    if not _MISSING.search(case.heard.words):
        return ()
    words = set(_WORDS.findall(case.heard.words))
    sent = [name for name, value in case.sent.fields.items() if value]
    if "password" in words and "password" not in sent:
        return ()  # that one was not sent
    named = tuple(name for name in sent if name.lower() in words)
    return () if unauthorized and len(named) < max(len(sent), _NAME_AND_SECRET) else named


_NAME_AND_SECRET, _WORDS = 2, lazy_re(r"\S+")
# finds `field required`, `username is missing`
# but not `invalid password`
_MISSING = lazy_re(
    r"(?i)\b(?:required|missing|must be (?:provided|present)|can ?not be blank|could not find|"
    r"not (?:provided|supplied|present))\b"
)


def lacks_a_signature(case: Case) -> Statement | None:
    """Return the words that miss a parameter that says who calls, where nothing was sent."""
    if case.sent.has_any or case.may_be_stripped or case.sent.is_token_request:
        return None
    if case.status not in MISREAD_REQUEST:
        return None
    told = (one for one in case.heard.statements if _MISSING.search(one.plain))
    return next((one for one in told if _SAYS_WHO.search(one.text)), None)


# finds `missing "oauth_consumer_key"`, `SAMLResponse is required`, `missing field client_secret`
# but not `missing "colour"`
_SAYS_WHO = lazy_re(
    r"(?i)\b(?:oauth_(?:consumer_key|token|signature)|SAMLResponse|client[-_ ]?secret|"
    r"(?:api|access|consumer)[-_ ]?"
    r"(?:key|token|secret)|authorization|signature|credentials?)\b"
)


def lacks_a_login(case: Case) -> Statement | None:
    """Return the words that miss a password, or a user name at a login, where none was sent."""
    says_so = case.status in LACKS_A_FIELD or _is_half_a_login(case)
    left_empty = case.sent.is_login and not _holds_one(case)
    # The key of an application says nothing of who logs in.
    unnamed = case.sent.authorization is None and not _holds_one(case)
    by_visitor = case.sent.is_login_address and unnamed
    if not says_so or (case.sent.has_any and not left_empty and not by_visitor):
        return None
    return _misses_a_login(case)


def _holds_one(case: Case) -> bool:
    return any(text for name, text in case.sent.fields.items() if is_password_name(name))


def sent_beside_the_body(case: Case) -> Statement | None:
    """Return the words that miss user and password in a body, where Authorization has them."""
    sent = case.sent.authorization
    login = sent is not None and sent.scheme in LOGIN_SCHEMES and case.sent.method == "POST"
    told = case.status in MISREAD_REQUEST and not case.heard.challenges
    return _misses_a_login(case) if login and told and not case.sent.fields else None


def _misses_a_login(case: Case) -> Statement | None:
    if case.sent.is_sign_up or case.sent.is_token_request:
        return None
    told = [one for one in case.heard.statements if _LEFT_OUT.search(one.plain)]
    if not case.sent.is_login_address:
        return next((one for one in told if _NAME_AND_PASSWORD.search(one.plain)), None)
    if any(map(is_password_name, _named_by_members(case))):
        return next(iter(told), None)
    words = [one for one in case.heard.statements if _OF_A_LOGIN.search(one.plain)]
    apart = words[0] if told and words and told[0].kind == "code" else None
    return next((one for one in words if one in told), apart)


def _named_by_members(case: Case) -> Iterator[str]:
    """Yield the fields that JSON names beside its reasons: `"param": "password"`."""
    members = case.heard.content.scalars()
    yield from (text for name, text in members if _FIELD.match(name) and isinstance(text, str))


# finds `param`
# but not `parameters`
_FIELD = lazy_re(r"(?i)(?:param(?:eter)?|field|path|property|attribute|loc|source|name)$")


def _is_half_a_login(case: Case) -> bool:
    """Whether a refused body names a user and has no password."""
    return case.status in TURNS_AWAY and _names_a_user_alone(case)


def _names_a_user_alone(case: Case) -> bool:
    given = [name for name, text in case.sent.fields.items() if text]
    named = any(map(is_login_name, given)) and not any(map(is_password_name, given))
    return named and case.sent.method == "POST"


def half_a_login(case: Case) -> bool:
    """Whether a login without a password is called bad: without a word, or as a wrong login."""
    if not case.sent.is_login_address or case.sent.method != "POST" or case.sent.authorization:
        return False
    by_header = not LOGIN_SCHEMES.isdisjoint(case.heard.schemes)
    bare = case.heard.gives_no_reason and stands_alone(case) and not by_header
    if bare and case.status in LACKS_A_FIELD | CHALLENGES:
        return _names_a_user_alone(case)
    by_product = any(one.says.finding == "wrong-password" for one in case.known)
    told = (case.status in MAY_REFUSE_CREDENTIAL or by_product) and not by_header
    return told and case.said("bad-login") > 0 and _holds_no_secret(case)


def _holds_no_secret(case: Case) -> bool:
    """Whether the body has no member but a user's name: no other could be a secret, either."""
    content = case.sent.content
    empty = content.kind == "empty" or (content.kind == "json" and content.text.split() == ["{}"])
    own = case.sent.fields.keys() - _BESIDE_A_LOGIN
    return empty or (bool(own) and all(map(is_login_name, own)))


_BESIDE_A_LOGIN = word_set(
    "grant_type scope client_id remember remember_me strategy type method provider connection realm"
)


# finds `email should not be empty`, `password is required`, `missing password`,
# `expected string received undefined`
# but not `password is wrong`
_LEFT_OUT = lazy_re(
    r"\b(?:required|missing|mandatory|"
    r"not (?:be )?(?:empty|blank|null|provided|supplied|present|sent)|"
    r"must (?:not )?be (?:provided|present|supplied|set|empty|blank)|"
    r"(?:is|was|are) (?:empty|blank)|received undefined|"
    r"neither(?: \S+){1,6}? nor(?: \S+){1,4}? (?:present|given|provided|supplied|set|sent|found)|"
    r"no(?: \S+){1,4}? (?:specified|given|provided|supplied|sent))\b"
)
_OF_A_LOGIN = lazy_re(
    r"\b(?:pass ?word|pass ?phrase|user ?name|e ?mail|user ?id|login|credentials|user and pass)\b"
)
# finds `user name and password`
# but not `name and address`
_NAME_AND_PASSWORD = lazy_re(
    r"\b(?:user ?name|e ?mail|user|login|name)\b.{0,20}\bpass ?word\b|"
    r"\bpass ?word\b.{0,20}\b(?:user ?name|e ?mail|login)\b"
)
