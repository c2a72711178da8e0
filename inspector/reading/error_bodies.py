"""Tells whether a reply that calls itself a success carries an error in its body.

Names of members are read without case, blanks and joiners: `Error Message`, `error_message` and
`errorMessage` are one.
"""

from inspector.protocol.field_names import goes_on_with
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.protocol.streams.socket_messages import CONNECT_ERROR
from inspector.reading.body import Content
from inspector.reading.errors.empty_sessions import empty_session, hands_out_nothing
from inspector.reading.errors.false_and_why import reasons_of_false
from inspector.reading.errors.lock_members import all_tries_made, told_lock
from inspector.reading.errors.logged_events import MOMENTS, lists_events
from inspector.reading.errors.rejected_callers import calls_it_rejected
from inspector.reading.errors.second_factors import offers_factors, wants_factor
from inspector.reading.framing.grpc_web import grpc_status
from inspector.reading.framing.inner_replies import refuses_a_part
from inspector.reading.named_status import FEW_MEMBERS, named_members, plain_name
from inspector.reading.reply import Heard
from inspector.reading.statuses import REFUSES_ACCESS, SUCCESSES

# finds `issuccess`
# but not `resultset`
_FALSE_FLAG = lazy_re(
    r"(?:is|has)?(?:ok|success(?:ful)?|succeed(?:ed)?|authenticated|authori[sz]ed|active|loggedin|"
    r"signedin|response)$"
)
# finds `fatalerrortext`
# but not `errorcount`
_ERROR = lazy_re(
    r"(?:fatal|api|login|auth\w{0,12}|request|response|service|server|main|global)?"
    r"(?:errors?|fault|exception)(?:msg|message|text|desc(?:ription)?|string|name|reason)?$|"
    r"err(?:s|msg|text)?$|(?:errores|erros?|erreurs?|fehler|errori?|hata|fout)$"
)
# An API's own names of errors, where words follow.
# finds `externalerrordescription`, `errorbody`
# but not `errorcount`
_OWN_ERROR = lazy_re(
    r"[a-z]{0,24}(?:err(?:or)?s?|(?<!de)fault|exception)(?:msg|messages?|text|desc(?:ription)?|string|name|"
    r"reason|body|response|data|info|details?)?$"
)
_ERROR_NUMBER = lazy_re(r"err(?:or)?(?:id|no|num|number)$")
_TRUE_FLAG = lazy_re(r"(?:is|has)errors?$|failed$")
# finds `resultcode`
# but not `zipcode`
_CODE = lazy_re(
    r"(?:(?:ret|result|return|resp|response|status|err|error|http)?code|(?:http)?status|stat|cod|"
    r"errno|rc|ret)$"
)
# finds `resultmsg`
# but not `messageid`
_MESSAGE = lazy_re(
    r"(?:ret|return|result|resp|response|status|err|error)?(?:msg|message)$|"
    r"(?:info|text|detail|reason|description)$"
)
_FINE = frozenset(
    {"0", "200", "201", "1", "ok", "okay", "success", "successful", "succeeded", "true", "20000"}
    | {"000", "00", "0000", "000000", "00000", "none", "info", "active", "done", "completed", ""}
)
_BAD_WORDS = frozenset({"error", "fail", "failed", "failure", "request_denied", "nok", "ko"})
# finds `invalid_token`, `need_login`, `login required`
# but not `created`, `registered, but no login yet`
_BAD = lazy_re(
    r"expired|unauthori[sz]ed|forbidden|denied|not.?authenticated|^log[-_ ]?in$|"
    r"(?:need|requires?|please|not|no|re|un|must)[-_ ]?(?:to[-_ ])?log(?:ged)?[-_ ]?in$|"
    r"(?:need|requires?|please|must)[-_ ]?(?:to[-_ ])?log[-_ ]?in|"
    r"log[-_ ]?in[-_ ]?(?:is[-_ ])?(?:required|needed|fail|err|expired|first|again|time|invalid)|"
    r"(?:auth|access|token|sign\w{0,12})"
    r"[-_. ]?(?:fail|err|invalid)|"
    r"invalid[-_. ]?(?:auth|token|session|signature|api.?key|access|cred)"
)
_REFUSING = frozenset(map(str, REFUSES_ACCESS))


