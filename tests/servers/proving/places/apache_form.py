"""Apache httpd's form login with sessions in a cookie (mod_auth_form, mod_session)."""

from contextlib import contextmanager

from tests.fixtures.apache_sites import FORM
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving.programs import apache, pause, site
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/sbin/apache2",)
INSIDE, MOVED = Answers(holds="inside"), Answers(status=302)
MODULES = """mpm_event authn_core authn_file authz_core authz_user authz_groupfile auth_form session
session_cookie request mime dir alias env"""
CONFIG = """
<Location /members>
  AuthType form
  AuthName members
  AuthFormProvider file
  AuthUserFile {passwords}
  AuthGroupFile {folder}/groups
  Session On
  SessionCookieName session path=/;HttpOnly
  SessionMaxAge 2
  ErrorDocument 401 /login.html
  Require valid-user
</Location>
<Location /members/staff>
  Require group staff
</Location>
<Location /log-in>
  SetHandler form-login-handler
  AuthType form
  AuthName members
  AuthFormProvider file
  AuthUserFile {passwords}
  AuthFormLoginSuccessLocation /members/inside.txt
  Session On
  SessionCookieName session path=/;HttpOnly
  SessionMaxAge 2
</Location>
"""


@contextmanager
def started(folder):
    """Run it; yield the place."""
    www, passwords = site(folder)
    (www / "members" / "staff").mkdir(parents=True)
    (www / "members" / "inside.txt").write_text("inside\n")
    (www / "members" / "staff" / "inside.txt").write_text("inside\n")
    (www / "login.html").write_text(FORM)
    (folder / "groups").write_text("staff: root\n")
    with apache(folder, MODULES, CONFIG, passwords=passwords) as url:
        kept = passwords.read_text()
        session = Sessions(url)
        yield Place(
            refusals=_refusals(url, session, passwords, kept),
            successes=(
                Success(id="login", call=_login(url), answers=MOVED),
                Success(id="session", call=lambda _: session.call(""), answers=INSIDE),
            ),
        )


class Sessions:
    """Logs in as a browser does, and keeps the cookie for a refusal's calls."""

    def __init__(self, url):
        self._url, self._cookie = url, ""

    def begin(self):
        """Log in."""
        import urllib.parse
        import urllib.request

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_):
                return None

        form = {"httpd_username": USER, "httpd_password": PASSWORD}
        data = urllib.parse.urlencode(form).encode()
        opener = urllib.request.build_opener(Stay)
        try:
            opener.open(f"{self._url}/log-in", data, timeout=60).close()
        except urllib.error.HTTPError as error:
            self._cookie = error.headers["Set-Cookie"].partition(";")[0]
            error.close()

    def call(self, more, path="/members/inside.txt", fresh=True):
        """Return a call with the session; fresh: begin one first."""
        if fresh:
            self.begin()
        return f"{more} -b '{self._cookie}' {self._url}{path}"


def _login(url, password=PASSWORD):
    return (
        f"--data-urlencode 'httpd_username={USER}' --data-urlencode 'httpd_password={password}' "
        f"{url}/log-in"
    )


def _refusals(url, session, passwords, kept):
    at = f"{url}/members/inside.txt"
    saved = {"Log in": _login(url)}
    again = by_client("log in again", lambda _: session.call(""), INSIDE, saved=saved)

    def ended(_put):
        return session.call("", fresh=False)

    return (
        Refusal(
            "no session",
            "missing-credentials",
            "no session cookie was sent",
            at,
            again,
            also=("expired-session",),
        ),
        Refusal(
            "session too old",
            "expired-session",
            "the session ended two seconds after the login",
            ended,
            again,
            before=(lambda _: session.call(""),),
            change=lambda: pause(3.1),
        ),
        Refusal(
            "session too old, seen for the first time",
            "expired-session",
            "the session ended two seconds after the login",
            ended,
            again,
            prepare=lambda: (session.begin(), pause(3.1)),
            ambiguous=True,
        ),
        Refusal(
            "wrong password in the form",
            "invalid-credentials",
            "the password is wrong",
            _login(url, "wrong-horse"),
            by_client("the right password", _login(url), MOVED, user=USER, secret=PASSWORD),
        ),
        Refusal(
            "password changed since",
            "expired-session",
            "the session holds the login of before; the password was changed since",
            ended,
            by_owner("log in with the new password", lambda: passwords.write_text(kept)),
            also=("invalid-credentials", "revoked-token"),
            before=(lambda _: session.call(""),),
            change=lambda: passwords.write_text(kept.replace("{SHA}", "{SHA}A")),
            restore=lambda: passwords.write_text(kept),
            ambiguous=True,
        ),
        Refusal(
            "Basic for a form",
            "scheme-mismatch",
            "the right login was sent by Basic where a form is wanted",
            f"-u '{USER}:{PASSWORD}' {at}",
            by_client("log in by the form", lambda _: session.call(""), INSIDE, saved=saved),
        ),
        Refusal(
            "not of the staff",
            "insufficient-permissions",
            "the session is good, its user is not in the group that may",
            lambda _: session.call("", "/members/staff/inside.txt"),
            by_owner("let the user in", right=lambda _: session.call(""), answers=INSIDE),
            before=(lambda _: session.call(""),),
            ambiguous=True,
        ),
    )
