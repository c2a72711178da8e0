"""Writes a request as code that handles its 401: a new token once for all, then the answer.

Source: RFC 6749, 4.3.2, 4.4.2 and 6 (the requests), 2.3.1 (how the client proves itself).
"""

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

import msgspec

from inspector.export import renewing
from inspector.export.code.call import Call, Secrets, Text, Variable, call_of, plain
from inspector.export.code.snippet import Snippet, finished, language_named
from inspector.model.attempt import Attempt
from inspector.model.credential import as_oauth
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import latin1
from inspector.wording import tr


class Renewal(msgspec.Struct, frozen=True, kw_only=True):
    """How a new token is fetched.

    token: the variable of the one that is sent. form: what is sent to the address. user, password:
    of the client, where it proves itself by Basic. refresh: the variable of the refresh token, of
    which a new one may come along.
    """

    token: Variable
    url: str
    form: tuple[tuple[str, Text], ...]
    user: str = ""
    password: Variable | None = None
    refresh: Variable | None = None

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What has to be set before, save the token itself, which may be missing."""
        own = (piece for _, text in self.form for piece in text if isinstance(piece, Variable))
        return tuple(dict.fromkeys((*own, *((self.password,) if self.password else ()))))


class Renewing(Protocol):
    """A module that writes a call so that it handles a 401. NAME: of its language."""

    NAME: str

    def write(self, call: Call, renewal: Renewal) -> str:
        """Return the code, with a line break at its end."""


@cache
def renewing_languages() -> dict[str, Renewing]:
    """Return the languages that can, by their names."""
    names = [found.name for found in pkgutil.iter_modules(renewing.__path__)]
    modules = [importlib.import_module(f"{renewing.__name__}.{name}") for name in names]
    return {found.NAME: found for found in (cast("Renewing", module) for module in modules)}


def renewing_snippet(attempt: Attempt, name: str, secrets: Secrets = Secrets()) -> Snippet:  # noqa: B008 - frozen
    """Return code that renews its token once where it is refused, then says what came."""
    writer = renewing_languages().get(name)
    if writer is None:
        names = ", ".join(sorted(renewing_languages()))
        return Snippet(refused=tr("This is written for {names} only.", names=names))
    call = call_of(attempt, secrets)
    language = language_named(name)
    if refused := language.lacks(call):
        return Snippet(refused=refused)
    credential = attempt.request.credential if attempt.request else None
    granted = as_oauth(credential) if credential is not None else None
    if granted is None:
        return Snippet(refused=tr("Only a token that OAuth 2.0 fetches can be renewed."))
    made = renewal_of(call, granted)
    if isinstance(made, str):
        return Snippet(refused=made)
    variables = (*made.variables, *(each for each in call.variables if each != made.token))
    return finished(writer.write(call, made), variables, attempt, secrets, language)


def renewal_of(call: Call, credential: OAuth2) -> Renewal | str:
    """Return how the token of a call is renewed, or a sentence on why code can't."""
    token = _token(call, credential)
    url = credential.endpoints.refresh or credential.endpoints.token
    if token is None:
        return tr("The token stands where the code can't put another one.")
    if not url or "{{" in url + credential.client_id + credential.scope + credential.owner.user:
        return tr("Type the address of tokens, the client and the user without variables first.")
    prefix = token.name.removesuffix("_TOKEN")
    form, refresh = _grant(credential, prefix)
    secret = Variable(f"{prefix}_CLIENT_SECRET") if credential.client.secret else None
    by_form = credential.client.method == "client_secret_post" or secret is None
    if by_form:
        form += (("client_id", plain(latin1(credential.client_id))),)
        form += (("client_secret", (secret,)),) if secret else ()
    return Renewal(
        token=token,
        url=url,
        form=form,
        user="" if by_form else credential.client_id,
        password=None if by_form else secret,
        refresh=refresh,
    )


def _token(call: Call, credential: OAuth2) -> Variable | None:
    place, name = credential.travels
    found = (value for each, value in call.headers if each.lower() == name.lower())
    value = next(found, ()) if place == "header" else call.url
    last = value[-1] if value else None
    return last if isinstance(last, Variable) and not last.encoded else None


def _grant(credential: OAuth2, prefix: str) -> tuple[tuple[tuple[str, Text], ...], Variable | None]:
    """Return the form of the grant; one that needs a person goes by its refresh token."""
    scope = (("scope", plain(latin1(credential.scope))),) if credential.scope else ()
    if credential.grant == "client-credentials":
        return (("grant_type", plain("client_credentials")), *scope, *_target(credential)), None
    if credential.grant == "password":
        login: tuple[tuple[str, Text], ...] = (
            ("grant_type", plain("password")),
            ("username", plain(latin1(credential.owner.user))),
            ("password", (Variable(f"{prefix}_PASSWORD"),)),
        )
        return (*login, *scope), None
    refresh = Variable(f"{prefix}_REFRESH_TOKEN")
    return (("grant_type", plain("refresh_token")), ("refresh_token", (refresh,))), refresh


def _target(credential: OAuth2) -> tuple[tuple[str, Text], ...]:
    audience = credential.target.audience
    named = (("audience", plain(latin1(audience))),) if audience else ()
    return (*named, *(("resource", plain(latin1(each))) for each in credential.target.resources))