def says_error(heard: Heard) -> bool:
    """Whether a body says that something failed although the status does not."""
    body = _members(heard.content)
    call = grpc_status(heard.reply) if heard.reply is not None else ""
    if lists_events(heard.content):
        return False
    if _is_error(body) or call not in {"", "0"} or calls_it_rejected(body):
        return True
    if is_fault(heard) or refuses_a_part(heard.content) or counts_to_its_limit(heard.content):
        return True
    if any(reasons_of_false(heard.content)) or body.get("type") == CONNECT_ERROR:
        return True
    inner = (_only(value) for value in body.values()) if len(body) <= _WRAPPER else ()
    return any(_is_error(named_members(one)) for one in inner if isinstance(one, dict))


def _only(value: object) -> object:
    """Return what a list of one tells of an error; states are those of things. Else the value."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else None
    told = isinstance(one, dict) and len(one) > 1 and any(map(_ERROR.match, named_members(one)))
    return one if told else value


def _members(content: Content) -> dict[str, object]:
    """Return the members of a body: of JSON or a form, or the elements of XML that is short."""
    if not content.is_xml:
        return named_members(content.object or dict(content.form))
    if len(content.bytes) > _LONGEST_XML:
        return {}
    return {
        name: text
        for name, text in named_members(
            dict((*content.xml_attributes(), *content.xml_leaves()))
        ).items()
        if not (_CODE.match(name) and _is_a_state(str(text)))
        and not (text in _NIL or name in _OF_A_THING)
    }


def _is_a_state(text: str) -> bool:
    """Whether the value of an element such as `status` is a word of the thing that is described."""
    bad = text.lower() in _BAD_WORDS or _BAD.search(text.lower())
    return not (bad or text.lstrip("-").isdigit())


_OF_A_THING = frozenset({"text", "description", "info"})  # beside the code of a product
_NIL = frozenset({"false", "False", "none", "null", "nil", "No", "no"})
_LONGEST_XML = 4_000


def counts_to_its_limit(content: Content) -> bool:
    """Whether tries have reached their limit, and a time to wait is named."""
    return content.json is not None and all_tries_made(content.scalars()) is not None


def is_fault(heard: Heard) -> bool:
    """Whether a body is XML that reports an error: a fault of SOAP, `status="failed"`."""
    return heard.content.is_xml and _FAULT.search(heard.content.text[:_LOOK]) is not None


# SOAP and XML-RPC answer 200 or 500 with a fault.
# finds `<rsp stat="fail">`
# but not `<rsp stat="ok">`
_FAULT = lazy_re(
    r"(?i)<(?:[\w-]{1,20}:)?(?:fault|error|exception)\b"
    r"(?!\s{0,9}>\s{0,9}(?:false|none|no|0)\s{0,9}</)|"
    r"<[\w:.-]{1,60}\s[^<>]{0,400}\b(?:status|stat|result)\s*=\s*[\"'](?:fail|err|unauth|denied|nok)|"
    r"<(?:status|result|code|\w{0,20}(?:code|value))>\s*(?:fail|err|unauth|denied|nok|40[13]\b|997\b)"
)
_WRAPPER, _LOOK = 3, 4000


def _is_error(body: dict[str, object]) -> bool:
    told = (each for each in body.items() if not (_LOGIN_FLAG.match(each[0]) and _goes_on(body)))
    if any(_tells_of_an_error(*each) for each in told) or _by_code(body) or _fails(body):
        return True
    few = body if len(body) <= FEW_MEMBERS else {}  # a long one may list errors of before
    return any(_OWN_ERROR.match(name) and _has_telling_words(few[name]) for name in few)


def _goes_on(body: dict[str, object]) -> bool:
    """Whether a reply hands out what the next step of a login takes: nobody is refused by it yet.

    So begins a login that is confirmed on another device, and so it is asked after.
    """
    return any(isinstance(v, str) and goes_on_with(n) and is_random(v) for n, v in body.items())


# finds `authenticated`, `isloggedin`
# but not `success`
_LOGIN_FLAG = lazy_re(r"(?:is|has)?(?:authenticated|authori[sz]ed|loggedin|signedin)$")


def _tells_of_an_error(name: str, value: object) -> bool:
    if _FALSE_FLAG.match(name):
        return _is_no(value)
    if _TRUE_FLAG.match(name) and (value is True or value == "true"):
        return True
    if _ERROR_NUMBER.match(name):
        return _plain(value) and value not in _NOTHING and bool(str(value).strip("0"))
    if not _ERROR.match(name):
        return False
    return not _says_there_is_none(value)


def _says_there_is_none(error: object) -> bool:
    """Whether what stands under an error's name says that there is none.

    APIs that always send the member write `{"code": 0, "message": "success"}`. A bare 0 beside
    words of another kind says nothing: many give every error that number.
    """
    if isinstance(error, dict):
        told = error.items()
        return all(_is_nothing(v) and not (_FALSE_FLAG.match(n) and _is_no(v)) for n, v in told)
    return _is_nothing(error)


def _is_nothing(value: object) -> bool:
    if not _plain(value):
        return not value
    return value in _NOTHING or _NO_ERROR.fullmatch(str(value).strip()) is not None


# finds `success`, `No error`, `The operation completed successfully.`
# but not `success rate too low`, `login not successful`
_NO_ERROR = lazy_re(
    r"(?i)(?:0{1,6}|no[- _]?errors?|none|null|nil|n/a|ok(?:ay)?|200(?: ok)?|"
    r"(?:(?:the|operation|request|call|query|command|was|is|has|been|completed|executed) ){0,5}"
    r"(?:success(?:ful(?:ly)?)?|succeeded|completed))[.!]?"
)


def _has_telling_words(value: object) -> bool:
    """Whether a value under a name that may be an error's tells of one: words, or members."""
    if isinstance(value, str) and not _says_there_is_none(value):
        return len(value) > len("no error") and any(map(str.isalpha, value))
    return isinstance(value, dict) and any(map(_has_telling_words, value.values()))


