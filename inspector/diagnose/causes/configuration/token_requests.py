"""A request for a token that lacks, or doubles, what its own grant asks for (RFC 6749 §4 to §6)."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import names_client_method
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import is_bearer
from inspector.diagnose.weights import LIKELY, SOUND, STRONG
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import REFUSES_TOKEN_REQUEST
from inspector.wording import tr

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
# What speaks of the request as a whole; "invalid_grant" says that its parts were read.
_OF_THE_REQUEST = frozenset({"", "invalid_request", "unsupported_grant_type", "invalid_client"})
_NEEDS = {
    "authorization_code": ("code",),
    "password": ("username", "password"),
    "refresh_token": ("refresh_token",),
    "urn:ietf:params:oauth:grant-type:jwt-bearer": ("assertion",),
    "urn:ietf:params:oauth:grant-type:saml2-bearer": ("assertion",),
    "urn:ietf:params:oauth:grant-type:device_code": ("device_code",),
    "urn:ietf:params:oauth:grant-type:token-exchange": ("subject_token",),
}
# finds `dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`
# but not `abc`
_VERIFIER = lazy_re(r"[A-Za-z0-9._~-]{43,128}")


def _is_refused(case: Case) -> bool:
    refused = case.status in REFUSES_TOKEN_REQUEST | {HTTPStatus.UNSUPPORTED_MEDIA_TYPE}
    return refused and case.sent.is_token_request and not case.may_be_stripped


def not_a_form(case: Case) -> Found:
    """The parameters came as JSON or as another kind, where a form is read (§3.2, appendix B)."""
    if not _is_refused(case) or case.heard.error[0] not in _OF_THE_REQUEST:
        return
    found, body = case.sent.header("content-type"), case.sent.message.body
    if found is None or not body or names_client_method(case) is not None:
        return
    kind = case.sent.content.type
    if kind == _FORM or _was_taken(case, kind):
        return
    if kind == _JSON and not case.sent.grant_type and not case.heard.error[0]:
        return  # it names no grant: an API may renew tokens in a way of its own
    if kind == _JSON and (case.heard.error[0] == "invalid_client" or case.said("bad-login")):
        return  # then the client or the login in it was read
    yield case.refused_for(
        "sign-in-request-refused",
        LIKELY if kind == _JSON else SOUND,
        fact(
            tr("The body is sent as {kind}.", kind=kind) if kind else tr("Content-Type is empty."),
            case.sent_body,
        ),
        fact(tr("A token endpoint reads a form: {kind}.", kind=_FORM), case.sent_line),
        explains=True,
    )


def _was_taken(case: Case, kind: str) -> bool:
    """Whether this host gave a token for a body of the same kind."""
    given = (one for one in (*case.before, *case.after) if one.succeeded)
    return any(one.sent.content.type == kind for one in given if one.sent.is_token_request)


def part_of_the_grant_missing(case: Case) -> Found:
    """The grant is named, and what it exchanges for a token is not there."""
    if not _is_refused(case) or case.heard.error[0] not in _OF_THE_REQUEST:
        return
    fields = {name.lower() for name, value in case.sent.fields.items() if value}
    fields |= {name.lower() for name, value in case.sent.query if value}
    if case.sent.login_user:
        fields.add("username")  # a login that names its user otherwise, as by `email`
    if _may_refresh_otherwise(case):
        fields.add("refresh_token")
    lacks = next((name for name in _NEEDS.get(case.sent.grant_type, ()) if name not in fields), "")
    if lacks:
        yield case.refused_for(
            "second-part-missing",
            STRONG,
            fact(
                tr("The grant {grant} goes with {name}.", grant=case.sent.grant_type, name=lacks),
                case.sent_body,
            ),
            explains=True,
            name="grant_type",
            wanted=lacks,
        )


def _may_refresh_otherwise(case: Case) -> bool:
    """Whether a refresh token may stand in a cookie, in that of a session, or in a header."""
    named = any("refresh" in name.lower() for name, _, _ in case.sent.cookies)
    sent = case.sent.authorization
    return bool(named or case.sent.session_cookies or (sent is not None and is_bearer(sent)))


def client_shown_twice(case: Case) -> Found:
    """The client's secret stands in Basic and in the body: more than one way is refused (§2.3)."""
    sent = case.sent.authorization
    if not _is_refused(case) or case.heard.error[0] not in {"invalid_request", "invalid_client"}:
        return
    if sent is None or sent.scheme != "basic" or not case.sent.fields.get("client_secret"):
        return
    yield case.refused_for(
        "one-credential-too-many",
        LIKELY,
        fact(tr("Basic shows the client."), sent.place),
        fact(tr("client_secret in the body shows it once more."), case.sent_body),
        explains=True,
    )


def verifier_of_another_form(case: Case) -> Found:
    """The code verifier is shorter, longer or of other signs than RFC 7636 §4.1 allows."""
    verifier = case.sent.fields.get("code_verifier", "")
    if _is_refused(case) and verifier and not _VERIFIER.fullmatch(verifier):
        yield case.refused_for(
            "code-refused",
            STRONG,
            fact(
                tr("code_verifier has {count} signs; 43 to 128 are due.", count=len(verifier)),
                case.sent_body,
            ),
            explains=True,
        )


RULES = (not_a_form, part_of_the_grant_missing, client_shown_twice, verifier_of_another_form)
