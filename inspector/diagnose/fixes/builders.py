"""Builds fixes of the secret itself: cleaned, or typed anew; and what all builders share."""

from collections.abc import Callable

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.model.credential import LOGIN_SCHEMES, ApiKey, Basic, Bearer
from inspector.model.fix import Action, Change, Field, Fix
from inspector.wording import tr, tr_declared

Builder = Callable[[Case, Suspicion], Fix | None]
PASSWORD = Field("credential", Basic.secret_field())
TOKEN = Field("credential", Bearer.secret_field())
KEY = Field("credential", ApiKey.secret_field())
_LOGS_IN = frozenset({PASSWORD, Field("body")})
_READ = 4000
HIDDEN = "••••••••••••"


def asked(case: Case) -> Case:
    """Return the case that the user asked for: redirects and challenges lead away from it."""
    while case.previous is not None and case.previous.index < case.index:
        case = case.previous
    return case


def sends(case: Case) -> str:
    """Return what goes out again: method and address."""
    first = asked(case).sent
    if not first.was_recorded:
        return tr("the request once more")
    return tr("{method} {url} once more", method=first.method, url=first.url.partition("?")[0])


def words_of(case: Case) -> str:
    """Return what the reply says as it is written, one statement a line."""
    return "\n".join(statement.text for statement in case.heard.statements)[:_READ]


def secret_field(case: Case) -> Field:
    """Return the field of the request that holds the secret sent."""
    sent = case.sent.authorization
    if sent is not None:
        return PASSWORD if sent.scheme in LOGIN_SCHEMES else TOKEN
    if case.sent.is_login or case.sent.is_token_request:
        return Field("body")
    return KEY if case.sent.keys else TOKEN


def clean(transform: str, title: str) -> Builder:
    """Return a builder that cleans the secret's text."""

    def build(case: Case, _: Suspicion) -> Fix:
        return Fix(
            id=f"clean-{transform}",
            title=tr_declared(title),
            changes=(
                Change(
                    field=secret_field(case),
                    before=HIDDEN,
                    after=HIDDEN,
                    operation="transform",
                    transform=transform,
                ),
            ),
            sends=sends(case),
            risk="login-attempt" if secret_field(case) == PASSWORD else "none",
        )

    return build


def enter_secret(case: Case, _: Suspicion) -> Fix:
    """Type the password, token or key again."""
    field = secret_field(case)
    titles = {
        PASSWORD: tr("Enter the password"),
        TOKEN: tr("Enter another token"),
        KEY: tr("Enter another key"),
        Field("body"): tr("Enter the password")
        if case.sent.is_login
        else tr("Enter the right values in the form"),
    }
    return Fix(
        id="enter-secret",
        title=titles[field],
        changes=(Change(field=field, before=HIDDEN, ask=True),),
        sends=sends(case),
        risk="login-attempt" if field in _LOGS_IN else "none",
    )


def enter_cookie(case: Case, _: Suspicion) -> Fix | None:
    """Type the session cookie anew, as a browser has it after a login."""
    cookie = next(iter(case.sent.session_cookies), None)
    if cookie is None or case.sent.authorization is not None:
        return None
    return Fix(
        id="enter-cookie",
        title=tr("Enter a fresh cookie {name}", name=cookie.name),
        changes=(Change(field=KEY, before=HIDDEN, ask=True),),
        sends=sends(case),
    )


def enter_client_secret(case: Case, _: Suspicion) -> Fix:
    """Type the secret of the OAuth client again."""
    return Fix(
        id="enter-client-secret",
        title=tr("Enter the client secret"),
        changes=(Change(field=secret_field(case), before=HIDDEN, ask=True),),
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


def choose(identity: str, field: Field, title: str) -> Builder:
    """Return a builder for an option that the user must fill in."""

    def build(case: Case, _: Suspicion) -> Fix:
        changes = (Change(field=field, ask=True),)
        return Fix(id=identity, title=tr_declared(title), changes=changes, sends=sends(case))

    return build


def unlock(case: Case, _: Suspicion) -> Fix:
    """Show where secrets are kept, so that the store can be opened."""
    return Fix(
        id="unlock-vault",
        title=tr("Unlock the secrets"),
        sends=sends(case),
        action=Action("vault-status"),
    )
