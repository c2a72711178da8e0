"""Decides cheaply which exchanges deserve a closer look; most of a long trace does not.

It looks at bytes for words and marks of an element and reads no page: that is done by
`inspector.reading.page` for the few exchanges that come through here.
"""

from http import HTTPStatus

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Reply, first
from inspector.protocol.cors.recorded import plain_fault
from inspector.protocol.keys.cut_values import cut_in_address
from inspector.protocol.login_addresses import may_log_in
from inspector.protocol.patterns import LetteredPattern, in_small_letters, lazy_re
from inspector.reading.errors.second_factors import FLAG
from inspector.reading.framing.grpc_web import grpc_status
from inspector.reading.pages.filter_headers import is_held_by_a_filter
from inspector.reading.pages.page_redirects import leading_header
from inspector.reading.statuses import (
    ERRORS,
    MAY_REFUSE_ACCESS,
    NO_LONGER_THERE,
    NO_SUCH_PLACE,
    REDIRECTS,
    SERVER_ERRORS,
    SUCCESSES,
)
from inspector.story.clocks.given_up import gave_up

_QUIET = frozenset({204, 205, 206, 304, 100, 103})
# finds `{"error": "invalid_token"}`
# but not `{"error": null}`
_HIDDEN = lazy_re(
    rb"(?i)\"(?:errors?|(?:is|has)_?errors?|failed|error_?(?:code|message|msg|text|description)|err_?msg|"
    rb"err|fault|exception|errcode|rc)\"\s*:\s*+"
    rb"(?!null|\[\s*\]|\"\"|\"ok\"|false|0\b|\{\s*\})|"
    rb"\"err(?:or)?_?(?:id|no|num|number)\"\s*:\s*\"?-?[1-9]|"
    rb"\"(?:errores|erros?|erreurs?|fehler|errori?|hata|fout)\"\s*:\s*\"[^\"]|"
    rb"\"[a-z_]{0,24}(?:error|(?<!de)fault|exception)_?(?:description|body|response|info|details?|text|"
    rb"message|data)?\"\s*:\s*[\"{][^\"}]|"
    rb"\"(?:ok|result|success|succeeded|succeed|authenticated|active|is_?success|logged_?in|"
    rb"is_?authenticated|is_?logged_?in)\"\s*:\s*(?:false|\"(?:false|no?)\")|"
    rb"\"authentication\"\s*:\s*\"(?:reject|den|fail)|"
    rb"\"(?:stat|status|code|status_?code|result|(?:result|return|resp|response)_?code)\"\s*:\s*"
    rb"\"?(?:error|fail|nok|ko\b|request_denied|wrong|invalid|40[137]\b|419\b|440\b|49[89]\b)|"
    rb"\"(?:stat|status|code|result|state|(?:result|return|resp|response)_?code)\"\s*:\s*"
    rb"\"[^\"]{0,40}(?:expired|unauthori|forbidden|denied|locked|suspended|disabled|blocked|banned|"
    rb"captcha|auth|invalid|password|need.?token|(?:need|requires?|please|not|must)[-_ ]?log.?in|"
    rb"log.?in[-_ ]?(?:required|needed|first|again|fail))|"
    rb"\"" + FLAG.encode() + rb"\"\s*:\s*true|"
    rb"\"(?:(?:ret|result|return|resp|response)_?code|code|errno|ret)\"\s*:\s*\"?-?[1-9]\d{1,9}\"?\s*,"
    rb"(?=[^{}]{0,200}(?:msg|message|text|info)\"\s*:)|"
    rb"\"(?:(?:ret|result|return|resp|response)_?code|code|errno|ret)\"\s*:\s*\"?-?[1-9]\"?\s*,"
    rb"(?=[^{}]{0,200}(?:msg|message|text|info)\"\s*:\s*\"[^\"]{0,80}"
    rb"(?:auth|token|log ?in|session|permission|denied|password|signature))"
)
# finds `<input type="password">`
# but not `<input type="text">`
_LOGIN_PAGE = lazy_re(
    rb"(?i)type\s*=\s*[\"']?password|name\s*=\s*[\"']?SAMLRequest|"
    rb"<title[^>]{0,200}>[^<]{0,80}"
    rb"(?:log.?in|sign.?in|log.?on|single sign|portal|hotspot|just a moment|guest|wi.?fi|"
    rb"reject|blocked|error|verif|human|\bbot\b|robot|checking)"
)
# finds `location.href = "/login"`
# but not `the location of the shop`
_SENT_ON = lazy_re(
    rb"(?i)http-equiv\s*=\s*[\"']?refresh|\blocation(?:\.href)?\s*=\s*[\"']|"
    rb"\blocation\.(?:replace|assign)\("
)
# finds `Request unsuccessful. Incident ID: 118`, `Your support ID is 118`
# but not `the request was sent`
_BY_A_FILTER = lazy_re(
    rb"(?i)\b(?:incident|support|reference)[ _-]?id\b|"
    rb"\brequest(?:ed url)? (?:was |has been )?(?:unsuccessful|rejected|blocked)\b"
)
_SMALL_PAGE = 8_000
# finds `<soap:Fault>`
# but not `<soap:Body>`
_FAULT = lazy_re(
    rb"(?i)<(?:[\w-]{1,20}:)?(?:fault|error|exception)\b|"
    rb"<[\w:-]{0,40}err(?:or)?[\w-]{0,20}>\s*[^<\s0]|"
    rb"\b(?:status|stat|result)\s*=\s*[\"'](?:fail|err|unauth|denied|nok)|"
    rb"<(?:status|result|code|\w{0,20}(?:code|value))>\s*(?:fail|err|unauth|denied|nok|40[13]\b|997\b)"
)
_TOLD_IN_A_BOX = (
    rb"(?:token|csrf|session|password|expired|denied|log ?in|sign ?in|form|security|locked|blocked|"
    rb"suspended|attempts|ldap|authenticat|credential|e-?mail|user ?name|captcha|cookies|"
    rb"permission|not authori[sz]ed|not allowed)"
)
# finds `<p class="error">Your session has expired</p>`
# but not `<p class="price">Your session</p>`
_NOTICE = lazy_re(
    rb"(?i)(?:class|id|role)\s*=\s*[\"'][^\"'<>]{0,80}(?:error|alert|danger|warning|flash|invalid|fail)"
    rb"[^<>]{0,200}>(?:[^<]{0,200}<[^<>]{0,100}>){0,3}[^<]{0,200}" + _TOLD_IN_A_BOX
)
# finds `<p>Error: invalid CSRF cookie</p>`, `<b>ERROR:</b>&nbsp;Invalid token`
# but not `<p>Errors: 0</p>`
_SPOKEN = lazy_re(
    rb"(?i)>\s{0,9}error ?:(?:\s|&nbsp;|</?(?:b|strong|span)>){0,6}[^<]{0,200}" + _TOLD_IN_A_BOX
)
# A body too short to hold what was asked for beside a message.
# finds `{"message": "Invalid API key"}`
# but not `{"id": 5, "name": "Ann"}`
_NO = (
    rb"(?i)invalid|incorrect|wrong|bad.?(?:auth|agent)|abuse|!(?:yours|donator)|denied|"
    rb"unauthori|unauthenti|forbidden|expired|revoked|"
    rb"not.(?:valid|allowed|auth|logged|permitted|recogni|active|match)|required|missing|fail|"
    rb"non.valid|no.v.{1,2}lid|incorrec|inv.{1,2}lid|interdit|denegad|verweiger|"
    rb"locked|blocked|suspended|banned|too.many|(?:block|lock).?(?:out|time)|no.(?:longer|permission)|"
    rb"error\b(?!s?\"\s*:\s*(?:\[\s*\]|null|false|\"\"|0))|ERR\b|mfa|totp|second.factor|challenge|"
    rb"(?:redirect|location|goto|forward)[^<{}]{0,80}(?:log|sign|sso|auth|session|time_?-?out)|"
    rb"[?&]csrf=|HTTP/1\.\d 40[13]|\"(?:status|code)\":\s*\"?40[13]\b"
)
_SAYS_NO = lazy_re(
    _NO + rb"|\xe7\x99\xbb\xe5\xbd\x95|"
    rb"\xe9\x94\x99\xe8\xaf\xaf|\xe8\xbf\x87\xe6\x9c\x9f|\xe6\x9d\x83\xe9\x99\x90"
)
_SHORT = 1_200
# finds `no credentials`
# but not `all is well`
_WORDS = lazy_re(
    rb"(?i)auth|token|credential|csrf|xsrf|crumb|forgery|log.?in|log.?on|sign.?in|certificate|grant|"
    rb"api.?key|session|signature|cookie|nonce|ldap|idp|jwks|password|kerberos|locked|revoked|"
    rb"jwt|oauth|saml|open.?id|\bhost\b|identity|directory|permission|denied|forbidden|segment|\bheader\b|"
    rb"subject must|"
    rb"domain|realm|audien|issuer|tenant|region|live mode|test mode|rejected|retired|sunset|"
    rb"deprecated|endpoint|suspicious|expired|api version|\bip\b|country|"
    rb"404 (?:project|group) not found|blocked|white.?list|allow.?list|mod.?security|https|"
    rb"shared with|access to\b|privilege|not permitted|key format|quota|location|out of time"
)
_CUT_SHORT = frozenset(
    {
        "reset",
        "timeout",
        "malformed-reply",
        "broken-header",
        "too-many-redirects",
        "redirect-not-followed",
    }
)
_LOOK = 16_384


