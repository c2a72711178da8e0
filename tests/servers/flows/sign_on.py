"""Logins at a provider: OpenID Connect by a page script, by device, and SAML 2.0."""

import json

from tests.fixtures.browser.login_pages import pass_through
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.flows import flow

_WHO = "document.getElementById('who')?.textContent"


def _log_in(tab, at, **asked):
    """Open the page, press its button, and go through the provider's pages."""
    tab.open(at.app + "/sso")
    tab.value(f"void setTimeout(() => oidc.login({json.dumps(asked)}))")
    tab.until(f"location.origin === {json.dumps(at.login)}")
    pass_through(tab, at.login)
    tab.until(f"{_WHO} === 'me 200'")


@flow()
def oidc_login(tab, at):
    """Logs in and agrees."""
    _log_in(tab, at)


@flow()
def oidc_silent_renewal(tab, at):
    """A hidden frame renews the tokens with prompt=none."""
    _log_in(tab, at)
    assert tab.value("oidc.silent()") == 200
    assert tab.value("oidc.me()") == 200


@flow()
def oidc_silent_before_the_login(tab, at):
    """A hidden frame finds nobody logged in; then somebody is."""
    tab.open(at.app + "/sso")
    assert tab.value("oidc.silent()") == "login_required"
    _log_in(tab, at)


@flow()
def oidc_refresh_token(tab, at):
    """Renews by the refresh token, which is replaced."""
    _log_in(tab, at, prompt="consent")
    assert tab.value("oidc.renew()") == 200
    assert tab.value("oidc.me()") == 200


@flow()
def oidc_second_login(tab, at):
    """Logs in once more: the provider asks nothing."""
    _log_in(tab, at)
    tab.open(at.app + "/sso")
    tab.follow("#login")
    tab.until(f"{_WHO} === 'me 200'")


@flow()
def oidc_logout(tab, at):
    """Logs out at the provider; a hidden frame finds nobody then."""
    _log_in(tab, at)
    tab.follow("#logout")
    tab.follow("button[name=logout]")
    tab.until("location.pathname === '/sso' && document.readyState === 'complete'")
    assert tab.value("oidc.silent()") == "login_required"


@flow()
def oidc_declined_then_agreed(tab, at):
    """Leaves the provider's page at first, and logs in then."""
    tab.open(at.app + "/sso")
    tab.follow("#login")
    tab.follow("a[href*=abort]")
    tab.until(f"{_WHO} === 'refused: access_denied'")
    _log_in(tab, at)


@flow(401)
def oidc_asked_before_the_login(tab, at):
    """The page asks who is there, and has no token yet: it sends the word undefined."""
    tab.open(at.app + "/sso")
    assert tab.value("oidc.me(undefined)") == 401
    _log_in(tab, at)


@flow()
def oidc_tokens_given_back(tab, at):
    """Revokes its tokens on purpose, and logs in again."""
    _log_in(tab, at, prompt="consent")
    assert tab.value("oidc.revoke()") == 200
    tab.open(at.app + "/sso")
    tab.follow("#login")
    pass_through(tab, at.login)
    tab.until(f"{_WHO} === 'me 200'")


@flow(400, 400)
def device_code(tab, at):
    """A screen shows a code, and asks until somebody has entered it elsewhere."""
    tab.open(at.app + "/sso")
    given = tab.value("oidc.device()")
    code = json.dumps(given["device_code"])
    for _ in range(2):
        tab.value(f"oidc.poll({code})")
    other = at.beside(tab)
    other.open(given["verification_uri_complete"])
    other.until("document.querySelector('form')")
    other.follow("button[type=submit]")
    while "Sign-in Success" not in other.words:
        _go_on(other)
    assert tab.value(f"oidc.poll({code})") == 200


def _go_on(tab):
    if tab.value("!!document.querySelector('[name=login]')"):
        tab.fill("[name=login]", USER)
        tab.fill("[name=password]", "any")
    tab.follow("button[type=submit]")


# ---------------- SAML
def _campus(tab, password=PASSWORD):
    tab.fill("[name=user]", USER)
    tab.fill("[name=password]", password)
    tab.follow("form button")


def _arrive(tab, title):
    tab.until(f"document.title === {json.dumps(title)}")


@flow()
def saml_by_redirect(tab, at):
    """Wants a page of the service, and logs in at the campus."""
    tab.open(at.school + "/courses")
    _campus(tab)
    _arrive(tab, "courses")


@flow()
def saml_by_form(tab, at):
    """The service asks by a form that posts itself; the first password is wrong."""
    tab.open(at.school + "/marks")
    _campus(tab, "incorrect mule")
    _campus(tab)
    _arrive(tab, "marks")


@flow()
def saml_known_already(tab, at):
    """The service forgets the person, whom the campus still knows."""
    tab.open(at.school + "/courses")
    _campus(tab)
    _arrive(tab, "courses")
    tab.call("Network.deleteCookies", name="school", url=at.school)
    tab.open(at.school + "/marks")
    _arrive(tab, "marks")


@flow()
def saml_logout_and_login(tab, at):
    """Logs out at both, and in again."""
    tab.open(at.school + "/courses")
    _campus(tab)
    _arrive(tab, "courses")
    tab.follow("#leave")
    _arrive(tab, "Goodbye")
    tab.open(at.school + "/courses")
    _campus(tab)
    _arrive(tab, "courses")


# ---------------- What goes wrong
@flow(400, cause=("configuration", "invalid_credentials"))
def oidc_wrong_verifier(tab, at):
    """The page has lost the verifier of PKCE."""
    tab.open(at.app + "/sso")
    tab.value("sessionStorage.setItem('spoil', '1')")
    tab.follow("#login")
    pass_through(tab, at.login)
    tab.until(f"{_WHO} === 'refused: 400'")


@flow(400, cause=("configuration",))
def oidc_unknown_redirect(tab, at):
    """The page asks to be led back to where the client is not registered."""
    tab.open(at.app + "/sso")
    tab.value("void oidc.login({ redirect_uri: 'https://app.shop.example/welcome' })")
    tab.until("location.hostname === 'login.shop.example' && document.readyState === 'complete'")


@flow(400, cause=("revoked_token", "expired_session"))
def oidc_renewal_after_revocation(tab, at):
    """Renews by a refresh token that was revoked."""
    _log_in(tab, at, prompt="consent")
    assert tab.value("oidc.revoke()") == 200
    assert tab.value("oidc.renew()") == 400


@flow(cause=("configuration", "insufficient_permissions"))
def oidc_declined(tab, at):
    """Leaves the provider's page."""
    tab.open(at.app + "/sso")
    tab.follow("#login")
    tab.follow("a[href*=abort]")
    tab.until(f"{_WHO} === 'refused: access_denied'")


@flow(403, cause=("configuration", "expired_session"))
def saml_clock_behind(tab, at):
    """The provider's clock is an hour behind."""
    at.campus.late = 3600
    try:
        tab.open(at.school + "/courses")
        _campus(tab)
        _arrive(tab, "Login failed")
    finally:
        at.campus.late = 0


@flow(403, cause=("configuration",))
def saml_for_another_service(tab, at):
    """The provider names another service as the audience."""
    kept, at.campus.audience = at.campus.audience, "https://library.school.example/metadata"
    try:
        tab.open(at.school + "/courses")
        _campus(tab)
        _arrive(tab, "Login failed")
    finally:
        at.campus.audience = kept
