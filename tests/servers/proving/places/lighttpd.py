"""lighttpd: Basic, Digest by SHA-256, one user's own place, addresses and hosts."""

from contextlib import contextmanager

from tests.fixtures.processes import Process, free_ports, give_to
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving import digest
from tests.servers.proving.calls import encoded
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/sbin/lighttpd",)
INSIDE = Answers(holds="inside")
LOGIN = f"-u '{USER}:{PASSWORD}'"
CONFIG = """
server.document-root = "{folder}/www"
server.port = {port}
server.bind = "127.0.0.1"
server.errorlog = "{folder}/error.log"
server.username = "nobody"
server.groupname = "nogroup"
server.modules = ("mod_access", "mod_auth", "mod_authn_file", "mod_redirect", "mod_proxy")
mimetype.assign = (".txt" => "text/plain")
url.redirect = ("^/old/(.*)" => "http://localhost:{port}/basic/$1")
auth.backend = "plain"
auth.backend.plain.userfile = "{folder}/passwords"
auth.require = (
  "/basic" => ("method" => "basic", "realm" => "orders", "require" => "valid-user"),
  "/walled" => ("method" => "basic", "realm" => "orders", "require" => "valid-user"),
  "/digest" => ("method" => "digest", "realm" => "digest orders", "algorithm" => "SHA-256",
                "require" => "valid-user"),
  "/staff" => ("method" => "basic", "realm" => "orders", "require" => "user=root"),
  "/oauth" => ("method" => "basic", "realm" => "clients", "require" => "valid-user"),
)
$HTTP["url"] =~ "^/walled" {{ $HTTP["remote-ip"] != "10.20.0.0/16" {{ url.access-deny = ("") }} }}
$HTTP["url"] =~ "^/oauth" {{
  proxy.server = ("" => (("host" => "127.0.0.1", "port" => {nobody})))
}}
$HTTP["request-method"] == "POST" {{
  $HTTP["url"] =~ "^/basic" {{
    $HTTP["referer"] !~ "^http://127.0.0.1" {{ url.access-deny = ("") }}
  }}
}}
"""


@contextmanager
def started(folder):
    """Run it; yield the place."""
    port, nobody = free_ports(2)
    for name in ("basic", "digest", "staff", "walled", "open"):
        (folder / "www" / name).mkdir(parents=True)
        (folder / "www" / name / "inside.txt").write_text("inside\n")
    (folder / "passwords").write_text(f"{USER}:{PASSWORD}\nroot:root-pass-77\n")
    config = folder / "lighttpd.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, nobody=nobody))
    give_to(folder, "nobody")
    command = ["/usr/sbin/lighttpd", "-D", "-f", str(config)]
    process = Process(command, port, folder / "out.log")
    url = f"http://127.0.0.1:{port}"
    try:
        yield Place(
            refusals=(*_basic(url), *_digest(url), *_others(url, port)),
            successes=(
                Success(id="open", call=f"{url}/open/inside.txt", answers=INSIDE),
                Success(id="basic", call=f"{LOGIN} {url}/basic/inside.txt", answers=INSIDE),
                Success(id="digest", call=f"--digest {LOGIN} {url}/digest/inside.txt"),
            ),
        )
    finally:
        process.stop()


def _basic(url):
    at = f"{url}/basic/inside.txt"
    right = by_client("the right login", f"{LOGIN} {at}", INSIDE, user=USER, secret=PASSWORD)
    quoted = encoded(f'"{USER}":"{PASSWORD}"')
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
            "quotation marks in the login",
            "invalid-credentials",
            "user and password were encoded with the quotation marks around them",
            f"-H 'Authorization: Basic {quoted}' {at}",
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
            "login in a cookie",
            "missing-credentials",
            "the login stands in a cookie, where the server does not look",
            f"-b 'auth={encoded(f'{USER}:{PASSWORD}')}' {at}",
            right,
        ),
        Refusal(
            "foreign referer",
            "csrf-failure",
            "a POST is taken only from pages of the site, by Referer",
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


def _digest(url):
    at = f"{url}/digest/inside.txt"
    right = f"--digest {LOGIN} {at}"
    login = by_client("Digest with the right login", right, INSIDE, user=USER, secret=PASSWORD)
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
            "MD5 for SHA-256",
            "invalid-credentials",
            "the answer was worked out by MD5; the challenge names SHA-256 only",
            lambda _put: f"{digest.header(at, USER, PASSWORD, algorithm='MD5')} {at}",
            login,
            also=("scheme-mismatch",),
        ),
        Refusal(
            "answer for another method",
            "invalid-credentials",
            "the answer was worked out for POST and sent with GET",
            lambda _put: f"{digest.header(at, USER, PASSWORD, method='POST')} {at}",
            login,
        ),
    )


def _others(url, port):
    at, staff = f"{url}/basic/inside.txt", f"{url}/staff/inside.txt"
    root = "-u root:root-pass-77"
    saved = {"As root": f"{root} {staff}"}
    return (
        Refusal(
            "root's own place",
            "insufficient-permissions",
            "the login is right, only root may; the answer is that of a wrong password",
            f"{LOGIN} {staff}",
            by_client("another account", f"{root} {staff}", INSIDE, saved=saved),
            before=(f"{LOGIN} {at}",),
            ambiguous=True,
        ),
        Refusal(
            "address not allowed",
            "network-blocked",
            "only another network may, whatever the login",
            f"{LOGIN} {url}/walled/inside.txt",
            by_owner("let the address in", right=f"{LOGIN} {at}", answers=INSIDE),
            also=("insufficient-permissions",),
            status=403,
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
            "token endpoint down",
            "provider-unreachable",
            "nobody answers behind the token endpoint: 503",
            f"{LOGIN} -d grant_type=client_credentials {url}/oauth/token",
            by_owner("start it again", right=f"{LOGIN} {at}", answers=INSIDE),
            status=503,
        ),
    )
