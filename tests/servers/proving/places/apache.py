"""Apache httpd: Basic, Digest, groups, addresses, methods, CGI, and headers taken off."""

import base64
import hashlib
from contextlib import contextmanager

from tests.fixtures.processes import free_ports
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving import digest
from tests.servers.proving.programs import apache, pause, site
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/sbin/apache2",)
INSIDE = Answers(holds="inside")
MODULES = """mpm_event authn_core authn_file authz_core authz_user authz_groupfile authz_host
auth_basic auth_digest request mime dir alias cgid env headers rewrite"""
CONFIG = """
<Directory {folder}/cgi>
  Options +ExecCGI
  SetHandler cgi-script
  Require all granted
</Directory>
ScriptSock {folder}/cgi.sock
ScriptAlias /cgi {folder}/cgi/who
ScriptAlias /passed {folder}/cgi/who
<Location /passed>
  CGIPassAuth On
</Location>
<LocationMatch "^/(basic|groups|admins|writing|addresses|lost)">
  AuthType Basic
  AuthName "orders"
  AuthUserFile {passwords}
  AuthGroupFile {folder}/groups
</LocationMatch>
<Location /basic>
  Require valid-user
</Location>
<Location /groups>
  Require group staff
</Location>
<Location /admins>
  Require user root
</Location>
<Location /writing>
  <LimitExcept GET>
    Require user root
  </LimitExcept>
  <Limit GET>
    Require valid-user
  </Limit>
</Location>
<Location /addresses>
  <RequireAll>
    Require ip 10.20.0.0/16
    Require valid-user
  </RequireAll>
</Location>
<Location /lost>
  AuthUserFile {folder}/gone
  Require valid-user
</Location>
<Location /digest>
  AuthType Digest
  AuthName "digest area"
  AuthDigestProvider file
  AuthDigestNonceLifetime 1
  AuthUserFile {digests}
  Require valid-user
</Location>
RewriteEngine On
RewriteCond %{{HTTP_REFERER}} !^http://127\\.0\\.0\\.1
RewriteCond %{{REQUEST_METHOD}} POST
RewriteRule ^/basic/ - [F]
RewriteRule ^/old/(.*) http://localhost:{port}/basic/$1 [R=307,L]
Listen 127.0.0.1:{second}
<VirtualHost 127.0.0.1:{second}>
  RequestHeader unset Authorization early
</VirtualHost>
"""
SCRIPT = """#!/bin/sh
if [ -z "$HTTP_AUTHORIZATION" ]; then
  printf 'Status: 401 Unauthorized\\r\\nWWW-Authenticate: Bearer realm="cgi"\\r\\n\\r\\nno token\\n'
else
  printf 'Content-Type: text/plain\\r\\n\\r\\ninside\\n'
fi
"""


@contextmanager
def started(folder):
    """Run it; yield the place."""
    www, passwords = site(folder)
    for name in ["basic", "groups", "admins", "writing", "addresses", "lost", "digest"]:
        (www / name).mkdir()
        (www / name / "inside.txt").write_text("inside\n")
    with passwords.open("a") as file:
        file.write(_line("root", "root-pass-5512") + _line("jürgen", "schlüssel-90"))
    (folder / "cgi").mkdir()
    (folder / "cgi" / "who").write_text(SCRIPT)
    (folder / "cgi" / "who").chmod(0o755)
    (folder / "groups").write_text("staff: root\n")
    hashed = hashlib.md5(f"{USER}:digest area:{PASSWORD}".encode(), usedforsecurity=False)
    digests = folder / "digests"
    digests.write_text(f"{USER}:digest area:{hashed.hexdigest()}\n")
    (second,) = free_ports(1)
    values = {"passwords": passwords, "digests": digests, "second": second}
    with apache(folder, MODULES, CONFIG, **values) as url:
        yield Place(
            refusals=(
                *_basic(url),
                *_rights(url),
                *_digest(url),
                *_on_the_way(url, folder, second),
            ),
            successes=(
                Success(id="basic", call=f"{LOGIN} {url}/basic/inside.txt", answers=INSIDE),
                Success(id="digest", call=f"--digest {LOGIN} {url}/digest/inside.txt"),
                Success(id="root", call=f"{ROOT} {url}/groups/inside.txt", answers=INSIDE),
            ),
        )


