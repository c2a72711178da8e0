"""A page whose script has a token: renewals, retries, steps up, streams, files, sign-outs."""

import json

from tests.fixtures.sites.api import CODE
from tests.fixtures.web_servers import PASSWORD
from tests.servers.flows import flow


def _open(tab, at, start="none", user="alice", **more):
    """Open the shop; with a user, log in."""
    tab.open(f"{at.app}/?start={start}")
    tab.until("document.getElementById('who').textContent !== '…'")
    if user:
        _do(tab, "login", user, PASSWORD, more)


def _do(tab, name, *given):
    """Do what a button of the page does; return what came of it."""
    return tab.value(f"shop.{name}({', '.join(map(json.dumps, given))})")


@flow(401)
def asked_who_before_the_login(tab, at):
    """The page asks who is there; nobody, so the person logs in."""
    _open(tab, at, "me")
    _do(tab, "all", "/me", "/orders")


@flow(401)
def renewal_tried_before_the_login(tab, at):
    """The page tries its refresh cookie at the start; there is none yet."""
    _open(tab, at, "refresh")
    _do(tab, "status", "GET", "/orders")


@flow()
def kept_by_the_refresh_cookie(tab, at):
    """Opens the page again: the cookie brings a new token without a login."""
    _open(tab, at, remember=True)
    tab.open(at.app + "/?start=refresh")
    tab.until("document.getElementById('who').textContent === 'known'")
    _do(tab, "status", "GET", "/me")


@flow(401)
def renewed_and_tried_again(tab, at):
    """The token ends; the page renews it and asks once more."""
    at.api.lifetime = 6  # so long that a busy machine still asks in time
    _open(tab, at)
    assert _do(tab, "status", "GET", "/orders") == 200
    _do(tab, "ended")
    at.api.lifetime = 300
    assert _do(tab, "status", "GET", "/orders") == 200


@flow(401, 401, 401, 401)
def several_refused_one_renewal(tab, at):
    """Four calls at once are refused; one renewal serves them all."""
    at.api.lifetime = 1
    _open(tab, at)
    _do(tab, "ended")
    at.api.lifetime = 300
    assert _do(tab, "all", "/me", "/orders", "/basket", "/offers") == [200] * 4


@flow(401)
def a_post_renewed_and_tried_again(tab, at):
    """What is written is refused once the token has ended, and is written after a renewal."""
    at.api.lifetime = 1
    _open(tab, at)
    _do(tab, "ended")
    at.api.lifetime = 300
    assert _do(tab, "status", "POST", "/orders", {"item": "lamp"}) == 201


@flow(401, 401)
def logged_out_and_still_asking(tab, at):
    """Logs out; what the page still asks for then is refused."""
    _open(tab, at)
    _do(tab, "status", "GET", "/messages")
    _do(tab, "logout")
    _do(tab, "all", "/messages", "/offers")


@flow(401)
def wrong_password_corrected(tab, at):
    """Mistypes the password at first."""
    _open(tab, at, user=None)
    _do(tab, "login", "alice", "incorrect mule")
    _do(tab, "login", "alice", PASSWORD)
    _do(tab, "status", "GET", "/orders")


@flow(401)
def second_factor_given(tab, at):
    """Is asked for the code of a device after the password."""
    _open(tab, at, user="carol")
    _do(tab, "login", "carol", PASSWORD, {"code": CODE})
    _do(tab, "status", "GET", "/me")


@flow(401, 401)
def second_factor_mistyped_once(tab, at):
    """Mistypes the code, and gives the right one then."""
    _open(tab, at, user="carol")
    _do(tab, "login", "carol", PASSWORD, {"code": "492093"})
    _do(tab, "login", "carol", PASSWORD, {"code": CODE})
    _do(tab, "status", "GET", "/me")


@flow(401)
def stepped_up_to_pay(tab, at):
    """Is asked for a code before paying."""
    _open(tab, at)
    assert _do(tab, "pay", CODE) == 201


@flow()
def preflights_and_cookies_across_origins(tab, at):
    """Reads and writes at the API, whose preflights are answered."""
    _open(tab, at)
    _do(tab, "all", "/orders", "/basket")
    _do(tab, "status", "POST", "/orders", {"item": "lamp"})


@flow()
def unchanged_since(tab, at):
    """Asks again for what it has: 304."""
    _open(tab, at)
    tag = tab.value("shop.send('GET', '/orders').then(r => r.headers.get('ETag'))")
    assert _do(tab, "status", "GET", "/orders", None, {"If-None-Match": tag}) == 304


