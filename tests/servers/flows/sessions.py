"""Sessions kept by a cookie: forms, CSRF, second steps, feeds, frames, things beside a page."""

import json

from tests.fixtures.sites.portal import CODE
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.flows import flow


def _log_in(tab, password=PASSWORD, *, remember=False):
    """Fill in the form that is shown; return when the next page is there."""
    tab.fill("[name=user]", USER)
    tab.fill("[name=password]", password)
    if remember:
        tab.value("document.querySelector('[name=remember]').click()")
    tab.follow("form button")


def _home(tab, at, **more):
    tab.open(at.portal + "/home")
    _log_in(tab, **more)


def _script(tab, words):
    return tab.value(f"portal.{words}")


@flow()
def a_form_with_csrf(tab, at):
    """Wants a page, is led to the form, logs in, and is led back."""
    tab.open(at.portal + "/orders")
    _log_in(tab)
    tab.until("document.title === 'Orders'")


@flow()
def a_form_shown_again(tab, at):
    """Mistypes the password; the form is shown again with 200."""
    tab.open(at.portal + "/login")
    _log_in(tab, "incorrect mule")
    _log_in(tab)
    tab.until("document.title === 'Home'")


@flow(401)
def a_form_shown_again_as_refused(tab, at):
    """Mistypes the password; the form is shown again with 401."""
    tab.open(at.portal + "/welcome")
    _log_in(tab, "incorrect mule")
    _log_in(tab)
    tab.until("document.title === 'Home'")


@flow()
def a_second_step(tab, at):
    """Gives the code of a device after the password."""
    tab.open(at.portal + "/strict/login")
    _log_in(tab)
    tab.fill("[name=code]", CODE)
    tab.follow("form button")
    tab.until("document.title === 'Home'")


@flow(401)
def a_second_step_mistyped_once(tab, at):
    """Mistypes the code of a device."""
    tab.open(at.portal + "/strict/login")
    _log_in(tab)
    tab.fill("[name=code]", "181204")
    tab.follow("form button")
    tab.fill("[name=code]", CODE)
    tab.follow("form button")
    tab.until("document.title === 'Home'")


@flow()
def remembered(tab, at):
    """Is let in by the cookie that remembers, as the session is gone."""
    _home(tab, at, remember=True)
    at.portal_site.forget_sessions()
    tab.open(at.portal + "/orders")
    tab.until("document.title === 'Orders'")


@flow()
def session_over_and_logged_in_again(tab, at):
    """The session is gone; the person is led to the form, and back."""
    _home(tab, at)
    at.portal_site.forget_sessions()
    tab.open(at.portal + "/orders")
    _log_in(tab)
    tab.until("document.title === 'Orders'")


@flow(401, 401, 401, 401)
def dashboard_over_and_logged_in_again(tab, at):
    """The calls of an open page are refused once the session is gone; then there is a new one."""
    _home(tab, at)
    tab.open(at.portal + "/dashboard")
    tab.until("document.getElementById('count').textContent === '200 200 200 200'")
    at.portal_site.forget_sessions()
    tab.value("show()")
    tab.open(at.portal + "/dashboard")
    _log_in(tab)
    tab.until("document.getElementById('count').textContent === '200 200 200 200'")


@flow()
def logged_out_by_the_button(tab, at):
    """Logs out, and opens a page afterwards."""
    _home(tab, at)
    tab.follow("#leave")
    tab.open(at.portal + "/orders")


@flow(403)
def csrf_token_renewed(tab, at):
    """A token of the page is out of date; the script takes the one that the reply has."""
    _home(tab, at)
    _script(tab, "spoil()")
    assert _script(tab, "post('orders', {}).then(portal.read)") == 201


@flow()
def a_feed_of_events(tab, at):
    """Listens to events by the session."""
    _home(tab, at)
    assert _script(tab, "feed()") == "end"


@flow()
def a_socket_by_the_session(tab, at):
    """Opens a WebSocket by the session."""
    _home(tab, at)
    assert _script(tab, "live()") in {1000, 1005}


@flow(401, 401)
def asked_for_the_manifest_before_the_login(tab, at):
    """A page that asks who is there, and a manifest that nobody gets yet; then a login by script."""
    tab.open(at.portal + "/start")
    tab.until("document.getElementById('who').textContent === 'nobody'")
    tab.value("fetch('/app.webmanifest', { credentials: 'omit' }).then(portal.read)")
    _fill_start(tab, PASSWORD)
    tab.until(f"document.getElementById('who').textContent === {json.dumps(USER)}")


def _fill_start(tab, password):
    tab.fill("[name=user]", USER)
    tab.fill("[name=password]", password)
    tab.press("form button")


@flow(401)
def an_icon_behind_the_login(tab, at):
    """The icon is refused, and the form is filled in."""
    tab.open(at.portal + "/login")
    tab.value("""new Promise(done => { const icon = new Image(); icon.onerror = done;
        icon.src = '/apple-touch-icon.png' }).then(() => 1)""")
    _log_in(tab)
    tab.until("document.title === 'Home'")


@flow(401)
def a_source_map_behind_the_login(tab, at):
    """A reporter of errors fetches the map of a script, which is refused without the session."""
    _home(tab, at)
    tab.value("fetch('/portal.js.map', { credentials: 'omit' }).then(portal.read)")
    tab.open(at.portal + "/orders")


@flow(401)
def a_frame_that_wants_a_login(tab, at):
    """A frame says that one must log in; its link leads to the form, and the offers are shown."""
    tab.open(at.portal + "/frames")
    frame = "document.querySelector('iframe').contentDocument"
    tab.until(f"!!{frame}.querySelector('a')")
    tab.value(f"void {frame}.querySelector('a').click()")
    tab.until(f"!!{frame}.querySelector('form')")
    tab.value(f"{frame}.querySelector('[name=user]').value = {json.dumps(USER)}")
    tab.value(f"{frame}.querySelector('[name=password]').value = {json.dumps(PASSWORD)}")
    tab.value(f"void {frame}.querySelector('form').submit()")
    tab.until(f"{frame}.title === 'Offers' && {frame}.body.innerText.includes('week')")


