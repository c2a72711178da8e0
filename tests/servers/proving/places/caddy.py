"""Caddy: its Basic login, a login service that it asks, a header that it removes, client certificates."""

from contextlib import contextmanager

from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product, hashed
from tests.servers.proving.calls import bearer
from tests.servers.proving.programs import Checker, certificates
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/bin/caddy", "/usr/bin/htpasswd")
PASSWORD, TOKEN, OTHER = "correct horse", "ct-5e0b7719", "ct-90aa41d2"
LOGIN = f"-u 'alice:{PASSWORD}'"
INSIDE = Answers(holds="inside")
CONFIG = """
{{
  admin off
  auto_https off
}}
http://:{port} {{
  bind 127.0.0.1
  route {{
    @inner path /inner*
    respond @inner "403 Forbidden" 403
    @outdated path /v1/*
    respond @outdated "401 Unauthorized" 401
    @moved path /moved
    redir @moved http://127.0.0.1:{other}/basic 307
    @basic path /basic* /v2/*
    basicauth @basic bcrypt staff {{
      alice {hash}
    }}
    @asked path /asked*
    forward_auth @asked 127.0.0.1:{service} {{
      uri /verify
      copy_headers Remote-User
    }}
    @stripped path /stripped*
    reverse_proxy @stripped 127.0.0.1:{origin} {{
      header_up -Authorization
    }}
    reverse_proxy 127.0.0.1:{origin}
  }}
}}
http://:{other} {{
  bind 127.0.0.1
  basicauth bcrypt other {{
    alice {hash}
  }}
  reverse_proxy 127.0.0.1:{origin}
}}
https://localhost:{mutual} {{
  bind 127.0.0.1
  tls {certificate} {key} {{
    client_auth {{
      mode require_and_verify
      trusted_ca_cert_file {ca}
    }}
  }}
  respond "inside"
}}
"""


class _Service:
    """The login service: knows tokens, and what each may see."""

    def __init__(self):
        self.fresh()

    def fresh(self):
        self.tokens, self.tenants = {TOKEN: "read"}, {}

    def judge(self, asked):
        """Return an answer after which the connection ends, so that nobody reaches it while away."""
        status, headers, body = self._judged(asked)
        return status, (*headers, ("Connection", "close")), body

    def _judged(self, asked):
        given = (asked.headers.get("Authorization") or "").removeprefix("Bearer ")
        bare = (("WWW-Authenticate", 'Bearer realm="caddy"'),)
        if not given:
            return 401, bare, "login required\n"
        if given not in self.tokens:
            return 401, ((bare[0][0], f'{bare[0][1]}, error="invalid_token"'),), "unknown token\n"
        if asked.headers.get("X-Forwarded-Method") == "DELETE" and self.tokens[given] == "read":
            scope = f'{bare[0][1]}, error="insufficient_scope", scope="write"'
            return 403, ((bare[0][0], scope),), "may not delete\n"
        if asked.headers.get("X-Forwarded-Method") == "POST" and not asked.headers.get(
            "X-Csrf-Token"
        ):
            return 403, (), "CSRF token missing\n"
        return 200, (("Remote-User", "alice"),), ""


def _origin(asked):
    if asked.path.startswith("/stripped") and not asked.headers.get("Authorization"):
        return 401, (("WWW-Authenticate", 'Basic realm="application"'),), "no credentials\n"
    return 200, (("X-Csrf-Token", "c-1"),), "inside\n"


@contextmanager
def started(folder):
    """Run it before an application and beside a login service; yield the place."""
    ports = dict(zip(("port", "other", "mutual"), free_ports(3), strict=True))
    made, service = certificates(folder), _Service()
    values = {"hash": hashed("alice", PASSWORD).partition(":")[2], "ca": made.ca}
    values |= {"certificate": made.good[0], "key": made.good[1]}
    with Checker(service.judge) as asked, Checker(_origin) as origin:
        config = folder / "Caddyfile"
        config.write_text(CONFIG.format(service=asked.port, origin=origin.port, **values, **ports))
        command = ["/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", config]
        home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        with Product(command, ports["port"], folder, home) as caddy:
            urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
            yield Place(
                refusals=(*_own(urls, made), *_asked(caddy.url, asked, service)),
                successes=_successes(caddy.url),
                reset=lambda: (service.fresh(), asked.start()),
            )