def is_suspicious(exchange: Exchange) -> bool:
    """Whether an exchange may be an authentication failure."""
    reply = exchange.reply
    if reply is None or was_cut_short(exchange):
        failure = exchange.failure
        return failure is not None and (failure.kind != "stopped" or gave_up(exchange) is not None)
    if reply.status not in ERRORS:
        unsaid = plain_fault(exchange) is not None or any(cut_in_address(exchange.request.url))
        unsaid = unsaid or _is_given_nothing(exchange, reply) or _is_shown_a_page(exchange, reply)
        unsaid = unsaid or _gets_nothing(exchange, reply) or _gets_no_session(exchange, reply)
        return _may_hide_a_refusal(reply) or unsaid or _sends_a_login_on(exchange, reply)
    if reply.status in MAY_REFUSE_ACCESS or reply.status in SERVER_ERRORS:
        return True
    login = exchange.request.method == "POST" and may_log_in(exchange.request.url)
    hidden = reply.status in NO_SUCH_PLACE | {HTTPStatus.UNPROCESSABLE_ENTITY} and _is_known(
        exchange
    )
    ended = reply.status in NO_LONGER_THERE and _NAMES_AN_END.search(exchange.request.url)
    named = reply.status in NO_SUCH_PLACE and _NAMES_A_PATH.search(reply.body, 0, _SHORT)
    return login or hidden or bool(ended or named) or _mentions_access(reply)