@flow()
def parts_of_a_file(tab, at):
    """Loads a file in parts, one beyond its end."""
    _open(tab, at)
    for part in ("bytes=0-99", "bytes=100-", "bytes=99000-"):
        _do(tab, "status", "GET", "/report", None, {"Range": part})


@flow()
def waiting_for_changes(tab, at):
    """Long polling: nothing, nothing, then a change."""
    _open(tab, at)
    tab.value("void (window.news = shop.wait(60))")
    tab.until(
        "performance.getEntriesByType('resource').filter(e => e.name.includes('/changes')).length > 1"
    )
    at.api.change_one()
    assert tab.value("window.news")


@flow()
def a_socket_with_a_ticket(tab, at):
    """Opens a WebSocket after the login."""
    _open(tab, at)
    ticket = _do(tab, "ticket")
    assert _do(tab, "socket", ticket) in {1000, 1005}


@flow()
def a_socket_refused_and_opened_again(tab, at):
    """Opens the WebSocket before the login is through; it is opened again with a ticket."""
    _open(tab, at, user=None)
    assert _do(tab, "socket", "") == 1006
    _do(tab, "login", "alice", PASSWORD)
    ticket = _do(tab, "ticket")
    assert _do(tab, "socket", ticket) in {1000, 1005}


@flow()
def server_sent_events_with_a_ticket(tab, at):
    """Listens to events after the login."""
    _open(tab, at)
    ticket = _do(tab, "ticket")
    assert _do(tab, "events", ticket) == "end"


@flow()
def a_link_for_one_download(tab, at):
    """Downloads by a link that works once."""
    _open(tab, at)
    assert _do(tab, "download")[0] == 200


@flow(403)
def a_link_used_and_a_new_one(tab, at):
    """Presses a link again that worked once, and gets a new one."""
    _open(tab, at)
    _, address = _do(tab, "download")
    tab.value(f"fetch({json.dumps(address)}).then(shop.read)")
    assert _do(tab, "download")[0] == 200


# ---------------- What goes wrong
@flow(401, cause=("invalid_credentials",))
def wrong_password_not_corrected(tab, at):
    """Mistypes the password, and leaves."""
    _open(tab, at, user=None)
    _do(tab, "login", "alice", "incorrect mule")


@flow(401, 401, 401, 423, cause=("account_locked",))
def locked_after_wrong_passwords(tab, at):
    """Types three wrong passwords."""
    _open(tab, at, user=None)
    for each in ("a mule", "the mule", "my mule", PASSWORD):
        _do(tab, "login", "dave", each)


@flow(401, 401, cause=("expired_session", "revoked_token"))
def renewal_refused_for_good(tab, at):
    """The session was ended elsewhere: the token ends, and can't be renewed."""
    at.api.lifetime = 6  # so long that a busy machine still asks in time
    _open(tab, at)
    assert _do(tab, "status", "GET", "/orders") == 200
    at.api.end_sessions()
    _do(tab, "ended")
    at.api.lifetime = 300
    assert _do(tab, "status", "GET", "/orders") == 401


@flow(401, cause=("missing_credentials",))
def token_forgotten_by_the_page(tab, at):
    """The page loses its token, and writes without one."""
    _open(tab, at)
    _do(tab, "status", "GET", "/orders")
    _do(tab, "forget")
    _do(tab, "status", "POST", "/orders", {"item": "lamp"})


@flow(403, cause=("insufficient_permissions",))
def refund_not_allowed(tab, at):
    """Wants something that the token has no scope for."""
    _open(tab, at)
    _do(tab, "status", "POST", "/refunds", {"order": 1})


@flow(cause=("missing_credentials",))
def a_socket_without_a_ticket(tab, at):
    """Opens a WebSocket without what lets in."""
    _open(tab, at)
    _do(tab, "status", "GET", "/orders")
    _do(tab, "socket", "")


@flow(401, 401, cause=("invalid_credentials", "account_locked"))
def second_factor_wrong_for_good(tab, at):
    """Gives a wrong code, and leaves."""
    _open(tab, at, user="carol")
    _do(tab, "login", "carol", PASSWORD, {"code": "111111"})


@flow(401, cause=("configuration", "missing_credentials"))
def preflight_refused(tab, at):
    """The API wants a token for preflights, too."""
    _open(tab, at)
    at.api.refuses_preflights = True
    try:
        tab.value("shop.send('PUT', '/orders', { item: 'lamp' }).catch(() => 0).then(() => 1)")
    finally:
        at.api.refuses_preflights = False


@flow(403, cause=("revoked_token", "expired_session", "invalid_credentials"))
def a_link_used_twice(tab, at):
    """Presses a link again that worked once."""
    _open(tab, at)
    _, address = _do(tab, "download")
    tab.value(f"fetch({json.dumps(address)}).then(shop.read)")
