"""Where and how a server looks for the credential: header, parameter, scheme word."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.products.fingerprints import headers_of_words, is_word_read, words_read
from inspector.model.credential import by_exposure, kind_answering, kind_of_scheme
from inspector.protocol.field_names import (
    is_csrf_name,
    is_key_name,
    is_word_of_language,
    looks_like_session,
    name_words,
)
from inspector.protocol.keys import key_hosts
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.scheme_words import KNOWN_SCHEMES
from inspector.protocol.schemes.computed_schemes import is_computed
from inspector.reading.statements import Statement

_NAME = r"[A-Za-z][A-Za-z0-9]{0,30}(?:[-_][A-Za-z0-9]{1,30}){0,5}"
_PLACE = (
    r"(?:(?:http|request|url|query|query string|body|form)[ -]){0,2}"
    r"(?:headers?|param(?:eter)?s?|cookie|field|argument)\b"
)
_BEFORE = lazy_re(rf"(?i)[`'\"“]?\b({_NAME})[`'\"”]?\s{{1,9}}{_PLACE}")
# finds `header: X-Key`, `headers missing: x-hub-signature-256`
# but not `the header is missing: see the guide`
_AFTER = lazy_re(
    rf"(?i)\b(?:header|param(?:eter)?|cookie|field)s?\s{{0,9}}(?:(?:named|called|name|missing)\s{{0,9}})?[:`'\"“(]\s?({_NAME})"
)
# finds `parameter session_token is missing`
# but not `field is missing`
_PLAIN_AFTER = lazy_re(
    r"(?i)\b(?:header|param(?:eter)?|cookie|field)\s{1,3}([a-z]{1,30}(?:[-_][a-z0-9]{1,30}){1,5})\b"
)
# finds `no ACMEKEY in the request headers`, `'HTTP_X_TOKEN' on HTTP header`
# but not `no rows in table`
_WITHIN = lazy_re(
    rf"(?i)[`'\"“]?\b({_NAME})[`'\"”]?\s{{1,3}}(?:(?:is |was )?(?:not |never )?(?:set|found|"
    r"present|sent|given|provided|missing|expected|required)\s{1,3})?(?:in|on|from|as|via)\s{1,3}"
    rf"(?:the |your |a |an )?{_PLACE}"
)
# finds `X-Api-Key is missing`
# but not `X-Api-Key is unknown`
_LACKS = lazy_re(
    r"(?i)\b(?:missing|no|not|required?|requires|must|provide|without|expect\w*|absent|needs?|lacks?|"
    r"specify|supply|include|set|pass|send|use|add)\b"
)
_CALLS_WRONG = lazy_re(r"(?i)\b(?:invalid|expired|wrong|incorrect|malformed|mismatch|too long)\b")
# finds `X-Client-Id`, `X-Tenant`
# but not `X-Request-Id`
_IDS = lazy_re(
    r"(?i)^(?:x-)?(?:client|app|application|project|account|tenant|org|organization|scope-org)[-_]?"
    r"(?:id|key)$|^x-(?:project|account|tenant|org|organization|workspace)(?:-(?:name|code|slug))?$"
)


def named_place(case: Case) -> tuple[str, Statement] | None:
    """Return the first name the reply asks for that was not sent, with the words; else None."""
    have = _sent_names(case)
    for statement in case.heard.statements:
        words = statement.text[:_LONGEST]
        if not _LACKS.search(words) or _CALLS_WRONG.search(words):
            continue
        named = [_as_sent(found[1]) for one in _NAMED_BY for found in one.finditer(words)]
        wanted = [name for name in named if _carries_a_credential(name)]
        if wanted and not any(_flat(name) in have for name in wanted):
            return wanted[0], statement
    return None


# finds `HTTP_X_AUTH_TOKEN`
# but not `HTTP_OK`
_OF_CGI = lazy_re(r"\b(HTTP_(?:X_)?[A-Z][A-Z0-9]{2,30}(?:_[A-Z0-9]{2,30}){0,5})\b")
_NAMED_BY = (_BEFORE, _AFTER, _PLAIN_AFTER, _WITHIN, _OF_CGI)


def _as_sent(name: str) -> str:
    """Return the name of a header that a program calls as CGI hands it over (RFC 3875 §4.1.18)."""
    own = name.removeprefix("HTTP_")
    return own.replace("_", "-") if own != name else name


def second_part(case: Case) -> tuple[str, Statement] | None:
    """Return the ID or key of an application that a reply lacks, with the words; else None."""
    have = " ".join(_sent_names(case)).replace("-", "")
    for statement in case.heard.statements:
        found = _SECOND.search(statement.plain[:_LONGEST])
        name = (found.group(1) or found.group(2)) if found else ""
        if found and name.replace(" ", "") not in have:
            return name, statement
    return None


_PART = (
    r"(client id|developer ?token|application (?:key|id)|app (?:key|id)|subscription key|"
    r"consumer key|partner (?:key|id)|merchant id)"
)
# finds `developer token header is missing`
# but not `the token is wrong`
_SECOND = lazy_re(
    rf"\b{_PART} (?:header )?(?:is |was )?(?:missing|required|"
    rf"not (?:provided|sent|found|present|set))|"
    rf"\b(?:missing|must (?:provide|specify|include|send)|no) (?:an? |the |your )?{_PART}\b"
)


def _carries_a_credential(name: str) -> bool:
    if name.lower() in {"authorization", "signature-input"}:
        return True
    odd = is_word_of_language(name) or is_csrf_name(name)
    return not odd and bool(is_key_name(name) or _IDS.match(name))


def names_a_key(name: str) -> bool:
    """Whether a name that a reply asks for is that of a key or token, not of an ID beside one."""
    known = bool(_HEADER_NAME.fullmatch(name)) and name.lower() != "authorization"
    return known and is_key_name(name) and not _IDS.match(name)


def _sent_names(case: Case) -> set[str]:
    sent = case.sent
    names = [header.name for header in sent.message.headers]
    names += [name for name, _ in sent.query] + list(sent.fields)
    return {_flat(name) for name in (*names, *(name for name, _, _ in sent.cookies))}


def _flat(name: str) -> str:
    return name.lower().replace("_", "-")


def bears_its_name(case: Case, name: str) -> str:
    """Return what the server calls itself where a header has that word: `X-Depot-Key`, `Depot API`.

    So do its own headers. Nobody sends such a header to a server that does not read it; empty then.
    """
    own = {word for word in name_words(name) if word not in _GENERAL and len(word) >= _TELLING}
    told = (
        *(challenge.get("realm") for _, challenge in case.heard.challenges),
        *(case.heard.header(each) for each in ("server", "x-powered-by")),
        *(cookie.name for _, cookie in case.cookies_set),
        *(each.name for each in case.heard.headers if each.name[:2].lower() == "x-"),
    )
    return next((each for each in told if own.intersection(name_words(each))), "")


_GENERAL = word_set(
    "access api application auth authentication authorization basic bearer client consumer "
    "correlation header http https login password private proxy public request secret secure "
    "server service session signature subscription token trace user username version"
)
_TELLING = 4


# ---------------- The form in which the server wants a credential that was not sent
class Form(NamedTuple):
    """How a credential is sent. kind: of record; word: the scheme word, "" for the bare token.

    place and name: of a key, empty where nothing tells them. user: the user name that a token as
    password goes with. told: whether anything names the form.
    """

    kind: str = "bearer"
    word: str = "Bearer"
    place: str = ""
    name: str = ""
    user: str = ""
    told: bool = True


def wanted_form(case: Case) -> Form:
    """Return the form that the reply, the challenge or the provider names; Bearer without any."""
    found = next(filter(None, (way(case) for way in _WAYS)), None)
    if found is None:
        named = _KEY_SCHEMES.intersection(case.heard.schemes)
        kind = "api-key" if named or _speaks_of_key(case) else "bearer"
        return Form(kind=kind, told=False)
    return found


def _speaks_of_key(case: Case) -> bool:
    """Whether the words speak of a caller's key, which is no token behind Bearer."""
    return any(is_key_name(f"{found[1]}-key") for found in _SOME_KEY.finditer(words_of(case)))