# finds `?expires=1699923600&md5=ab`, `/hash/1699923600/film.mp4`, `?se=2023-11-14`
# but not `/orders/7`
_NAMES_AN_END = lazy_re(r"(?i)(?:exp[a-z_-]{0,12}|until|\be|\bse|time)(?:=|%3D)|/\d{10}/|=eyJ")


# finds `did you mean /app/cart.js`, `use /v2/cart instead`
# but not `no such page`
_NAMES_A_PATH = lazy_re(rb"(?i)did you mean|\binstead\b|\bbase (?:url|path)")


def _may_hide_a_refusal(reply: Reply) -> bool:
    status = reply.status
    if status == HTTPStatus.SWITCHING_PROTOCOLS:  # the messages of a WebSocket stand in its body
        return bool(reply.body) and _WORDS.search(reply.body, 0, _LOOK) is not None
    if status in _QUIET:
        return False
    if status in SUCCESSES:
        return _hides_an_error(reply) or is_held_by_a_filter(reply.headers)
    return status in REDIRECTS and bool(first(reply.headers, "location"))


def _sends_a_login_on(exchange: Exchange, reply: Reply) -> bool:
    """Whether the short reply to a login names a region or another host."""
    login = exchange.request.method == "POST" and may_log_in(exchange.request.url)
    return login and len(reply.body) <= _SHORT and _ELSEWHERE.search(reply.body) is not None


def _is_given_nothing(exchange: Exchange, reply: Reply) -> bool:
    """Whether a form with a blank token against forgery gets an empty success."""
    blank = _BLANK_TOKEN.search(exchange.request.body, 0, _SHORT)
    return reply.status in SUCCESSES and not reply.body and blank is not None


def _gets_nothing(exchange: Exchange, reply: Reply) -> bool:
    """Whether a known caller gets an empty list and nothing else, or anybody no data at all."""
    if reply.status in SUCCESSES and reply.body[:_TINY].strip() in NO_DATA:
        return True
    small = reply.status in SUCCESSES and len(reply.body) <= _EMPTY and b"[" in reply.body
    return small and _NOTHING.fullmatch(reply.body) is not None and _is_known(exchange)