def _is_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.lower() in {"false", "no", "n"})


def _fails(body: dict[str, object]) -> bool:
    """Whether a field `result` says "Failed", "WrongToken", "NotLoggedIn" and the like."""
    result = body.get("result")
    return isinstance(result, str) and bool(_FAILED.match(result))


_FAILED = lazy_re(
    r"(?i)(fail(ed|ure)?|wrong\w*|not\w+|need\w+|log_?in_?required|invalid\w*|throttled|aborted|denied)$"
)
_NOTHING = frozenset({None, False, "", "0", "ok", "OK", "none"})


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _by_code(body: dict[str, object]) -> bool:
    codes = [str(v).lower() for name, v in body.items() if _CODE.match(name) and _plain(v)]
    if any(code in _BAD_WORDS or code in _REFUSING or _BAD.search(code) for code in codes):
        return True
    if any(_has_code_and_words(name, body) for name in body):
        return True
    bad = [code for code in codes if code not in _FINE]
    if bad and (_has_a_message(body) or str(body.get("type")).lower() in _BAD_WORDS):
        return True
    inner = (value for value in body.values() if isinstance(value, dict))
    numbered = any(code.lstrip("-").isdigit() for code in bad)  # "open" is of the thing itself
    return numbered and any(map(_has_a_message, map(named_members, inner)))


def _has_a_message(members: dict[str, object]) -> bool:
    return any(_MESSAGE.match(name) and v and isinstance(v, str) for name, v in members.items())


def _has_code_and_words(name: str, body: dict[str, object]) -> bool:
    """Whether a code and a message of one own name stand side by side: `paywayCode`."""
    own, code = name.removesuffix("code"), body[name]
    if own == name or not own or not _plain(code) or str(code).lower() in _FINE:
        return False
    words = (body.get(f"{own}{end}") for end in ("message", "msg", "errormessage"))
    return str(code).lstrip("-").isdigit() and any(isinstance(one, str) and one for one in words)


# ---------------- Bodies that hold a message and nothing else
def is_brief(content: Content) -> bool:
    """Whether a body can't hold what was asked for beside a message: one line, few members."""
    if is_event(content):
        return False
    if content.json is not None:
        members = list(content.scalars())
        told = sum(isinstance(value, str) and _has_words(value) for _, value in members)
        return (
            bool(told)
            and not _lists_things(content)
            and len(members) <= FEW_MEMBERS
            and len(content.bytes) <= _BRIEF
        )
    if content.is_xml:
        return len(content.bytes) <= _BRIEF
    if content.is_html:
        page = content.page
        return len(page.text) <= _ONE_LINE and not page.forms and not page.fields
    return content.kind in {"text", "form"} and len(content.text) <= _ONE_LINE


