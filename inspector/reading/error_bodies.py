"""Tells whether a reply that calls itself a success carries an error in its body."""

from inspector.protocol.patterns import lazy_re
from inspector.reading.grpc_web import grpc_status
from inspector.reading.reply import Heard
from inspector.reading.statuses import REFUSES_ACCESS

_FALSE_FLAGS = (
    "ok",
    "success",
    "succeeded",
    "authenticated",
    "active",
    "issuccess",
    "is_success",
    "succeed",
    "loggedin",
    "logged_in",
    "isauthenticated",
    "is_authenticated",
    "isloggedin",
)
_ERROR_KEYS = (
    "error",
    "errors",
    "fault",
    "exception",
    "err",
    "errormessage",
    "error_message",
    "error_msg",
    "errmsg",
    "err_msg",
    "errortext",
    "error_text",
    "errordescription",
    "error_description",
)
_TRUE_FLAGS = ("iserror", "is_error", "haserror", "has_error", "haserrors", "failed")
_CODE_KEYS = (
    "code",
    "stat",
    "resultcode",
    "result_code",
    "returncode",
    "return_code",
    "respcode",
    "resp_code",
    "responsecode",
    "response_code",
    "errcode",
    "status",
    "statuscode",
    "retcode",
    "ret_code",
    "error_code",
    "errorcode",
    "errno",
    "rc",
    "ret",
)
_MESSAGE_KEYS = (
    "msg",
    "message",
    "retmsg",
    "returnmsg",
    "return_msg",
    "resultmsg",
    "result_msg",
    "resultmessage",
    "result_message",
    "respmsg",
    "resp_msg",
    "responsemessage",
    "statusmessage",
    "status_message",
    "info",
    "text",
    "errmsg",
    "error_msg",
    "error_message",
    "detail",
    "reason",
    "description",
)
_FINE = frozenset(
    {"0", "200", "201", "1", "ok", "okay", "success", "successful", "succeeded", "true", "20000"}
    | {"000", "00", "0000", "000000", "00000", "none", "info", "active", "done", "completed", ""}
)
_BAD_WORDS = frozenset({"error", "fail", "failed", "failure", "request_denied", "nok", "ko"})
# finds `invalid_token`
# but not `created`
_BAD = lazy_re(
    r"expired|unauthori[sz]ed|forbidden|denied|login|not.?authenticated|(?:auth|access|token|sign\w{0,12})"
    r"[-_. ]?(?:fail|err|invalid)|"
    r"invalid[-_. ]?(?:auth|token|session|signature|api.?key|access|cred)"
)
_REFUSING = frozenset(map(str, REFUSES_ACCESS))


def says_error(heard: Heard) -> bool:
    """Whether a body says that something failed although the status does not."""
    body = _lower(heard.content.object)
    call = grpc_status(heard.reply) if heard.reply is not None else ""
    if _is_error(body) or call not in {"", "0"}:
        return True
    if is_fault(heard):
        return True
    return any(
        _is_error(_lower(inner)) and len(body) <= _WRAPPER
        for inner in body.values()
        if isinstance(inner, dict)
    )


def is_fault(heard: Heard) -> bool:
    """Whether a body is XML that reports an error: a fault of SOAP, `status="failed"`."""
    return heard.content.is_xml and _FAULT.search(heard.content.text[:_LOOK]) is not None


# SOAP and XML-RPC answer 200 or 500 with a fault.
# finds `<rsp stat="fail">`
# but not `<rsp stat="ok">`
_FAULT = lazy_re(
    r"(?i)<(?:[\w-]{1,20}:)?(?:fault|error|exception)\b|"
    r"<[\w:.-]{1,60}\s[^<>]{0,400}\b(?:status|stat|result)\s*=\s*[\"'](?:fail|err|unauth|denied|nok)|"
    r"<(?:status|result|code|\w{0,20}(?:code|value))>\s*(?:fail|err|unauth|denied|nok|40[13]\b|997\b)"
)
_WRAPPER, _LOOK = 3, 4000


def _lower(body: dict[str, object]) -> dict[str, object]:
    return {str(key).lower(): value for key, value in list(body.items())[:_MOST_KEYS]}


_MOST_KEYS = 60


def _is_error(body: dict[str, object]) -> bool:
    if any(_is_no(body.get(flag)) for flag in _FALSE_FLAGS):
        return True
    if any(body.get(flag) is True for flag in _TRUE_FLAGS):
        return True
    if any(body.get(key) not in _NOTHING for key in _ERROR_KEYS if _plain(body.get(key))):
        return True
    if any(isinstance(body.get(key), dict | list) and body.get(key) for key in _ERROR_KEYS):
        return True
    return _by_code(body) or _by_result(body)


def _is_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.lower() in {"false", "no", "n"})


def _by_result(body: dict[str, object]) -> bool:
    """Whether a field `result` says "Failed", "WrongToken", "NotLoggedIn" and the like."""
    result = body.get("result")
    return isinstance(result, str) and bool(_FAILED.match(result))


_FAILED = lazy_re(r"(?i)(fail(ed|ure)?|wrong\w*|not\w+|invalid\w*|throttled|aborted|denied)$")
_NOTHING = frozenset({None, "", 0, "0", "ok", "OK", "none"})


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _by_code(body: dict[str, object]) -> bool:
    codes = [str(body[key]).lower() for key in _CODE_KEYS if _plain(body.get(key)) and key in body]
    if any(code in _BAD_WORDS or code in _REFUSING or _BAD.search(code) for code in codes):
        return True
    has_words = any(isinstance(body.get(key), str) and body.get(key) for key in _MESSAGE_KEYS)
    return has_words and any(code not in _FINE for code in codes)


# finds `account locked`
# but not `login done`
_LOGIN_STATE = lazy_re(
    r"(?i)(?:^|[\s_-])(?:locked|lockout|suspended|disabled|blocked|banned|deactivated|captcha)|"
    r"(?:password|credentials?)[\s_-]?(?:expired|reset|change)|(?:wrong|invalid|bad)[\s_-]"
)
_STATE_KEYS = ("status", "state", "result", "code", "error", "outcome", "reason", "type")


def refuses_login(heard: Heard) -> bool:
    """Whether the reply to a login names a state in which nobody is let in: `LOCKED_OUT`."""
    body = _lower(heard.content.object)
    values = (body.get(key) for key in _STATE_KEYS)
    if any(isinstance(value, str) and _LOGIN_STATE.search(value) for value in values):
        return True
    return any(value is True and _SECOND_FACTOR.match(key) for key, value in body.items())


_SECOND_FACTOR = lazy_re(
    r"(?:requires?_?)?(?:mfa|2fa|otp|totp|two_?factor(?:_?auth(?:entication)?)?)_?(?:required|needed)?$"
)