def _gets_no_session(exchange: Exchange, reply: Reply) -> bool:
    """Whether a call that logs in gets a result that holds nothing, or a token that is none."""
    if reply.status not in SUCCESSES or len(reply.body) > _EMPTY:
        return False
    if _NO_TOKEN.search(reply.body) is not None:
        return exchange.request.method == "POST"
    sent = exchange.request.body
    return b'"result"' in reply.body and _CALLS_A_LOGIN.search(sent, 0, _SHORT) is not None


# finds `"jwtToken": null`, `"token":""`
# but not `"next_token": "a1"`
_NO_TOKEN = lazy_re(
    rb"(?i)\"(?:sid|session\w{0,20}|\w{0,20}token|jwt|ticket)\"\s{0,4}:\s{0,4}(?:null|\"\")"
)


# finds `{"method": "Authenticate"`, `"method": "session.login"`
# but not `"method": "logout"`
_CALLS_A_LOGIN = lazy_re(
    rb"(?i)\"method\"\s{0,4}:\s{0,4}\"(?:[\w-]{1,40}[._/])?(?:log[_-]?[io]n|sign[_-]?in|auth(?:enticate)?)\""
)


# finds `[]`, `{"data": [], "total": 0}`
# but not `{"data": [1]}`
_NOTHING = lazy_re(
    rb"\s{0,9}(?:\[\s{0,9}\]|\{(?:\s{0,9}\"[\w-]{1,40}\"\s{0,9}:\s{0,9}(?:\[\s{0,9}\]|0|null|true|\{\s{0,9}\})"
    rb"\s{0,9},?){1,8}\s{0,9}\})\s{0,9}"
)
_EMPTY, _TINY = 200, 12
NO_DATA = frozenset({b"null", b"{}"})


# finds `csrf_token=&mode=run`, `{"_csrf": ""}`
# but not `csrf_token=8f14`
_BLANK_TOKEN = lazy_re(
    rb"(?i)(?:[cx]srf|authenticity|forgery)[\w-]{0,20}(?:=(?:undefined|null)?(?:&|$)|"
    rb"\"\s{0,4}:\s{0,4}(?:\"(?:undefined|null)?\"|null))"
)


def _is_shown_a_page(exchange: Exchange, reply: Reply) -> bool:
    """Whether a program that wants data, or says who it is, gets a page."""
    if reply.status not in SUCCESSES or reply.body[:64].lstrip()[:1] != b"<":
        return False
    sent = exchange.request.headers
    wanted = (first(sent, "accept") or "").lower()
    if "html" in wanted or not wanted:
        return False
    known = first(sent, "authorization") and _STARTS_AN_APP.search(reply.body, 0, _LOOK)
    return "json" in wanted or "xml" in wanted or bool(known)


# finds `<script type="module" src="/main.js">`, `<div id="root">`
# but not `<div id="content">`
_STARTS_AN_APP = lazy_re(
    rb"(?i)\btype=[\"']?module\b|\bid=[\"']?(?:root|app|__next|__nuxt)\b|/_next/|/_nuxt/|<app-root|"
    rb"/assets/index[-.]"
)
# finds `"region": "de"`
# but not `"regions": []`
_ELSEWHERE = lazy_re(
    rb"(?i)\"[\w-]{0,20}(?:region|endpoint|shard|cluster|cent(?:er|re)|api_?(?:host|server|domain|base))"
    rb"(?:_?(?:name|id|url|code))?\"\s{0,4}:\s{0,4}\"|"
    rb"<(?:region|endpoint|cluster|shard)>|\"[\w-]{0,20}(?:redirect|location|ur[li])\w{0,6}\"\s{0,4}:\s{0,4}\"http"
)


def _is_known(exchange: Exchange) -> bool:
    """Whether a request brings something by which a server may hide a place from its caller."""
    message = exchange.request
    named = any(header.name.lower() in _IDENTIFYING for header in message.headers)
    return named or _KEY_IN_QUERY.search(message.url) is not None


_IDENTIFYING = frozenset({"authorization", "cookie", "x-api-key"})
# finds `?api_key=8f14`, `&access_token=8f14`
# but not `?keyword=tide`
_KEY_IN_QUERY = lazy_re(r"(?i)[?&](?:[\w.-]{0,30}[_.-])?(?:key|api_?key|token|secret|sig)=")


