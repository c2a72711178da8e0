"""Pages that want something of another site, which is refused, while nothing depends on it."""

from tests.servers.flows import flow


def _look(tab, address):
    """Open a page, and wait for what its own script shows."""
    tab.open(address)
    tab.until("document.getElementById('hours').textContent !== '…'")


@flow(403)
def a_font_refused(tab, at):
    """A font is not licensed here."""
    _look(tab, at.app + "/font")
    tab.value("document.fonts.load('12px Garnet').catch(() => 0).then(() => 1)")


@flow(401)
def a_counter_refused(tab, at):
    """A counter of visits does not know the site."""
    _look(tab, at.app + "/counted")
    tab.until("performance.getEntriesByType('resource').some(e => e.name.includes('/hit'))")


@flow(403)
def a_photo_refused(tab, at):
    """A photo is for those who are logged in at its site."""
    _look(tab, at.app + "/people")


@flow(401)
def a_widget_refused(tab, at):
    """A frame of another site has no account any more."""
    _look(tab, at.app + "/weather")


@flow(403)
def a_chat_without_permission(tab, at):
    """A chat of another site answers the preflight without permission."""
    _look(tab, at.app + "/chat")


@flow(403)
def a_reporter_of_errors_refused(tab, at):
    """A site for reports of errors takes none any more."""
    _look(tab, at.app + "/errors")
    tab.until("document.title === 'Errors (403)'")


@flow()
def a_picture_over_plain_http(tab, at):
    """A picture of another site is asked for without TLS, and that site is away."""
    _look(tab, at.app + "/map")


@flow(401)
def a_counter_blocked_in_the_browser(tab, at):
    """The browser's own list blocks a counter."""
    tab.call("Network.setBlockedURLs", urls=["*stats.count.example*"])
    _look(tab, at.app + "/counted")
    tab.open(at.app + "/?start=me")
    tab.value("shop.login('alice', 'correct horse')")
    assert tab.value("shop.status('GET', '/orders')") == 200
