"""HAProxy: user lists, JSON Web Tokens, keys in a list, rates, hosts and client certificates."""

import socket
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.calls import bearer, now, signed
from tests.servers.proving.programs import Checker, certificates, pause
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/sbin/haproxy",)
PASSWORD, SECRET, KEY = "correct horse", "front-secret-7d20b4e8a1c95f36d204", "fk-2e95c0b7"
LOGIN = f"-u 'alice:{PASSWORD}'"
INSIDE = Answers(holds="inside")
CONFIG = """
global
  stats socket {folder}/admin.sock mode 600 level admin
defaults
  mode http
  option http-server-close
  timeout connect 2s
  timeout client 10s
  timeout server 10s
userlist staff
  group keepers users root
  group clerks users alice
  user alice insecure-password "{password}"
  user root insecure-password "{password}"
backend rates
  stick-table type ip size 1k expire 2s store http_req_rate(2s)
backend origin
  http-request del-header Authorization if {{ path_beg /stripped }}
  server one 127.0.0.1:{origin}
backend away
  server gone 127.0.0.1:{gone}
frontend api
  bind 127.0.0.1:{port}
  acl is_key req.hdr(X-Api-Key) -f {folder}/keys.lst
  http-request deny deny_status 421 if {{ req.hdr(host) -m beg old.example }}
  http-request auth realm Front if {{ path_beg /basic }} !{{ http_auth(staff) }}
  http-request auth realm Front if {{ path_beg /keepers }} !{{ http_auth_group(staff) keepers }}
  http-request deny deny_status 401 if {{ path_beg /key }} !{{ req.hdr(X-Api-Key) -m found }}
  http-request deny deny_status 403 if {{ path_beg /key }} !is_key
  http-request set-var(txn.alg) http_auth_bearer,jwt_header_query('$.alg')
  http-request set-var(txn.exp) http_auth_bearer,jwt_payload_query('$.exp','int')
  http-request set-var(txn.aud) http_auth_bearer,jwt_payload_query('$.aud')
  http-request set-var(txn.now) date()
  http-request return status 401 content-type text/plain string "Missing Authorization HTTP header\\n" if {{ path_beg /jwt }} !{{ req.hdr(authorization) -m found }}
  http-request return status 401 content-type text/plain string "Invalid JWT signature\\n" if {{ path_beg /jwt }} !{{ http_auth_bearer,jwt_verify(txn.alg,"{secret}") -m int 1 }}
  http-request return status 401 content-type text/plain string "JWT has expired\\n" if {{ path_beg /jwt }} {{ var(txn.exp),sub(txn.now) -m int lt 0 }}
  http-request deny deny_status 401 if {{ path_beg /jwt }} !{{ var(txn.aud) -m str front }}
  http-request track-sc0 src table rates if {{ path_beg /seldom }}
  http-request deny deny_status 429 if {{ path_beg /seldom }} {{ sc_http_req_rate(0) gt 1 }}
  http-request deny if {{ path_beg /inner }} {{ src 127.0.0.0/8 }}
  http-request deny if {{ path_beg /form }} METH_POST !{{ req.hdr(origin) -m str https://front.example }}
  http-request redirect location http://127.0.0.1:{other}/basic code 302 if {{ path_beg /moved }}
  use_backend away if {{ path_beg /sso }}
  default_backend origin
frontend other
  bind 127.0.0.1:{other}
  http-request auth realm Other if !{{ http_auth(staff) }}
  default_backend origin
frontend mutual
  bind 127.0.0.1:{mutual} ssl crt {folder}/site.pem ca-file {ca} verify optional
  http-request deny deny_status 403 unless {{ ssl_c_used 1 }}
  default_backend origin
"""


def _origin(asked):
    """The application behind: it wants a login at /stripped, and writes elsewhere without one."""
    if asked.path.startswith("/stripped") and not asked.headers.get("Authorization"):
        return 401, (), {"error": "no credentials"}
    return 200, (), {"text": "inside"}


