"""A user name and password that the server does not accept."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from inspector.diagnose.facts.accepted_elsewhere import asks_for_the_same
from inspector.diagnose.facts.callers.asked_again import misses_what_was_sent
from inspector.diagnose.facts.callers.logins_for_another import login_taken_for_another
from inspector.diagnose.facts.callers.other_schemes import (
    login_beside_an_envelope,
    wants_it_computed,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import fault, in_headers
from inspector.diagnose.facts.refusing_pages import after_login, led_back_to_form
from inspector.diagnose.facts.server_errors import waits
from inspector.diagnose.facts.stale_tokens import forbids_a_bare_login, login_lacks_its_token
from inspector.diagnose.facts.successes.empty_results import answered_no
from inspector.diagnose.facts.successes.logins_taken import blames_the_password
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import (
    CLEAR,
    FAIR,
    HALF,
    LESS,
    LIKELY,
    MUCH_LESS,
    OPEN,
    RATHER,
    SHOWN,
    SOUND,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.field_names import password_among
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import repeated_word
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_A_SETTING, OF_THE_ACCOUNT, OF_THE_NETWORK, Names
from inspector.story.clocks.stamps import signatures
from inspector.wording import tr

_WORDS: Names = ("bad-login",)


def password_refused(case: Case) -> Found:
    """Basic or Digest was asked for and sent, and is refused all the same."""
    sent = case.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES or not sent.value.strip():
        return
    stale = case.heard.parameter("stale")[0].lower() == "true" and sent.scheme == "digest"
    weight = 0.0 if stale else _weight(case, sent)
    if weight:
        yield case.refused_for(
            "wrong-password",
            weight,
            *case.quote(*_WORDS),
            _sent(sent),
            *_asked(case, sent),
            usual=not case.said(*_WORDS),
            user=sent.user,
            scheme=sent.scheme.capitalize(),
        )


def _weight(case: Case, sent: Credential) -> float:
    if case.said(*_WORDS):
        weight = SOUND * case.said(*_WORDS)
    elif case.status == HTTPStatus.UNAUTHORIZED:
        weight = RATHER if sent.scheme in case.heard.schemes else HALF
    else:
        return 0.0
    if case.said("missing", "too-many-attempts", "mfa", "captcha") or waits(case):
        return weight * MUCH_LESS
    if case.said("not-authenticated"):
        weight *= LESS
    if (
        case.heard.schemes
        and not set(case.heard.schemes) & {sent.scheme, "bearer"}
        and _is_page(case)
    ):
        return weight * MUCH_LESS
    unread = wants_it_computed(case) or login_beside_an_envelope(case) is not None
    if unread or _worked(case):
        return weight * MUCH_LESS
    return weight


def _is_page(case: Case) -> bool:
    """Whether a server's own page says it: IIS calls every refusal "invalid credentials"."""
    told = case.says(*_WORDS)
    return told is None or told.statement.kind in {"title", "page"}


def _worked(case: Case) -> bool:
    return any(
        case.shares_credential(other) and other.succeeded
        for other in (*case.neighbours, *case.before, *case.after)
    )


def password_changed(case: Case) -> Found:
    """The same password worked for the same request earlier: changed, or the account locked."""
    sent = case.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES or case.status != HTTPStatus.UNAUTHORIZED:
        return
    same = (c for c in case.same_request_before if asks_for_the_same(case, c))
    worked = [c for c in same if c.succeeded and case.shares_credential(c)]
    made_anew = bool(signatures(case))  # in place of a password, for each call
    if worked and not made_anew and not case.said("permission", "locked", "too-many-attempts"):
        yield case.refused_for(
            "wrong-password",
            LIKELY if blames_the_password(case) else HALF,  # it may have been changed since
            fact(tr("The same password worked before."), worked[-1].heard_line),
            _sent(sent),
            user=sent.user,
        )