def _own(urls, made):
    url = urls["port"]
    at, other = f"{url}/basic", f"{urls['other']}/basic"
    mutual = urls["mutual"].replace("http://127.0.0.1", "https://localhost")
    right = by_client("the right login", f"{LOGIN} {at}", INSIDE, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="basic, none",
            family="missing-credentials",
            detail="nothing was sent; the body is empty",
            call=at,
            repair=right,
        ),
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong; the body is empty",
            call=f"-u 'alice:battery' {at}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="basic, a token sent",
            family="scheme-mismatch",
            detail="a bearer token was sent where Basic is asked for",
            call=bearer(TOKEN, at),
            repair=right,
        ),
        Refusal(
            id="dropped at the redirect",
            family="missing-credentials",
            detail="the redirect leads to another port, where the login is not sent on",
            call=f"-L {LOGIN} {url}/moved",
            repair=by_client(
                "ask the final address",
                f"{LOGIN} {other}",
                INSIDE,
                address=other,
                hosts=(urls["other"].removeprefix("http://"),),
            ),
        ),
        Refusal(
            id="old version",
            family="wrong-endpoint",
            detail="the path of version 1 answers 401 to everybody, without a challenge",
            call=f"{LOGIN} {url}/v1/orders",
            before=(f"{LOGIN} {url}/v2/orders",),
            repair=by_client(
                "version 2", f"{LOGIN} {url}/v2/orders", INSIDE, address=f"{url}/v2/orders"
            ),
            ambiguous=True,
        ),
        Refusal(
            id="not from here",
            family="network-blocked",
            detail="the path is shut for this network: a bare 403",
            call=f"{LOGIN} {url}/inner",
            status=403,
            also=("insufficient-permissions",),
            repair=by_owner("let the network in", right=f"{LOGIN} {at}"),
            ambiguous=True,
        ),
        Refusal(
            id="stripped on the way",
            family="configuration",
            detail="Caddy removes Authorization; the application behind sees none",
            call=f"{LOGIN} {url}/stripped",
            also=("missing-credentials",),
            repair=by_owner("keep the header", right=f"{LOGIN} {url}/open"),
            ambiguous=True,
        ),
        Refusal(
            id="no client certificate",
            family="configuration",
            detail="TLS ends because no client certificate was shown",
            call=f"--cacert {made.ca} {mutual}/open",
            status=0,
            also=("missing-credentials",),
            repair=by_client(
                "show it",
                f"--cacert {made.ca} --cert {made.client[0]} --key {made.client[1]} {mutual}/open",
                INSIDE,
                certificate=made.client,
            ),
        ),
    )


def _asked(url, service, state):
    at = f"{url}/asked"
    right = by_client("a token that holds", bearer(TOKEN, at), INSIDE, secret=TOKEN)

    def writer():
        state.tokens[OTHER] = "write"

    def replace():
        state.tokens = {OTHER: "read"}

    return (
        Refusal(
            id="asked, none",
            family="missing-credentials",
            detail="no token was sent; the login service says so through Caddy",
            call=at,
            repair=right,
        ),
        Refusal(
            id="asked, unknown token",
            family="invalid-credentials",
            detail="the login service does not know the token",
            call=bearer("ct-00000000", at),
            also=("revoked-token",),
            repair=right,
        ),
        Refusal(
            id="asked, revoked",
            family="revoked-token",
            detail="the token was replaced after it had been accepted",
            call=bearer(TOKEN, at),
            before=(bearer(TOKEN, at),),
            change=replace,
            repair=by_client("the new token", bearer(OTHER, at), INSIDE, secret=OTHER),
        ),
        Refusal(
            id="asked, scope",
            family="insufficient-permissions",
            detail="the token may only read; the challenge names the scope",
            call=bearer(TOKEN, f"{at}/1", "-X DELETE"),
            prepare=writer,
            status=403,
            repair=by_client(
                "a token with the scope",
                bearer(OTHER, f"{at}/1", "-X DELETE"),
                INSIDE,
                secret=OTHER,
                scope="write",
                saved={"writer": bearer(OTHER, at)},
            ),
        ),
        Refusal(
            id="asked, no CSRF token",
            family="csrf-failure",
            detail="the write has no X-Csrf-Token; the body says so",
            call=bearer(TOKEN, at, "-X POST"),
            status=403,
            repair=by_client(
                "send the token", bearer(TOKEN, at, "-X POST -H 'X-Csrf-Token: c-1'"), INSIDE
            ),
        ),
        Refusal(
            id="asked, service away",
            family="provider-unreachable",
            detail="the login service that Caddy asks does not answer: 502",
            call=bearer(TOKEN, at),
            before=(bearer(TOKEN, at),),
            change=service.stop,
            status=502,
            repair=by_owner("start the service", service.start),
        ),
    )


def _successes(url):
    return (
        Success(id="basic", call=f"{LOGIN} {url}/basic", answers=INSIDE),
        Success(id="asked", call=bearer(TOKEN, f"{url}/asked"), answers=INSIDE),
    )