@contextmanager
def started(folder):
    """Run it before an application; yield the place."""
    names = ("port", "other", "mutual", "gone")
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    made = certificates(folder)
    (folder / "site.pem").write_bytes(b"".join(Path(path).read_bytes() for path in made.good))
    (folder / "keys.lst").write_text(f"{KEY}\n")
    with Checker(_origin) as origin:
        config = folder / "haproxy.cfg"
        values = {"folder": folder, "origin": origin.port, "ca": made.ca, "secret": SECRET}
        config.write_text(CONFIG.format(password=PASSWORD, **values, **ports))
        command = ["/usr/sbin/haproxy", "-db", "-f", config]
        with Product(command, ports["port"], folder) as proxy:
            urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
            yield Place(
                refusals=(
                    *_logins(urls),
                    *_keys(proxy.url, folder / "admin.sock"),
                    *_signed(proxy.url),
                    *_around(urls, made),
                ),
                successes=_successes(proxy.url),
            )


def _say(path, line):
    """Give HAProxy's owner's command."""
    with closing(socket.socket(socket.AF_UNIX)) as link:
        link.connect(str(path))
        link.sendall(f"{line}\n".encode())
        while link.recv(4096):
            pass


def _logins(urls):
    at, keepers = f"{urls['port']}/basic", f"{urls['port']}/keepers"
    right = by_client("the right login", f"{LOGIN} {at}", INSIDE, user="alice", secret=PASSWORD)
    other = f"{urls['other']}/basic"
    return (
        Refusal(
            id="basic, none",
            family="missing-credentials",
            detail="nothing was sent; the page asks for a valid user and password",
            call=at,
            repair=right,
        ),
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong; the page is the same as without one",
            call=f"-u 'alice:battery' {at}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="basic, other group",
            family="insufficient-permissions",
            detail="alice is right but not of the group; the answer is that of a wrong password",
            call=f"{LOGIN} {keepers}",
            before=(f"{LOGIN} {at}",),
            repair=by_client(
                "an account of the group",
                f"-u 'root:{PASSWORD}' {keepers}",
                INSIDE,
                user="root",
                secret=PASSWORD,
                saved={"keeper": f"-u 'root:{PASSWORD}' {at}"},
            ),
            ambiguous=True,
        ),
        Refusal(
            id="basic, dropped at the redirect",
            family="missing-credentials",
            detail="the redirect leads to another port, where the login is not sent on",
            call=f"-L {LOGIN} {urls['port']}/moved",
            repair=by_client(
                "ask the final address",
                f"{LOGIN} {other}",
                INSIDE,
                address=other,
                hosts=(urls["other"].removeprefix("http://"),),
            ),
        ),
        Refusal(
            id="basic, stripped on the way",
            family="configuration",
            detail="HAProxy removes Authorization; the application behind sees none",
            call=f"{LOGIN} {urls['port']}/stripped",
            also=("missing-credentials",),
            repair=by_owner("keep the header", right=f"{LOGIN} {urls['port']}/open"),
            ambiguous=True,
        ),
    )


def _keys(url, admin):
    at = f"{url}/key"
    right = f"-H 'X-Api-Key: {KEY}' {at}"
    keys = admin.with_name("keys.lst")
    new = "fk-7b31aa04"
    change = partial(_say, admin, f"clear acl {keys}; add acl {keys} {new}")
    restore = partial(_say, admin, f"clear acl {keys}; add acl {keys} {KEY}")
    return (
        Refusal(
            id="key, none",
            family="missing-credentials",
            detail="no key was sent; the page speaks of a user and password",
            call=at,
            repair=by_client("the key", right, INSIDE, secret=KEY),
            ambiguous=True,
        ),
        Refusal(
            id="key, unknown",
            family="invalid-credentials",
            detail="the key is not on the list: 403, Request forbidden by administrative rules",
            call=right.replace(KEY, "fk-00000000"),
            status=403,
            also=("insufficient-permissions",),
            repair=by_client("the right key", right, INSIDE, secret=KEY),
            ambiguous=True,
        ),
        Refusal(
            id="key, replaced",
            family="revoked-token",
            detail="the key was replaced after it had been accepted: 403",
            call=right,
            before=(right,),
            change=change,
            status=403,
            repair=by_client("the new key", right.replace(KEY, new), INSIDE, secret=new),
            restore=restore,
            ambiguous=True,
        ),
    )