def login_refused(case: Case) -> Found:
    """A login with user name and password is refused."""
    sent = case.sent
    if after_login(case) and not case.said("bad-login"):
        return
    opens = bool(password_among(sent.fields)) and case.said("bad-login")  # a share, an archive
    if not (sent.is_login or after_login(case) or sent.grant_type == "password" or opens):
        return
    if case.said(*OF_A_SETTING) or (sent.login.is_beside_a_call and case.said("permission")):
        return
    trust = case.said("bad-login", "token-refused", "unauthorized")
    turned = case.is_refused or case.heard.is_login_page
    bare = OPEN if forbids_a_bare_login(case) else RATHER if turned else 0.0
    weight = max(SOUND * case.said("bad-login"), FAIR if trust else 0.0, bare)
    another = login_taken_for_another(case)
    missed = case.once(misses_what_was_sent) and not case.said("bad-login")
    # then nobody looked at the password
    unseen = case.said("csrf") > trust or missed or login_lacks_its_token(case) is not None
    if case.said("too-many-attempts") or waits(case) or another is not None or unseen:
        weight *= MUCH_LESS
    if weight:
        yield case.refused_for(
            "wrong-password",
            weight,
            *case.quote("bad-login", "token-refused"),
            usual=not trust,
            user=sent.login_user or (case.previous.sent.login_user if case.previous else ""),
        )


def said_so(case: Case) -> Found:
    """The reply calls the login wrong although no scheme with a password was seen."""
    sent = case.sent
    known = sent.authorization is not None and sent.authorization.scheme in LOGIN_SCHEMES
    trust = case.said("bad-login")
    if trust and not known and not sent.is_login and case.may_carry:
        if case.heard.is_login_page and not sent.credentials:
            # The session keeps what became of the login just before, or the login itself.
            yield case.refused_for("wrong-password", SOUND * trust, *case.quote("bad-login"))
            return
        weight = FAIR if sent.credentials else HALF
        if (sent.credentials and _worked(case)) or wants_it_computed(case):
            weight *= MUCH_LESS
        yield case.refused_for(
            "credentials-refused",
            weight * trust,
            *case.quote("bad-login"),
            name=sent.main.name if sent.main else "",
        )


def _sent(sent: Credential) -> Evidence:
    if sent.user:
        return fact(
            tr(
                "{scheme} was sent for the user {user}.",
                scheme=sent.scheme.capitalize(),
                user=sent.user,
            ),
            sent.place,
        )
    return fact(tr("{scheme} was sent.", scheme=sent.scheme.capitalize()), sent.place)


def _asked(case: Case, sent: Credential) -> list[Evidence]:
    found = case.heard.challenge(sent.scheme)
    if found is None:
        return []
    return [
        fact(
            tr("The server asks for {scheme} again.", scheme=found[1].scheme),
            case.heard.challenge_place(*found),
        )
    ]


# ---------------- Logins that are answered with a plain no, in the body of a success
def login_answered_no(case: Case) -> Found:
    """The result of the login is `false`, or holds nothing."""
    if answered_no(case):
        no = case.heard.content.object.get("result") is False
        told = tr("The result of the login is false.") if no else tr("The login's result is empty.")
        yield case.suspect(
            "wrong-password",
            LIKELY if no else FAIR,
            fact(
                told,
                places.in_body(
                    case.index, "reply", places.find(case.heard.content.bytes, "result")
                ),
            ),
            user=case.sent.login_user,
        )


def user_name_empty(case: Case) -> Found:
    """Basic has a password and no user, and the reply misses a user."""
    sent = case.sent.authorization
    decoded = (sent.basic or b"") if sent is not None and sent.scheme == "basic" else b""
    if sent is None or not decoded.startswith(b":") or len(decoded) == 1:
        return
    words = case.says("missing", "not-found-there", "bad-login", "malformed")
    if words is None or not _NAMES_A_USER.search(words.statement.plain):
        return
    yield case.refused_for(
        "wrong-password",
        STRONG,
        fact(tr("The user name before the colon is empty."), sent.place),
        *case.quote(words.name),
        explains=True,
    )


# finds `authentication header missing username`
# but not `the user may not do this`
_NAMES_A_USER = lazy_re(r"\b(?:user ?names?|user ?ids?|logins?|users?)\b")


# ---------------- Basic credentials that are not user:password in Base64
_BLANK, _DELETE = 0x20, 0x7F


def basic_form(case: Case) -> Found:
    """What follows the word Basic is not user:password in Base64."""
    for sent in in_headers(case):
        if sent.scheme == "basic" and sent.value.strip() and not case.is_removed(sent):
            yield from _basic_faults(sent)