def _line(user, password):
    hashed = hashlib.sha1(password.encode(), usedforsecurity=False).digest()
    return f"{user}:{{SHA}}{base64.b64encode(hashed).decode()}\n"


LOGIN, ROOT = f"-u '{USER}:{PASSWORD}'", "-u root:root-pass-5512"


def _basic(url):
    at = f"{url}/basic/inside.txt"
    right = by_client("the right login", f"{LOGIN} {at}", INSIDE, user=USER, secret=PASSWORD)
    latin = base64.b64encode("jürgen:schlüssel-90".encode("latin-1")).decode()
    return (
        Refusal("nothing sent", "missing-credentials", "no login was sent", at, right),
        Refusal(
            "wrong password",
            "invalid-credentials",
            "the password is wrong",
            f"-u {USER}:wrong-horse {at}",
            right,
            ambiguous=True,
        ),
        Refusal(
            "password in another charset",
            "invalid-credentials",
            "the login has letters in ISO 8859-1, the server knows them in UTF-8",
            f"-H 'Authorization: Basic {latin}' {at}",
            by_client(
                "UTF-8",
                f"-u jürgen:schlüssel-90 {at}",
                INSIDE,
                user="jürgen",
                secret="schlüssel-90",
            ),
        ),
        Refusal(
            "Basic twice",
            "invalid-credentials",
            "the word Basic stands twice",
            f"-H 'Authorization: Basic Basic {_encoded(f'{USER}:{PASSWORD}')}' {at}",
            right,
        ),
        Refusal(
            "a token for a login",
            "scheme-mismatch",
            "a bearer token was sent where Basic is asked for",
            f"-H 'Authorization: Bearer 9c1f7730ab52' {at}",
            right,
        ),
        Refusal(
            "foreign referer",
            "csrf-failure",
            "a rule takes POST only from pages of the site, by Referer",
            f"{LOGIN} -d item=lamp -H 'Referer: https://elsewhere.example/' {at}",
            by_client(
                "the Referer of the site",
                f"{LOGIN} -d item=lamp -H 'Referer: {url}/basic/' {at}",
                INSIDE,
            ),
            status=403,
            ambiguous=True,
        ),
    )


def _encoded(text):
    return base64.b64encode(text.encode()).decode()


def _rights(url):
    def row(name, detail, call, path, **more):
        saved = {"As root": f"{ROOT} {url}{path}"}
        right = call.replace(LOGIN, ROOT)
        repair = by_client("another account", right, INSIDE, saved=saved)
        family = "insufficient-permissions"
        return Refusal(name, family, detail, call, repair, ambiguous=True, **more)

    group, admin, write = "/groups/inside.txt", "/admins/inside.txt", "/writing/inside.txt"
    known = (f"{LOGIN} {url}/basic/inside.txt",)
    return (
        row(
            "not in the group",
            "the user is not in the group that may",
            f"{LOGIN} {url}{group}",
            group,
        ),
        row(
            "not in the group, known elsewhere",
            "the user is not in the group that may; the same login was just accepted nearby",
            f"{LOGIN} {url}{group}",
            group,
            before=known,
        ),
        row("another user only", "one user only may", f"{LOGIN} {url}{admin}", admin, before=known),
        row(
            "may read, not write",
            "the user may read here, only root may write",
            f"{LOGIN} -d item=lamp {url}{write}",
            write,
            before=(f"{LOGIN} {url}{write}",),
        ),
        Refusal(
            "address not allowed",
            "network-blocked",
            "only another network may, whatever the login",
            f"{LOGIN} {url}/addresses/inside.txt",
            by_owner("let the address in", right=f"{LOGIN} {url}/basic/inside.txt"),
            also=("insufficient-permissions",),
            status=403,
            before=known,
            ambiguous=True,
        ),
    )