def _token(**claims):
    return signed(SECRET, **{"aud": "front", **claims})


def _signed(url):
    at = f"{url}/jwt"
    good = _token(exp=now() + 7200)
    right = by_client("a token that holds", bearer(good, at), INSIDE, secret=good)
    return (
        Refusal(
            id="jwt, none",
            family="missing-credentials",
            detail="no token was sent; the text says so",
            call=at,
            repair=right,
        ),
        Refusal(
            id="jwt, expired",
            family="invalid-credentials",
            detail="the token ran out; the text says so",
            call=lambda _: bearer(_token(exp=now() - 30), at),
            repair=right,
        ),
        Refusal(
            id="jwt, other key",
            family="invalid-credentials",
            detail="another key signed it; the text speaks of the signature",
            call=lambda _: bearer(signed("k" * 32, aud="front"), at),
            also=("configuration",),
            repair=right,
        ),
        Refusal(
            id="jwt, other audience",
            family="configuration",
            detail="the token is for another API; the page is HAProxy's own",
            call=lambda _: bearer(_token(aud="back"), at),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="jwt, Basic sent",
            family="scheme-mismatch",
            detail="a login was sent where a bearer token is read: Invalid JWT signature",
            call=f"{LOGIN} {at}",
            repair=right,
            ambiguous=True,
        ),
    )


def _around(urls, made):
    url = urls["port"]
    mutual = urls["mutual"].replace("http:", "https:")
    shown = f"--cacert {made.ca} --cert {made.client[0]} --key {made.client[1]} {mutual}/open"
    wait = partial(pause, 2.1)
    origin = f"-X POST -H 'Origin: https://front.example' {url}/form"
    return (
        Refusal(
            id="too often",
            family="account-locked",
            detail="more requests than the rate allows; nothing says how long to wait",
            call=f"{url}/seldom",
            before=(f"{url}/seldom",),
            status=429,
            repair=by_client("wait", f"{url}/seldom", INSIDE, deed=wait),
            restore=wait,
        ),
        Refusal(
            id="address not allowed",
            family="network-blocked",
            detail="addresses of this network may not come in: 403",
            call=f"{LOGIN} {url}/inner",
            status=403,
            also=("insufficient-permissions",),
            repair=by_owner("let the network in", right=f"{LOGIN} {url}/open"),
            ambiguous=True,
        ),
        Refusal(
            id="origin not the site's",
            family="csrf-failure",
            detail="a form is taken only with the site's Origin",
            call=f"-X POST -H 'Origin: https://elsewhere.example' {url}/form",
            before=(f"{url}/form",),
            status=403,
            repair=by_client("the site's Origin", origin, INSIDE),
            ambiguous=True,
        ),
        Refusal(
            id="old host name",
            family="wrong-endpoint",
            detail="the name in Host is no longer served: 421",
            call=f"{LOGIN} -H 'Host: old.example' {url}/basic",
            status=421,
            repair=by_client(
                "the host of today", f"{LOGIN} {url}/basic", INSIDE, address=f"{url}/basic"
            ),
        ),
        Refusal(
            id="login service away",
            family="provider-unreachable",
            detail="the single sign-on behind HAProxy does not answer: 503",
            call=f"{url}/sso/token",
            status=503,
            repair=by_owner("start it", right=f"{url}/open"),
        ),
        Refusal(
            id="no client certificate",
            family="configuration",
            detail="a client certificate is wanted and none was shown: 403",
            call=f"--cacert {made.ca} {mutual}/open",
            status=403,
            also=("missing-credentials",),
            repair=by_client("show it", shown, INSIDE, certificate=made.client),
            ambiguous=True,
        ),
    )


def _successes(url):
    return (
        Success(id="basic", call=f"{LOGIN} {url}/basic", answers=INSIDE),
        Success(id="key", call=f"-H 'X-Api-Key: {KEY}' {url}/key", answers=INSIDE),
        Success(id="jwt", call=lambda _: bearer(_token(), f"{url}/jwt"), answers=INSIDE),
    )
