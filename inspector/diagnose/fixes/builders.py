"""Builds fixes of the secret itself: cleaned, or typed anew; and what all builders share."""

from collections.abc import Callable

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.facts.things.path_keys import likely_key
from inspector.diagnose.fixes.key_rows import KEY, beside_authorization, empty_row
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.protocol.field_names import password_among
from inspector.protocol.keys.credential_kinds import token_use
from inspector.protocol.keys.wrapped_values import Wrapped, wrapped
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.protocol.signatures.signed_address import signs_an_address
from inspector.protocol.urls import host_of
from inspector.reading.credential import Credential
from inspector.reading.request import Sent
from inspector.wording import tr, tr_declared

Builder = Callable[[Case, Suspicion], Fix | None]
PASSWORD = Field("credential", Basic.secret_field())
TOKEN = Field("credential", Bearer.secret_field())
USER = Field("credential", "user")
KEY_ID = Field("credential", "key_id")
_LOGS_IN = frozenset({PASSWORD, Field("body")})
# A header's or parameter's name, not words that describe one.
_FIELD_NAME = lazy_re(r"[A-Za-z][A-Za-z0-9]{0,40}(?:[-_][A-Za-z0-9]{1,40}){0,6}")


def asked(case: Case) -> Case:
    """Return the case that the user asked for: redirects and challenges lead away from it."""
    while case.previous is not None and case.previous.index < case.index:
        case = case.previous
    return case


def resent(case: Case) -> str:
    """Return what goes out again, as a part of a sentence: method and address."""
    first = asked(case).sent
    return _named(first, first.url.partition("?")[0])


def resent_to_host(case: Case) -> str:
    """Return the same with the host alone."""
    first = asked(case).sent
    return _named(first, host_of(first.url))


def _named(first: Sent, where: str) -> str:
    if not first.was_recorded:
        return tr("the request")
    return tr("{method} {url}", method=first.method, url=where)


def sends(case: Case) -> str:
    """Return what goes out again, as the whole of what is sent."""
    return tr("{request} once more", request=resent(case))


def sends_to(case: Case, url: str) -> str:
    """Return what goes out to another address."""
    first, there = asked(case).sent, url.partition("?")[0]
    if not first.was_recorded:
        return tr("the request to {url}", url=there)
    return tr("{method} {url}", method=first.method, url=there)


def secret_field(case: Case) -> Field:
    """Return the field of the request that holds the secret sent."""
    sent = case.sent.authorization
    if sent is not None:
        return PASSWORD if sent.scheme in LOGIN_SCHEMES else TOKEN
    if case.sent.is_login or case.sent.is_token_request:
        return Field("body")
    return KEY if case.sent.keys else TOKEN


def by_saved_login(case: Case, title: str) -> Fix:
    """Run the login request that is saved for the host, and resend."""
    return Fix(
        id="log-in",
        title=title,
        sends=tr("The login request, then {request}", request=resent(case)),
        action=Action("log-in"),
        risk="login-attempt",
    )


def clean(transform: str, title: str) -> Builder:
    """Return a builder that cleans the secret's text."""

    def build(case: Case, _: Suspicion) -> Fix:
        return Fix(
            id=f"clean-{transform}",
            title=tr_declared(title),
            changes=(
                Change(
                    field=secret_field(case),
                    before=DOTS,
                    after=DOTS,
                    operation="transform",
                    transform=transform,
                ),
            ),
            sends=sends(case),
            risk="login-attempt" if secret_field(case) == PASSWORD else "none",
        )

    return build