@flow(401)
def no_kerberos_but_a_form(tab, at):
    """Negotiate is offered to a browser that has no ticket; the page has a form, too."""
    tab.open(at.portal + "/kerberos-or-form")
    _log_in(tab)
    tab.until("document.title === 'Home'")


@flow()
def told_while_leaving(tab, at):
    """The page tells something while it is left (keepalive)."""
    _home(tab, at)
    tab.value("""addEventListener('pagehide', () => fetch('/api/seen', { method: 'POST',
        keepalive: true, headers: { 'X-CSRF-Token': document.querySelector('meta').content } }))""")
    tab.open(at.portal + "/orders")


@flow()
def a_service_worker(tab, at):
    """A service worker fetches the pages."""
    _home(tab, at)
    tab.open(at.portal + "/offline")
    tab.value(
        "navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(() => 1)"
    )
    tab.until("!!navigator.serviceWorker.controller")
    assert _script(tab, "get('me').then(portal.read)") == 200
    tab.open(at.portal + "/orders")


# ---------------- Django's
def _django_log_in(tab, password=PASSWORD):
    tab.fill("[name=username]", USER)
    tab.fill("[name=password]", password)
    tab.follow("form button")


@flow()
def django_form(tab, at):
    """Wants a page of Django's, logs in by the form after a wrong password, and is led back."""
    tab.open(at.desk + "/account/")
    _django_log_in(tab, "incorrect mule")
    _django_log_in(tab)
    tab.until("document.title === 'Account'")


@flow(403)
def django_session_by_script(tab, at):
    """A page asks Django's API before the login, and writes with the CSRF token after it."""
    tab.open(at.desk + "/login/?next=/account/")
    orders = "fetch('/desk/orders/').then(async r => (await r.text(), r.status))"
    assert tab.value(orders) == 403
    _django_log_in(tab)
    assert tab.value(orders) == 200
    token = "document.cookie.match(/csrftoken=(\\w+)/)[1]"
    kind = "'Content-Type': 'application/json'"
    body = """body: '{"item": "lamp", "count": 1}'"""
    sent = f"{{ method: 'POST', headers: {{ 'X-CSRFToken': {token}, {kind} }}, {body} }}"
    assert (
        tab.value(f"fetch('/desk/orders/', {sent}).then(async r => (await r.text(), r.status))")
        == 201
    )


@flow(401)
def django_tokens(tab, at):
    """A page gets tokens of simplejwt after it was refused, and renews one."""
    tab.open(at.desk + "/login/")
    asked = """(async () => {
        const json = { 'Content-Type': 'application/json' };
        const post = async (to, body) => (await fetch(to, { method: 'POST', headers: json,
            body: JSON.stringify(body) })).json();
        const get = async (token) => {
            const headers = token ? { Authorization: `Bearer ${token}` } : {};
            const reply = await fetch('/orders/', { headers });
            await reply.text();
            return reply.status;
        };
        await get();
        const pair = await post('/token/', { username: 'alice', password: %s });
        await get(pair.access);
        const next = await post('/token/refresh/', { refresh: pair.refresh });
        return get(next.access);
    })()"""
    assert tab.value(asked % json.dumps(PASSWORD)) == 200


# ---------------- What goes wrong
@flow(cause=("invalid_credentials",))
def a_form_shown_again_for_good(tab, at):
    """Mistypes the password twice, and leaves."""
    tab.open(at.portal + "/login")
    for each in ("incorrect mule", "correct mule"):
        _log_in(tab, each)


@flow(cause=("invalid_credentials",))
def django_form_wrong(tab, at):
    """Mistypes the password at Django's form, and leaves."""
    tab.open(at.desk + "/login/?next=/account/")
    _django_log_in(tab, "incorrect mule")


@flow(cause=("expired_session", "revoked_token"))
def session_over(tab, at):
    """The session is gone, and nobody logs in again."""
    _home(tab, at)
    tab.open(at.portal + "/orders")
    at.portal_site.forget_sessions()
    tab.open(at.portal + "/orders")


@flow(401, cause=("expired_session", "revoked_token"))
def session_over_for_a_script(tab, at):
    """The call of a page is refused, as the session is gone."""
    _home(tab, at)
    assert _script(tab, "get('orders').then(portal.read)") == 200
    at.portal_site.forget_sessions()
    assert _script(tab, "get('orders').then(portal.read)") == 401


@flow(401, cause=("expired_session", "revoked_token", "missing_credentials"))
def logged_out_but_still_writing(tab, at):
    """Logs out in another tab; what is written in this one is lost."""
    _home(tab, at)
    assert _script(tab, "post('orders', {}).then(portal.read)") == 201
    other = at.beside(tab)
    other.open(at.portal + "/home")
    other.follow("#leave")
    _script(tab, "once('orders', {}).then(portal.read)")


@flow(403, cause=("csrf_failure",))
def csrf_token_forgotten(tab, at):
    """A script writes without the CSRF token."""
    _home(tab, at)
    _script(tab, "forget()")
    assert _script(tab, "once('orders', {}).then(portal.read)") == 403


@flow(403, cause=("csrf_failure",))
def django_csrf_cookie_gone(tab, at):
    """Django's CSRF cookie was cleared before the form was sent."""
    tab.open(at.desk + "/login/?next=/account/")
    tab.call("Network.deleteCookies", name="csrftoken", url=at.desk)
    _django_log_in(tab)