# finds `missing API key`
# but not `monkey`
_SOME_KEY = lazy_re(r"(?i)\b([a-z]{2,20})[ _-]?key\b")


def words_of(case: Case) -> str:
    """Return what the reply says as it is written, one statement a line."""
    return "\n".join(statement.text for statement in case.heard.statements)[:_READ]


def wanted_word(case: Case) -> str:
    """Return the word that belongs before a token; Bearer where nothing else is told."""
    return wanted_form(case).word or "Bearer"


def told_word(text: str) -> str:
    """Return the scheme word that a sentence spells out for Authorization, empty without one."""
    found = next(filter(None, (way.search(text) for way in _TOLD_WAYS)), None)
    word = found[found.lastindex or 0] if found is not None else ""
    return "" if word.lower() in _NO_WORDS else word


def _spelled_out(case: Case) -> Form | None:
    for statement in case.heard.statements:
        text = statement.text[:_LONGEST]
        word = told_word(text)
        login = kind_of_scheme(word)
        if login is not None and login.is_login():
            return Form(kind=login.tag(), word="")
        if word and not is_computed(word):
            return Form(word=word)
        if _BARE.search(text):
            return Form(word="")
    bare = is_word_read(case.products, "") and not is_word_read(case.products, "bearer")
    return Form(word="") if bare else None