def was_cut_short(exchange: Exchange) -> bool:
    """Whether a reply came, yet the exchange failed.

    Its body broke off, redirects led nowhere, or it is no answer that a sign-in can go on with.
    """
    failure = exchange.failure
    if exchange.reply is None or failure is None:
        return False
    return failure.kind in _CUT_SHORT or failure.stage == "sign-in"


def _hides_an_error(reply: Reply) -> bool:
    body = reply.body
    grpc = body[:1] in _MAY_BE_GRPC and grpc_status(reply) in _GRPC_REFUSES
    if grpc or leading_header(reply.headers) or any(map(_answers_yes_or_no, reply.headers)):
        return True
    if body[:2] == b"44":  # Socket.IO refuses a connection by a packet of that kind
        return True
    start = body[:64].lstrip(b"\xef\xbb\xbf \t\r\n)]}',")[:1]
    if start == b"<" and _PAGE.search(body, 0, _LOOK_FOR_A_PAGE):
        return _is_refusing_page(body)
    low = body[:_LOOK].lower()
    line = b"" if start in (b"{", b"[", b"<") else low
    if len(body) <= _SHORT and (
        not low.isascii() or _LOW_NO.search(low) or (line and _LOW_WORDS.search(line))
    ):
        return True
    return (_LOW_FAULT if start == b"<" else _LOW_HIDDEN).search(low) is not None


_LOW_NO, _LOW_WORDS = LetteredPattern(_NO), in_small_letters(_WORDS)
_LOW_FAULT, _LOW_HIDDEN = in_small_letters(_FAULT), in_small_letters(_HIDDEN)


def _answers_yes_or_no(header: Header) -> bool:
    name = header.name.lower()
    known = name.startswith("x-") and any(
        word in name for word in ("login", "logged", "auth", "sign")
    )
    return known and header.value.lower() in {"true", "false", "1", "yes"}


def _is_refusing_page(body: bytes) -> bool:
    if len(body) <= _SHORT and _SAYS_NO.search(body) and _WORDS.search(body):
        return True
    if len(body) <= _SMALL_PAGE and (_SENT_ON.search(body) or _BY_A_FILTER.search(body)):
        return True
    pages = (_LOGIN_PAGE, _NOTICE, _SPOKEN, _OF_A_FORGERY, _HEADLINE)
    return any(marks.search(body, 0, _LOOK * 4) for marks in pages)


# finds `<title>Possible cross-site request forgery</title>`
# but not `<title>Orders</title>`
_OF_A_FORGERY = lazy_re(rb"(?i)<title>[^<]{0,80}(?:[cx]srf|forgery)")


# finds `<h1 id="denied">Permission Denied`, `<h2>403 Forbidden`
# but not `<h1>Denied boarding`
_HEADLINE = lazy_re(
    rb"(?i)<h[1-3]\b[^>]{0,200}>\s{0,20}(?:error\W{1,3})?(?:40[13]\W{0,3})?"
    rb"(?:(?:access|permission) (?:is |was )?denied|forbidden|"
    rb"not (?:allowed|authori|permitted)|you (?:are not|do ?n))"
)
# finds `<!DOCTYPE html>`
# but not `<meta><status>failure</status></meta>`
_PAGE = lazy_re(
    rb"(?i)<(?:!doctype html|html)\b|"
    rb"^\s*<(?:head|title|body|div|form|input|script|p|h1|span|center)\b"
)
_LOOK_FOR_A_PAGE = 600


def _mentions_access(reply: Reply) -> bool:
    if _WORDS.search(reply.body, 0, _LOOK):
        return True
    if reply.reason and _WORDS.search(reply.reason.encode("latin-1", "replace")):
        return True
    return any(
        name in _TELLING or any(word in name for word in ("error", "reason", "scope"))
        for name in (header.name.lower() for header in reply.headers)
    )


# How frames begin: a flag of 0 or 128, plain or in Base64; an empty body has its status elsewhere.
_MAY_BE_GRPC = frozenset({b"", b"\x00", b"\x80", b"A", b"g"})
_GRPC_REFUSES = frozenset({"7", "16"})
_TELLING = frozenset({"www-authenticate", "x-amzn-errortype", "grpc-status"})
