"""Tells whether a reply that calls itself a success carries an error in its body."""

import re

from inspector.diagnose.heard import Heard

_FALSE_FLAGS = (
    "ok",
    "success",
    "succeeded",
    "authenticated",
    "active",
    "issuccess",
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
)
_CODE_KEYS = (
    "code",
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
    "errmsg",
    "error_msg",
    "error_message",
    "detail",
    "reason",
    "description",
)
_FINE = frozenset({"0", "200", "201", "1", "ok", "success", "true", "20000", "00000", "none", ""})
_BAD_WORDS = frozenset({"error", "fail", "failed", "failure", "request_denied"})
_BAD = re.compile(r"expired|unauthori|forbidden|denied|login|not.?authenticated")
_REFUSING = frozenset({"401", "403", "407", "419", "440", "498", "499"})


def says_error(heard: Heard) -> bool:
    """Whether a body says that something failed although the status does not."""
    body = _lower(heard.content.object)
    if _is_error(body) or heard.header("grpc-status") not in {"", "0"}:
        return True
    if heard.content.is_xml and _FAULT.search(heard.content.text[:_LOOK]):
        return True
    return any(
        _is_error(_lower(inner)) and len(body) <= _WRAPPER
        for inner in body.values()
        if isinstance(inner, dict)
    )


# SOAP and XML-RPC answer 200 or 500 with a fault.
_FAULT = re.compile(r"<(?:[\w-]{1,20}:)?[Ff]ault\b")
_WRAPPER, _LOOK = 3, 4000


def _lower(body: dict[str, object]) -> dict[str, object]:
    return {str(key).lower(): value for key, value in list(body.items())[:_MOST_KEYS]}


_MOST_KEYS = 60


def _is_error(body: dict[str, object]) -> bool:
    if any(body.get(flag) is False for flag in _FALSE_FLAGS):
        return True
    if any(body.get(key) not in _NOTHING for key in _ERROR_KEYS if _plain(body.get(key))):
        return True
    if any(isinstance(body.get(key), dict | list) and body.get(key) for key in _ERROR_KEYS):
        return True
    return _by_code(body) or _by_result(body)


def _by_result(body: dict[str, object]) -> bool:
    """Whether a field `result` says "Failed", "WrongToken", "NotLoggedIn" and the like."""
    result = body.get("result")
    return isinstance(result, str) and bool(_FAILED.match(result))


_FAILED = re.compile(r"(?i)(fail(ed|ure)?|wrong\w*|not\w+|invalid\w*|throttled|aborted|denied)$")
_NOTHING = frozenset({None, "", 0, "0", "ok", "OK", "none"})


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _by_code(body: dict[str, object]) -> bool:
    codes = [str(body[key]).lower() for key in _CODE_KEYS if _plain(body.get(key)) and key in body]
    if any(code in _BAD_WORDS or code in _REFUSING or _BAD.search(code) for code in codes):
        return True
    has_words = any(isinstance(body.get(key), str) and body.get(key) for key in _MESSAGE_KEYS)
    return has_words and any(code not in _FINE for code in codes)
