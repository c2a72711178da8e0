"""Logins that the browser itself asks for: Basic, Digest, a proxy's."""

from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.flows import flow

RIGHT, WRONG = (USER, PASSWORD), (USER, "incorrect mule")


@flow()
def basic_prompt_nginx(tab, at):
    """Answers the prompt, and loads the page with its parts once more."""
    tab.answer_prompts(RIGHT)
    tab.open(at.intranet)
    tab.open(at.intranet + "/index.html")


@flow()
def basic_prompt_corrected(tab, at):
    """Types a wrong password at first."""
    tab.answer_prompts(WRONG, RIGHT)
    tab.open(at.files + "/basic/inside.txt")
    tab.open(at.files + "/basic/inside.txt?again")


@flow(401)
def basic_prompt_cancelled_then_answered(tab, at):
    """Closes the prompt to look for the password, and loads the page again."""
    tab.answer_prompts(None, RIGHT)
    tab.open(at.intranet)
    tab.open(at.intranet)


@flow(401)
def basic_left(tab, at):
    """Leaves by a link that is refused, so that the browser forgets the password."""
    tab.answer_prompts(RIGHT, None)
    tab.open(at.intranet)
    tab.open(at.intranet + "/index.html")
    tab.open(at.intranet + "/logout")


@flow()
def digest_prompt_apache(tab, at):
    """Answers the prompt of Apache, and opens the file twice."""
    tab.answer_prompts(RIGHT)
    tab.open(at.files + "/digest/inside.txt")
    tab.open(at.files + "/digest/inside.txt?page=2")


@flow()
def digest_prompt_lighttpd(tab, at):
    """Answers the prompt of lighttpd, which wants SHA-256, after a wrong try."""
    tab.answer_prompts(WRONG, RIGHT)
    tab.open(at.archive + "/digest/inside.txt")
    tab.open(at.archive + "/open/inside.txt")


@flow(proxy=True)
def proxy_prompt_squid(tab, at):
    """Answers the prompt of the proxy."""
    tab.answer_prompts(RIGHT)
    tab.open(at.proxied + "/open")
    tab.open(at.proxied + "/echo?id=3")


@flow(407, proxy=True)
def proxy_prompt_cancelled_then_answered(tab, at):
    """Closes the prompt of the proxy at first."""
    tab.answer_prompts(None, RIGHT)
    tab.open(at.proxied + "/open")
    tab.open(at.proxied + "/open")


@flow()
def form_login_apache(tab, at):
    """Logs in by Apache's own form."""
    tab.open(at.club + "/login.html")
    tab.fill("[name=httpd_username]", USER)
    tab.fill("[name=httpd_password]", PASSWORD)
    tab.value("document.forms[0].submit()")
    tab.until("location.pathname === '/members/inside.txt'")


@flow(401)
def form_login_apache_at_a_refused_page(tab, at):
    """Wants a page of the members, and is shown the form with 401."""
    tab.open(at.club + "/members/inside.txt")
    tab.fill("[name=httpd_username]", USER)
    tab.fill("[name=httpd_password]", PASSWORD)
    tab.value("document.forms[0].submit()")
    tab.until("document.body.innerText.includes('inside')")


@flow()
def moved_to_https(tab, at):
    """Types an address without https, and logs in there."""
    tab.answer_prompts(RIGHT)
    tab.open("http://intranet.shop.example/index.html")
    tab.open("http://intranet.shop.example/plan.svg")


# ---------------- What goes wrong
@flow(401, cause=("missing_credentials",))
def basic_prompt_cancelled(tab, at):
    """Closes the prompt, and that was it."""
    tab.answer_prompts(None)
    tab.open(at.intranet)


@flow(401, 401, cause=("invalid_credentials",))
def basic_by_script_wrong(tab, at):
    """A page script sends a wrong password."""
    tab.answer_prompts(None)
    tab.open(at.archive + "/open/inside.txt")
    for password in ("incorrect mule", "correct mule"):
        login = f"btoa({USER!r} + ':' + {password!r})"
        headers = f"{{ Authorization: 'Basic ' + {login}, 'X-Requested-With': 'XMLHttpRequest' }}"
        tab.value(f"fetch('/basic/inside.txt', {{ headers: {headers} }}).then(r => r.text())")


@flow(407, 407, cause=("missing_credentials", "network_blocked"), proxy=True)
def proxy_prompt_cancelled(tab, at):
    """Closes the prompt of the proxy."""
    tab.answer_prompts(None)
    tab.open(at.proxied + "/open")