def _basic_faults(sent: Credential) -> Iterator[Suspicion]:
    decoded = sent.basic
    if repeated_word(sent.value) or sent.claims or sent.is_encrypted:
        return
    if decoded is None or (b":" not in decoded and not _printable(decoded)):
        yield fault(
            "basic-not-base64",
            STRONG,
            tr("What follows Basic is not Base64 of user:password."),
            sent,
        )
    elif b":" not in decoded:
        yield fault(
            "basic-without-colon",
            STRONG,
            tr("The decoded value has no colon between user and password."),
            sent,
        )
    elif decoded.endswith((b"\n", b"\r")):
        yield fault(
            "basic-trailing-newline",
            SHOWN,
            tr("The decoded user:password ends with a line break."),
            sent,
        )
    elif b"\n" in decoded or b"\r" in decoded or b"\x00" in decoded:
        yield fault(
            "line-break-in-credential",
            STRONG,
            tr("The decoded user:password contains a line break."),
            sent,
        )
    else:
        yield from _basic_oddities(sent, decoded)


def _basic_oddities(sent: Credential, decoded: bytes) -> Iterator[Suspicion]:
    user, _, password = decoded.partition(b":")
    if password != password.strip() or user != user.strip():
        yield fault(
            "blank-around-credential",
            CLEAR,
            tr("A blank stands at an end of the decoded user or password."),
            sent,
        )
    elif password[:1] in {b'"', b"'"} and password[:1] == password[-1:]:
        yield fault(
            "quotes-in-credential",
            CLEAR,
            tr("The decoded password stands in quotation marks."),
            sent,
        )
    elif re.search(rb"%[0-9A-Fa-f]{2}", password) or re.search(rb"%(40|2B|3A)", user):
        yield fault(
            "percent-encoded", FAIR, tr("The decoded user or password is percent-encoded."), sent
        )
    elif not decoded.isascii():
        yield fault(
            "basic-charset",
            LIKELY if _is_latin(decoded) else HALF,
            tr(
                "The decoded value holds characters beyond ASCII ({charset}).",
                charset="ISO-8859-1" if _is_latin(decoded) else "UTF-8",
            ),
            sent,
        )


def _is_latin(decoded: bytes) -> bool:
    try:
        decoded.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _printable(decoded: bytes) -> bool:
    return all(_BLANK <= byte < _DELETE for byte in decoded)


# ---------------- A posted login leads back to its form, and not a word says why
_TOLD: Names = (*OF_THE_ACCOUNT, *OF_THE_NETWORK, "csrf", "mfa", "captcha", "password-expired")
_LOOK = 20


def login_led_back(case: Case) -> Found:
    """The form is shown again: its token was left out, or what was typed is not taken."""
    path = led_back_to_form(case)
    if not path or case.said(*_TOLD):
        return
    led = fact(tr("The login leads back to its form at {path}.", path=path), case.heard_line)
    left_out = None if case.sent.csrf_tokens else _form_with_a_token(case)
    if left_out is not None:
        name = left_out.heard.content.page.csrf_name
        form = fact(tr("The form had a CSRF token in {name}.", name=name), left_out.heard_body)
        missing = tr("{method} does not repeat it.", method=case.sent.method)
        yield case.refused_for(
            "csrf-token-missing",
            LIKELY,
            form,
            fact(missing, case.sent_line),
            led,
            absent=True,
            name=name,
        )
    yield case.suspect(
        "wrong-password",
        CLEAR * told if (told := case.said("bad-login")) else FAIR if left_out is None else OPEN,
        *case.quote("bad-login"),
        led,
        usual=not told,
        user=case.sent.login_user,
    )


def _form_with_a_token(case: Case) -> Case | None:
    """Return the page to log in at whose form has a token; None where nobody fetched one."""
    near = reversed(case.before[-_LOOK:])
    return next((c for c in near if c.heard.is_login_page and c.heard.content.page.csrf_name), None)


RULES = (
    login_led_back,
    login_answered_no,
    user_name_empty,
    basic_form,
    password_refused,
    password_changed,
    login_refused,
    said_so,
)
