"""Apache Tomcat: Basic, Digest and form logins, filters, and a realm that locks without a word."""

from contextlib import contextmanager

from tests.fixtures.framework_sites import ask, cookie_of
from tests.fixtures.tomcat import NEEDS as PROGRAMS
from tests.fixtures.tomcat import Tomcat
from tests.servers.proving.calls import bearer
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = PROGRAMS
PASSWORD = "correct horse"
LOGIN = f"-u 'alice:{PASSWORD}'"
INSIDE = Answers(holds="inside")


@contextmanager
def started(folder):
    """Run it; yield the place. It is started anew where an account is locked."""
    with Tomcat(folder, PASSWORD) as server:
        yield Place(
            refusals=(*_logins(server), *_digests(server.url), *_forms(server), *_filters(server)),
            successes=_successes(server.url),
        )


def _logins(server):
    at = f"{server.url}/basic/inside.txt"
    wrong = f"-u alice:battery {at}"
    manager = f"{server.url}/basic/manager.txt"
    right = by_client("the right login", f"{LOGIN} {at}", INSIDE, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="basic, none",
            family="missing-credentials",
            detail="nothing was sent",
            call=at,
            repair=right,
        ),
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong; the page is that of none",
            call=f"-u root:battery {at}",
            repair=by_client(
                "the right login",
                f"-u 'root:{PASSWORD}' {at}",
                INSIDE,
                user="root",
                secret=PASSWORD,
            ),
            ambiguous=True,
        ),
        Refusal(
            id="basic, token sent",
            family="scheme-mismatch",
            detail="a bearer token was sent where Basic is asked for",
            call=bearer("tc-1", at),
            repair=right,
        ),
        Refusal(
            id="basic, locked",
            family="account-locked",
            detail="three wrong passwords before: the right one is refused with the same page",
            call=f"{LOGIN} {at}",
            before=(f"{LOGIN} {at}", wrong, wrong, wrong),
            repair=by_owner("unlock the account", server.restart),
            restore=server.restart,
            ambiguous=True,
        ),
        Refusal(
            id="basic, managers only",
            family="insufficient-permissions",
            detail="alice has not the role manager: Access to the requested resource has been denied",
            call=f"{LOGIN} {manager}",
            status=403,
            repair=by_client(
                "a manager's account",
                f"-u 'root:{PASSWORD}' {manager}",
                INSIDE,
                user="root",
                secret=PASSWORD,
                saved={"manager": f"-u 'root:{PASSWORD}' {at}"},
            ),
        ),
        Refusal(
            id="another application",
            family="wrong-endpoint",
            detail="the application's name in the path is an old one: 404",
            call=f"{LOGIN} {server.url}/office/inside.txt",
            before=(f"{LOGIN} {at}",),
            status=404,
            repair=by_client("its name", f"{LOGIN} {at}", INSIDE, address=at),
        ),
    )


def _digests(url):
    at = f"{url}/digest/inside.txt"
    good = f"--digest {LOGIN} {at}"
    right = by_client("Digest", good, INSIDE, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="digest, Basic sent",
            family="scheme-mismatch",
            detail="Basic was sent where Digest is asked for, with SHA-256 and MD5",
            call=f"{LOGIN} {at}",
            repair=right,
        ),
        Refusal(
            id="digest, unknown user",
            family="invalid-credentials",
            detail="there is no such user",
            call=f"--digest -u 'alicia:{PASSWORD}' {at}",
            repair=right,
            ambiguous=True,
        ),
    )


def _forms(server):
    at = f"{server.url}/form/inside.txt"
    kept = {}

    def enter():
        _, headers, _ = ask(at)
        kept["cookie"] = cookie_of(headers, "JSESSIONID")
        form = f"j_username=alice&j_password={PASSWORD.replace(' ', '+')}".encode()
        check = f"{server.url}/form/j_security_check"
        _, headers, _ = ask(check, form, Cookie=kept["cookie"])
        if headers.get("Set-Cookie"):
            kept["cookie"] = cookie_of(headers, "JSESSIONID")

    def call(_):
        return f"-b '{kept['cookie']}' {at}"

    def anew(_):
        enter()
        return call(_)

    page = Answers(holds="inside", lacks="j_security_check")
    return (
        Refusal(
            id="form, no session",
            family="missing-credentials",
            detail="no session cookie was sent: the login page comes in place, with 200",
            call=at,
            status=200,
            also=("expired-session",),
            repair=by_client("log in", anew, page),
        ),
        Refusal(
            id="form, session lost",
            family="expired-session",
            detail="the server was started anew: the login page comes in place of the file, with 200",
            call=call,
            prepare=enter,
            before=(call,),
            change=server.restart,
            status=200,
            repair=by_client("log in again", anew, page),
        ),
    )


def _filters(server):
    url = server.url
    rest, kept = f"{url}/rest/inside.txt", {}

    def fetch():
        known = {"Authorization": "Basic YWxpY2U6Y29ycmVjdCBob3JzZQ==", "X-CSRF-Token": "Fetch"}
        _, headers, _ = ask(rest, **known)
        kept.update(cookie=cookie_of(headers, "JSESSIONID"), token=headers["X-CSRF-Token"])

    def write(_):
        fetch()
        token = f"-H 'X-CSRF-Token: {kept['token']}'"
        return f"-X POST {LOGIN} -b '{kept['cookie']}' {token} {rest}"

    cors = f"{url}/cors/inside.txt"
    own = f"{LOGIN} -H 'Origin: https://office.example' {cors}"
    return (
        Refusal(
            id="csrf, none",
            family="csrf-failure",
            detail="the write has no token: X-CSRF-Token: Required in the answer",
            call=f"-X POST {LOGIN} {rest}",
            status=403,
            repair=by_client("fetch the token and send it", write, INSIDE),
        ),
        Refusal(
            id="address not allowed",
            family="network-blocked",
            detail="only another network may come in: a bare 403",
            call=f"{LOGIN} {url}/near/inside.txt",
            status=403,
            also=("insufficient-permissions",),
            repair=by_owner("allow the network", right=f"{LOGIN} {url}/basic/inside.txt"),
            ambiguous=True,
        ),
        Refusal(
            id="origin not allowed",
            family="configuration",
            detail="CORS allows another origin only: an empty 403",
            call=f"{LOGIN} -H 'Origin: https://shop.example' {cors}",
            status=403,
            also=("csrf-failure",),
            repair=by_owner("allow the origin", right=own),
            ambiguous=True,
        ),
    )


def _successes(url):
    return (
        Success(id="basic", call=f"{LOGIN} {url}/basic/inside.txt", answers=INSIDE),
        Success(id="digest", call=f"--digest {LOGIN} {url}/digest/inside.txt", answers=INSIDE),
    )