def value_alone(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the value without what stands around it, where it is clear which part it is."""
    found = next((one for one in map(_wrapped, case.sent.credentials) if one is not None), None)
    if found is None or not found.alone:
        return None
    return clean("value-alone", "Send the value alone and resend")(case, suspicion)


def _wrapped(sent: Credential) -> Wrapped | None:
    return wrapped(sent.value)


def encode_login(case: Case, suspicion: Suspicion) -> Fix | None:
    """Let the program encode a user and password that stand behind Basic as they are."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "basic" or ":" not in sent.value:
        return None
    return clean("encode", "Encode it and resend")(case, suspicion)


def new_address(case: Case, _: Suspicion) -> Fix | None:
    """Type another signed address: its signature alone is never typed anew, nor sent elsewhere."""
    request, sent = case.trace.attempt.request, case.sent
    own = request is not None and request.credential.is_given  # signed when it is sent
    signed = any(signs_an_address(name) for name, _ in sent.query)
    beside = sent.authorization is not None or any(key.where != "query" for key in sent.keys)
    if own or beside or sent.is_login or not signed:
        return None
    before = case.sent.url.partition("?")[0]
    return Fix(
        id="enter-address",
        title=tr("Enter another signed address"),
        changes=(Change(field=Field("url"), before=before, ask=True),),
        sends=tr("{method} to the new address", method=case.sent.method),
    )


def other_key_in_path(case: Case, suspicion: Suspicion) -> Fix | None:
    """Type the address with another key, where the key stands in its path."""
    part = likely_key(case) if suspicion.slug in _OF_A_KEY else None
    request = case.trace.attempt.request
    own = request is not None and request.credential.is_given
    if part is None or own:
        return None
    before = case.sent.url.partition(part.text)[0]
    return Fix(
        id="enter-address",
        title=tr("Enter the address with another key"),
        changes=(Change(field=Field("url"), before=before, ask=True),),
        sends=tr("{method} to the new address", method=case.sent.method),
    )


_OF_A_KEY = frozenset({"key-refused", "key-revoked", "worked-before"})


def enter_secret(case: Case, suspicion: Suspicion) -> Fix:
    """Type the user and password, the token or the key again."""
    address = new_address(case, suspicion) or other_key_in_path(case, suspicion)
    if address is not None:
        return address
    row = beside_authorization(case, suspicion) or empty_row(case, suspicion)
    field = _form_secret(case, suspicion) or row or secret_field(case)
    is_login = field == PASSWORD
    titles = {
        PASSWORD: tr("Enter user and password"),
        TOKEN: tr("Enter another token"),
        KEY: tr("Enter another key"),
        Field("body"): tr("Enter user and password")
        if case.sent.is_login or "password" in case.sent.fields
        else tr("Enter the right values in the form"),
    }
    secret = Change(field=field, before=DOTS, ask=True)
    whose = USER if is_login else KEY_ID if field == TOKEN and _signs_by_id(case) else None
    if whose == KEY_ID:
        titles[TOKEN] = tr("Enter key ID and secret")
    elif suspicion.slug == "empty-credential":
        titles[TOKEN] = tr("Enter the token")
    return Fix(
        id="enter-secret",
        title=titles.get(field) or _another(field, suspicion),
        changes=(Change(field=whose, ask=True), secret) if whose is not None else (secret,),
        sends=sends(case),
        risk="login-attempt" if field in _LOGS_IN else "none",
    )


def _signs_by_id(case: Case) -> bool:
    """Whether the request was signed with typed keys, which are named by an id."""
    request = case.trace.attempt.request
    if request is None or request.credential.is_nobody:
        return False
    return request.credential.name_field == KEY_ID.name


def _another(field: Field, suspicion: Suspicion) -> str:
    name = str(suspicion.values.get("name")) if field.area == "also" else field.name
    if suspicion.slug == "empty-credential":
        return tr("Enter {name}", name=name)
    return tr("Enter another {name}", name=name)


# Which part of a token request a finding is about.
_PARTS = {
    "refresh-token": ("refresh_token", "refresh"),
    "code-": ("code",),
    "assertion-": ("assertion",),
    "client-assertion": ("client_assertion",),
}


def _form_secret(case: Case, suspicion: Suspicion) -> Field | None:
    """Return the part of a body that was refused; None where it is the login itself.

    Beside the client's own login a token request holds the user's (RFC 6749 §4.3.2).
    """
    if case.sent.has_saml:
        return Field("body", "SAMLResponse")
    names = next((names for own, names in _PARTS.items() if suspicion.slug.startswith(own)), ())
    found = next((name for name in names if name in case.sent.fields), "") or _lone_renewal(case)
    if found:
        return Field("body", found)
    of_user = suspicion.slug in _OF_THE_USER and bool(password_among(case.sent.fields))
    sent = case.sent.authorization
    beside_a_token = sent is not None and sent.scheme not in LOGIN_SCHEMES
    return Field("body") if of_user and (case.sent.is_token_request or beside_a_token) else None


def _lone_renewal(case: Case) -> str:
    """Return the field of a refresh token where nothing beside it says who asks; else empty."""
    if case.sent.authorization is not None or case.sent.login.is_of_a_client:
        return ""
    named = (name for name, text in case.sent.fields.items() if text)
    return next((name for name in named if token_use(name) == "renewal"), "")


_OF_THE_USER = frozenset({"wrong-password", "credentials-refused", "password-expired"})


def enter_other_account(case: Case, suspicion: Suspicion) -> Fix | None:
    """Type the login, token or key of an account that may do this."""
    if not case.sent.credentials:
        return None
    if (address := new_address(case, suspicion)) is not None:
        return address
    fix = enter_secret(case, suspicion)
    return msgspec.structs.replace(fix, id="enter-other", title=tr("Use another account"))


def enter_part(case: Case, suspicion: Suspicion) -> Fix | None:
    """Type the second part that the server reads beside what was sent: an ID, a key, a header."""
    name = str(suspicion.values.get("wanted") or "")
    if not _FIELD_NAME.fullmatch(name):
        return None
    field = Field("body" if case.sent.is_token_request else "headers", name)
    return Fix(
        id="enter-part",
        title=tr("Enter {name} too", name=name),
        changes=(Change(field=field, ask=True),),
        sends=sends(case),
    )


def change_user_agent(case: Case, suspicion: Suspicion) -> Fix:
    """Send the User-Agent that was let through, else one that the user types."""
    works = str(suspicion.values.get("works") or "")
    before = case.sent.header("user-agent")
    field = Field("headers", "User-Agent")
    return Fix(
        id="change-user-agent",
        title=tr("Send another User-Agent"),
        changes=(
            Change(
                field=field,
                before=before[1].value if before is not None else "",
                after=works,
                ask=not works,
            ),
        ),
        sends=sends(case),
    )


def enter_cookie(case: Case, _: Suspicion) -> Fix | None:
    """Type the session cookie anew, as a browser has it after a login.

    Where the request's credential is a key of another name, it is no place for a cookie.
    """
    cookie = next(iter(case.sent.session_cookies), None)
    if cookie is None or case.sent.authorization is not None:
        return None
    request = case.trace.attempt.request
    own = ("cookie", cookie.name)
    if request is not None and request.credential.is_given and request.credential.travels != own:
        return None
    return Fix(
        id="enter-cookie",
        title=tr("Enter a fresh cookie {name}", name=cookie.name),
        changes=(
            Change(field=KEY, before=DOTS, ask=True),
            Change(field=Field("credential", "place"), after="cookie"),
            Change(field=Field("credential", "name"), after=cookie.name),
        ),
        sends=sends(case),
    )


def enter_shown_secret(case: Case, _: Suspicion) -> Fix:
    """Type the secret that the OAuth client showed again, with its ID."""
    field = secret_field(case)
    secret = Change(field=field, before=DOTS, ask=True)
    return Fix(
        id="enter-client-secret",
        title=tr("Enter client ID and secret"),
        changes=(Change(field=USER, ask=True), secret) if field == PASSWORD else (secret,),
        sends=sends(case),
        risk="login-attempt",
    )


def enter_variable(_: Case, suspicion: Suspicion) -> Fix | None:
    """Give a variable a value in the environment."""
    name = str(suspicion.values.get("name") or "")
    if not name:
        return None
    return Fix(
        id="set-variable",
        title=tr("Give {name} a value", name=name),
        changes=(Change(field=Field("environment", name), ask=True),),
        sends=tr("the request, once the value is there"),
    )


def choose(identity: str, title: str, *fields: Field) -> Builder:
    """Return a builder for options that the user must fill in."""

    def build(case: Case, _: Suspicion) -> Fix:
        changes = tuple(Change(field=field, ask=True) for field in fields)
        return Fix(id=identity, title=tr_declared(title), changes=changes, sends=sends(case))

    return build


def choose_authority(case: Case, suspicion: Suspicion) -> Fix | None:
    """Name the file of an authority, unless the certificate is wrong whoever signed it."""
    if any(suspicion.values.get(name) for name in ("expired", "early", "misnamed", "revoked")):
        return None
    title = "Choose the file of the authority"
    return choose("choose-authority", title, Field("options", "ca_file"))(case, suspicion)


def other_version(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send by the version of HTTP by which the same request was accepted."""
    works, sent = (str(suspicion.values.get(name) or "") for name in ("works", "sent"))
    version = _VERSION.search(works)
    if version is None:
        return None
    field = Field("options", "http_version")
    return Fix(
        id="other-version",
        title=tr("Send by {version}", version=works),
        changes=(Change(field=field, before=sent.removeprefix("HTTP/"), after=version[1]),),
        sends=sends(case),
    )


# finds `HTTP/1.1`, `HTTP/2`
# but not `HTTP/3`
_VERSION = lazy_re(r"^HTTP/(1\.[01]|2)(?:\.0)?$")


def unlock(case: Case, _: Suspicion) -> Fix:
    """Show where secrets are kept, so that the store can be opened."""
    return Fix(
        id="unlock-vault",
        title=tr("Unlock the secrets"),
        sends=sends(case),
        action=Action("vault-status"),
    )