def _standard(case: Case) -> Form | None:
    """A token first, as most APIs want one; else what a listener learns the least from."""
    offered = (kind_answering(one.scheme, one.get) for _, one in case.heard.challenges)
    known = [kind for kind in offered if kind is not None]
    known.sort(key=lambda kind: (kind.holding != "token", by_exposure(kind)))
    return Form(kind=known[0].tag()) if known else None


def named_by_challenge(case: Case) -> Form | None:
    """Read `ApiKey in="query", key_name="key"` and the like, or a challenge that is the name.

    A product may challenge by a word of its own, and read the answer in a header of its own.
    """
    for _, challenge in case.heard.challenges:
        if own := headers_of_words().get(challenge.scheme.lower()):
            return Form("api-key", "", "", own)
        name = next((text for each in _NAMES if (text := challenge.get(each).strip())), "")
        if not name and "-" in challenge.scheme and is_key_name(challenge.scheme):
            name = challenge.scheme if challenge.scheme.lower() not in KNOWN_SCHEMES else ""
        place = challenge.get("in").strip().lower()
        if _HEADER_NAME.fullmatch(name) and name.lower() != "authorization":
            return Form("api-key", "", place if place in {"query", "cookie", "body"} else "", name)
    return None


def _other_word(case: Case) -> Form | None:
    """A scheme word that a token goes behind: `Token`, `SSWS`, or one of the server's own."""
    for word in words_read(case.products, case.heard) or case.heard.scheme_names:
        known = word.lower()
        if known == "xbasic":
            return Form(kind="basic")
        if known not in _KEY_SCHEMES | _NO_SCHEMES and not is_computed(known):
            return Form(word=word)
    return None


def _named_in_words(case: Case) -> Form | None:
    words = words_of(case)
    for found in _KEY_HEADER.finditer(words):
        name = found[1] or found[2] or found[3] or ""
        if _is_header_of_a_key(name):
            return Form("api-key", "", "", name)
    place, name = told_place(words)
    return Form("api-key", "", place, name) if name else None


def told_place(words: str, but: str = "") -> tuple[str, str]:
    """Return query, cookie or body where words say that a key goes there, and the name they say.

    but: a place that does not count. Both are empty where nothing is told, the name also alone.
    """
    for place, pattern in _KEY_PLACES.items():
        found = pattern.search(words) if place != but else None
        if found is not None:
            named = next((name for name in found.groups() if name), "")
            return place, "" if named.lower() in _NO_NAMES else named
    return "", ""


def key_header(case: Case) -> str:
    """Return the header for a key that the reply names, empty where it names none."""
    found = _named_in_words(case)
    return found.name if found is not None and not found.place else ""


def _is_header_of_a_key(name: str) -> bool:
    lower = name.lower()
    known = lower in {"apikey", "token", "auth"} or "-" in lower or "_" in lower
    return known and lower not in {"content-type", "user-agent", "www-authenticate"}


def _provider(case: Case) -> Form | None:
    """Return the first way in which the provider at this host reads its ordinary credential."""
    provider = key_hosts.provider_at(case.sent.bare_host)
    shapes = provider.shapes if provider is not None else ()
    ways = (
        way
        for shape in shapes
        if shape.nature == "secret" and not shape.use
        for way in shape.travels
    )
    return next((form_of_way(way) for way in ways), None)


def _session(case: Case) -> Form | None:
    """Whoever is led to a login page is known by the cookie that the page's site keeps."""
    if not case.heard.leads_to_login:
        return None
    names = (cookie.name for _, cookie in case.cookies_set if looks_like_session(cookie.name))
    return next((Form("api-key", "", "cookie", name) for name in names), None)


_WAYS = (
    _spelled_out,
    _standard,
    named_by_challenge,
    _other_word,
    _named_in_words,
    _provider,
    _session,
)


def form_of_way(way: str) -> Form:
    """Return the form for a way as the tables of keys write it: `Bearer`, `header X-Key`."""
    kind, _, name = way.partition(" ")
    if kind in {"header", "query", "body"}:
        return Form("api-key", "", "" if kind == "header" else kind, name)
    if kind in {"user", "password"}:
        return Form(kind="basic", word="", user=name.removeprefix("of "))
    return Form(word="" if kind == "bare" else kind if kind != kind.lower() else kind.capitalize())