def is_success(heard: Heard) -> bool:
    """Whether a reply is a success that carries no error: "Key revoked" is what was asked for."""
    return heard.status in SUCCESSES and not says_error(heard)


def gives(content: Content, name: str) -> bool:
    """Whether a member of this name holds a list or an object, and none is called a message."""
    members = named_members(content.object)
    told = any(_MESSAGE.match(one) or _ERROR.match(one) for one in members)
    return not told and isinstance(members.get(plain_name(name)), (list, dict))


def declares_success(content: Content) -> bool:
    """Whether a member says that all went well: `success: true`, `status: "ok"`."""
    members = named_members(content.object or dict(content.form))
    return any(
        value is True or (isinstance(value, str) and value.lower() in _YES)
        for name, value in members.items()
        if _FALSE_FLAG.match(name) or name in _OUTCOMES
    )


_YES = frozenset({"true", "yes", "ok", "okay", "success", "successful", "succeeded"})
_OUTCOMES = frozenset({"status", "result", "stat", "outcome"})


def is_event(content: Content) -> bool:
    """Whether a body is a message that was sent or logged: its words are of somebody else.

    A stream of them, or one with the moment and the level, topic or channel that it is of.
    """
    if content.type in _STREAMS:
        return True
    names = set(map(plain_name, content.object))
    return bool(names & MOMENTS and names & _OF_A_MESSAGE) and not any(map(_ERROR.match, names))


_STREAMS = frozenset(
    {"text/event-stream", "application/x-ndjson", "application/jsonl", "application/x-jsonlines"}
)
_OF_A_MESSAGE = frozenset(
    {"event", "level", "severity", "topic", "channel", "logger", "facility", "sender", "subject"}
)


def _lists_things(content: Content) -> bool:
    values = (content.json, *content.object.values())
    return any(isinstance(one, list) and one and isinstance(one[0], dict) for one in values)


def speaks_of_credentials(content: Content) -> bool:
    """Whether a line of text, where something else was asked for, is about a key or a login."""
    if is_event(content):
        return False
    line = content.kind == "text" and content.json is None and len(content.text) <= _ONE_LINE
    return line and _CREDENTIAL.search(content.text) is not None


# finds `Get your API key at ...`
# but not `keyboard`
_CREDENTIAL = lazy_re(
    r"(?i)\b(?:(?:api|access|licen[sc]e|secret)[ _-]?keys?|apikeys?|tokens?|credentials?|"
    r"passwords?|log ?in|sign ?in|authenticat\w+|authori[sz]\w+|licen[sc]e)\b"
)


def _has_words(value: str) -> bool:
    return " " in value or not value.isascii() or (value.isupper() and "_" in value)


_BRIEF, _ONE_LINE = 1_200, 300


# finds `account locked`
# but not `login done`
_LOGIN_STATE = lazy_re(
    r"(?i)(?:^|[\s_-])(?:locked|lockout|suspended|disabled|blocked|banned|deactivated|captcha)|"
    r"(?:password|credentials?)[\s_-]?(?:expired|reset|change)|(?:wrong|invalid|bad)[\s_-]"
)
_STATE_KEYS = ("status", "state", "result", "code", "error", "outcome", "reason", "type")


def refuses_login(heard: Heard) -> bool:
    """Whether the reply to a login names a state in which nobody is let in: `LOCKED_OUT`.

    So does one that hands out an empty session or none, lists second factors, or tells of a lock.
    """
    content = heard.content
    body = {k.lower(): v for k, v in content.object.items()}
    values = (body.get(key) for key in _STATE_KEYS)
    if any(isinstance(value, str) and _LOGIN_STATE.search(value) for value in values):
        return True
    members = (
        list(content.scalars()) if body else list(content.xml_leaves()) if content.is_xml else []
    )
    if any(_is_error_number(name, value) for name, value in body.items()):
        return True
    nothing = empty_session(members) or hands_out_nothing(content)
    asks = offers_factors(body) or wants_factor(body)
    return nothing or asks or bool(told_lock(members)[0])


def _is_error_number(name: str, value: object) -> bool:
    """Whether a member counts errors by number, and this is one: `"error_code": -40413`."""
    number = str(value) if _plain(value) else ""
    named = name.endswith("code") and _ERROR.match(name.removesuffix("code").rstrip("_"))
    return bool(named) and number.lstrip("-").isdigit() and number.strip("0") not in _FINE | {""}
