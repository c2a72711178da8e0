"""Services behind a host that may have broken, in the error that answers what was just sent."""

from http import HTTPStatus

from inspector.diagnose.facts.about_access import BY_WORDS
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.diagnose.facts.server_errors import (
    could_not_check,
    is_provider_address,
    lost_login_service,
    names_login_service,
)
from inspector.protocol.patterns import lazy_re
from inspector.reading.standard_sentences import says_that_it_broke
from inspector.reading.statements import Statement
from inspector.reading.statuses import BAD_GATEWAY, GOT_NO_ANSWER, SERVER_ERRORS


def broke_behind(case: Case) -> bool:
    """Whether the error that answers what was just sent comes of a service behind the host."""
    told = lost_a_connection(case) is not None or refused_behind(case) is not None
    return told or breaks_without_a_word(case) or without_an_answer(case)


def breaks_without_a_word(case: Case) -> bool:
    """Whether the server broke over a credential, and says nothing of what broke.

    What an application breaks over stands in its reply or its log; what checks callers in front of
    it has no words of its own. Nor has the page that a web server writes for any error.
    """
    if not stands_alone(case) or not case.sent.has_any:
        return False
    return broke_with_a_standard_page(case) or is_internal_error(case)


def broke_with_a_standard_page(case: Case) -> bool:
    """Whether an error of the server's own has no words but those that stand for any."""
    if case.status != HTTPStatus.INTERNAL_SERVER_ERROR:
        return False
    standard = all(says_that_it_broke(said.plain) for said in case.heard.statements)
    return standard or case.heard.content.page.is_of_web_server


def is_internal_error(case: Case) -> bool:
    """Whether a success holds an error of JSON-RPC that is the server's own (its §5.1).

    What words it has are of what broke, mostly, and not of who called.
    """
    error = case.heard.content.object.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code == _INTERNAL_ERROR and case.is_hidden_error and not case.said(*BY_WORDS)


_INTERNAL_ERROR = -32603


def without_an_answer(case: Case) -> bool:
    """Whether a gateway got no answer, or none it could read, to what was just sent.

    503 may come of a pause that was announced, and is read by its words.
    """
    return case.status in GOT_NO_ANSWER and stands_alone(case)


def lost_a_connection(case: Case) -> Statement | None:
    """Return the words that something behind was not reached, and do not say that it checks logins.

    A gateway that answers so to a credential is told as one; so is a login service that is named.
    GraphQL and JSON-RPC have their errors in a success.
    """
    broke = case.status in SERVER_ERRORS or case.is_hidden_error
    if not broke or not stands_alone(case) or _is_of_logins(case):
        return None
    if case.status in BAD_GATEWAY and case.sent.has_any:
        return None
    told = case.says("unreachable", "connection-failed")
    if told is not None:
        return told.statement
    return next((one for one in case.heard.statements if _NOT_CONNECTED.search(one.plain)), None)


def refused_behind(case: Case) -> Statement | None:
    """Return the words by which a server that broke was itself refused by what it asked; or None.

    They quote the status that it got, which is not the one that it gives, and say for what: alone
    it may be what the program itself thinks of the caller.
    """
    if case.status not in SERVER_ERRORS or not stands_alone(case) or _is_of_logins(case):
        return None
    told = (one for one in case.heard.statements if len(one.plain.split()) >= _QUOTED)
    return next((one for one in told if _REFUSED.search(one.text)), None)


_QUOTED = 4  # words
# finds `couldn't list files: 401 Unauthorized`, `upstream returned status code: 403`
# but not `401 files listed`, `error 500`
_REFUSED = lazy_re(
    r"(?i)\b401[ -]+unauthorized\b|\b403[ -]+forbidden\b|"
    r"\b(?:status(?: code)?|http(?: error)?|returned|responded with|response)\b\W{0,3}40[13]\b"
)


def _is_of_logins(case: Case) -> bool:
    named = could_not_check(case) or names_login_service(case) or lost_login_service(case)
    return bool(named) or is_provider_address(case) or case.sent.is_token_request


# finds `error establishing a database connection`, `unable to connect to the store`
# but not `your device is unable to connect`, `connection pool exhausted`
_NOT_CONNECTED = lazy_re(
    r"\b(?:error|failed|failure|problem) (?:in |while )?establishing (?:\w+ ){0,3}connection\b|"
    r"\b(?:unable|failed|can ?not|could not) (?:to )?connect to\b"
)