# finds `in the header X-Api-Key`
# but not `in the body`
_KEY_HEADER = lazy_re(
    r"(?i)\bheaders?\s{0,9}[:=]?\s{1,9}[\"'`]?([a-z][\w-]*)|[\"'`]?\b([a-z]\w{0,40}(?:-\w{1,40}){1,8})[\"'`]?\s{1,9}"
    r"(?:request\s{1,9})?header|\b(x-[\w-]{0,60}(?:key|token))\b"
)
_KEY_PLACES = {
    # finds `as query parameter api_key`
    # but not `in the header`
    "query": lazy_re(
        r"(?i)\b(?:query|url)[ -](?:string )?param(?:eter)?s?\s{0,9}[:=]?\s{0,9}"
        r"[\"'`]?([a-z][\w-]*)?"
        r"|[\"'`]?(\b[a-z]\w{0,40}[_-]?key|token)[\"'`]?\s{1,9}(?:(?:query|url)[ -])?param"
        r"|\bin (?:the )?(?:query|url)\b()"
    ),
    "cookie": lazy_re(
        r"(?i)\bcookie\s{1,9}[\"'`]?([a-z][\w-]*)|[\"'`]([\w-]{1,80})[\"'`]\s{1,9}cookie"
    ),
    "body": lazy_re(r"(?i)\bin (?:the )?(?:request )?body\b()|\bbody field [\"'`]?([\w-]+)"),
}
_NO_NAMES = frozenset({"is", "was", "not", "and", "or", "in", "missing", "required", "the", "to"})
_KEY_SCHEMES = frozenset({"apikey", "api-key", "key"})
# What servers write into challenges so that browsers ask nobody, and nothing is sent behind.
_NO_SCHEMES = frozenset({"cookie", "session", "form", "formbased", "none", "custom", "login"})
_NAMES = ("key_name", "keyname", "header", "header_name", "headername", "param", "name")
_HEADER_NAME = lazy_re(r"[A-Za-z][\w-]{0,60}")
_READ, _LONGEST = 4000, 600
# As in: Authorization header format is "Authorization: Ghost [token]".
# finds `Authorization: Token <your token>`
# but not `Authorization: Bearer`
_SPELLED = lazy_re(
    r"(?i)\bauthorization\s{0,9}:\s{0,9}[\"'`]?([a-z][\w-]{1,30}) +[\[<{(\"'`$:]{1,2}"
    r"\s?[a-z][\w\s.-]{1,30}[\]>})]|"
    r"\bauthorization\s{0,9}:\s{0,9}[\"'`]?([a-z][\w-]{1,30}) +your[-_ ]\w"
)
# As in: Authorization header must start with 'Token'.
# finds `Authorization must start with 'Bearer '`
# but not `Authorization must be sent`
_BEGINS = lazy_re(
    r"(?i)\bauthorization\b.{0,40}\b(?:start|begin|prefix)\w{0,3}\s+with\s{1,9}(?:the\s{1,9}\w{1,30}\s{1,9})?"
    r"[\"'`]([a-z][\w-]{1,30})\s?[\"'`]"
)
# As in: Use the Bearer scheme; authorization type must be ApiKey.
# finds `use the Bearer scheme`
# but not `use the scheme`
_NAMED = lazy_re(
    r"\b(?:[Uu]se|[Ee]xpect(?:ed|s)?|[Rr]equires?|[Mm]ust (?:be|use))\s{1,9}(?:the\s{1,9})?"
    r"[\"'`]?([A-Z][\w-]{1,30})[\"'`]?\s{1,9}(?:(?i:auth\w{0,20})\s{1,9})?(?:scheme|prefix)\b|"
    r"\b(?i:auth\w{0,20} (?:type|scheme) (?:must be|should be|has to be)) [\"'`]?([A-Z][\w-]{1,30})"
)
# As in: Ensure the key has the `Bearer ` prefix.
# finds `must have the "Token " keyword`
# but not `the "token" field`
_QUOTED = lazy_re(r"[\"'`]([A-Za-z][\w-]{1,30})\s?[\"'`] (?:prefix|keyword|scheme)\b")
# As in: Send it as "Authorization: <API_KEY>".
# finds `Authorization: <your api key>`
# but not `Authorization: Bearer abc`
_BARE = lazy_re(
    r"(?i)\bauthorization\s{0,9}:\s{0,9}[\"'`]?"
    r"(?:[<\[{]{1,2}\s?(?:your[-_ ])?(?:\w{1,30}[-_ ]){0,2}"
    r"(?:key|token)\b|your[-_ ](?:\w{1,30}[-_ ]){0,2}(?:key|token)\b)"
)
_TOLD_WAYS = (_SPELLED, _BEGINS, _NAMED, _QUOTED)
_NO_WORDS = frozenset({"header", "the", "your", "a", "an", "missing", "invalid", "type"})