def _digest(url):
    at = f"{url}/digest/inside.txt"
    right = f"--digest {LOGIN} {at}"
    login = by_client("Digest with the right login", right, INSIDE, user=USER, secret=PASSWORD)

    def stale(_put):
        made = digest.header(at, USER, PASSWORD)
        pause(2.1)
        return f"{made} {at}"

    return (
        Refusal("no digest", "missing-credentials", "nothing was sent to Digest", at, login),
        Refusal(
            "wrong password by Digest",
            "invalid-credentials",
            "the password is wrong",
            f"--digest -u {USER}:wrong-horse {at}",
            login,
            ambiguous=True,
        ),
        Refusal(
            "Basic for Digest",
            "scheme-mismatch",
            "the right login was sent by Basic where Digest is asked for",
            f"{LOGIN} {at}",
            login,
        ),
        Refusal(
            "nonce too old",
            "expired-session",
            "the answer is right for a nonce that has ended: stale=true",
            stale,
            login,
        ),
        Refusal(
            "another realm in the answer",
            "invalid-credentials",
            "the answer was worked out for another realm than the challenge names",
            lambda _put: f"{digest.header(at, USER, PASSWORD, realm='orders')} {at}",
            login,
            also=("configuration",),
        ),
        Refusal(
            "another address in the answer",
            "invalid-credentials",
            "the answer is for another path than the one that is asked",
            lambda _put: f"{digest.header(at, USER, PASSWORD, uri='/digest/other.txt')} {at}",
            login,
            status=400,
        ),
        Refusal(
            "answer for another method",
            "invalid-credentials",
            "the answer was worked out for POST and sent with GET",
            lambda _put: f"{digest.header(at, USER, PASSWORD, method='POST')} {at}",
            login,
        ),
    )


def _on_the_way(url, folder, second):
    at = f"{url}/basic/inside.txt"
    port = url.rpartition(":")[2]
    token = "-H 'Authorization: Bearer 9c1f7730ab52'"
    passwords = folder / "passwords"
    return (
        Refusal(
            "kept from CGI",
            "configuration",
            "Apache keeps Authorization from CGI programs",
            f"{token} {url}/cgi",
            by_owner("CGIPassAuth On", right=f"{token} {url}/passed", answers=INSIDE),
            also=("missing-credentials",),
            ambiguous=True,
        ),
        Refusal(
            "header taken off",
            "missing-credentials",
            "a rule of the server takes Authorization off before the login is checked",
            f"{LOGIN} http://127.0.0.1:{second}/basic/inside.txt",
            by_owner("leave the header", right=f"{LOGIN} {at}", answers=INSIDE),
            also=("configuration",),
            before=(f"{LOGIN} {at}",),
            ambiguous=True,
        ),
        Refusal(
            "dropped at a redirect",
            "missing-credentials",
            "the redirect names another host, to which the login is not sent on",
            f"-L {LOGIN} {url}/old/inside.txt",
            by_client(
                "ask the final address", f"{LOGIN} {at}", INSIDE, hosts=(f"localhost:{port}",)
            ),
        ),
        Refusal(
            "password file gone",
            "provider-unreachable",
            "the file of passwords is gone: 500 for whoever logs in",
            f"{LOGIN} {url}/lost/inside.txt",
            by_owner(
                "put it back",
                lambda: (folder / "gone").write_text(passwords.read_text()),
                answers=INSIDE,
            ),
            also=("configuration",),
            status=500,
            restore=lambda: (folder / "gone").unlink(missing_ok=True),
        ),
    )
