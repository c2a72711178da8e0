"""Fixes at real servers: one of the first two that a client can carry out reaches what is promised.

Each refusal names what a person would give for it; nothing says which fix is to be taken.
"""

import json
from types import MappingProxyType
from typing import NamedTuple

import pytest

from inspector.cli.program import Faces, run
from tests.fixtures.frameworks import KEY
from tests.fixtures.gateway import Gateway
from tests.fixtures.provider import Provider
from tests.fixtures.web_servers import PASSWORD, USER

RIGHT, WRONG = f"-u '{USER}:{PASSWORD}'", f"-u '{USER}:battery staple'"
STRANGER = f"-u 'mallory:{PASSWORD}'"
CLIENT = f"-u {Provider.CLIENT}:{Provider.SECRET}"
LOGIN = {"user": USER, "secret": PASSWORD}


pytestmark = [
    pytest.mark.server(name)
    for name in ("nginx", "apache", "lighttpd", "squid", "django", "oidc-provider", "httpbin")
]


class Refusal(NamedTuple):
    """name: what is wrong. servers: fixtures that it needs. curl: the request, with its fields.

    given: what a person enters for it (options without their dashes). hosts: those agreed to.
    status: what is answered once it is mended.
    """

    name: str
    servers: str
    curl: str
    given: dict = MappingProxyType({})
    hosts: tuple = ()
    status: int = 200


REFUSALS = (
    Refusal("nobody at nginx", "nginx", "{nginx.url}/basic", LOGIN),
    Refusal("password at nginx", "nginx", f"{WRONG} {{nginx.url}}/basic", {"secret": PASSWORD}),
    Refusal("user at nginx", "nginx", f"{STRANGER} {{nginx.url}}/basic", LOGIN),
    Refusal(
        "token where a login is wanted",
        "nginx",
        "-H 'Authorization: Bearer abcdefgh12345678' {nginx.url}/basic",
        LOGIN,
    ),
    Refusal(
        "no certificate",
        "nginx",
        "-k {nginx.mutual}/",
        {"certificate": "{certificate}", "key": "{client_key}"},
    ),
    Refusal("unknown authority", "nginx", f"{RIGHT} {{nginx.tls}}/", {"authority": "{ca}"}),
    Refusal(
        "redirect to another port",
        "gateway",
        f"-L {RIGHT} {{gateway.url}}/moved",
        hosts=("{gateway.other}",),
    ),
    Refusal(
        "redirect to https",
        "gateway",
        f"-k -L {RIGHT} {{gateway.url}}/secure",
        hosts=("{gateway.tls}",),
    ),
    Refusal("http to a port of https", "gateway", f"-k {RIGHT} {{gateway.plain}}/orders"),
    Refusal("no key", "gateway", "{gateway.url}/key", {"secret": Gateway.KEY}),
    Refusal("key in the query", "gateway", f"'{{gateway.url}}/key?api_key={Gateway.KEY}'"),
    Refusal(
        "wrong key",
        "gateway",
        "-H 'X-Api-Key: key-of-somebody-0001' {gateway.url}/key",
        {"secret": Gateway.KEY},
    ),
    Refusal("nobody, Digest", "apache", "{apache.url}/digest/inside.txt", LOGIN),
    Refusal("Basic where Digest is wanted", "apache", f"{RIGHT} {{apache.url}}/digest/inside.txt"),
    Refusal(
        "Digest with a wrong password",
        "apache",
        f"--digest {WRONG} {{apache.url}}/digest/inside.txt",
        {"secret": PASSWORD},
    ),
    Refusal(
        "form login, no session",
        "apache_sites",
        "{apache_sites.url}/members/inside.txt",
        LOGIN,
    ),
    Refusal("Digest with SHA-256", "lighttpd", f"{RIGHT} {{lighttpd.url}}/digest/inside.txt"),
    Refusal(
        "a stranger, then the scheme",
        "lighttpd",
        f"{WRONG} {{lighttpd.url}}/digest/inside.txt",
        {"secret": PASSWORD},
    ),
    Refusal(
        "nobody at squid", "squid lighttpd", "-x {squid.url} {lighttpd.url}/open/inside.txt", LOGIN
    ),
    Refusal(
        "password at squid",
        "squid lighttpd",
        f"-x {{squid.url}} --proxy-user {USER}:wrong {{lighttpd.url}}/open/inside.txt",
        LOGIN,
    ),
    Refusal("no token", "django", "{django.url}/orders/", {"secret": "{mint}"}),
    Refusal(
        "expired token",
        "django",
        "-H 'Authorization: Bearer {old}' {django.url}/orders/",
        {"secret": "{mint}"},
    ),
    Refusal(
        "another word",
        "django",
        f"-H 'Authorization: Bearer {KEY}' {{django.url}}/key/orders/",
    ),
    Refusal("no key at Django", "django", "{django.url}/key/orders/", {"secret": KEY}),
    Refusal(
        "no right",
        "django",
        "-H 'Authorization: Bearer {mint}' {django.url}/admin/orders/",
        {"secret": "{root}"},
    ),
    Refusal(
        "CSRF token",
        "django",
        """-b '{session}' --json '{{"item": "lamp", "count": 1}}' {django.url}/desk/orders/""",
        status=201,
    ),
    Refusal("nobody, Basic", "django", "{django.url}/password/orders/", LOGIN),
    Refusal(
        "wrong audience",
        "django",
        "-H 'Authorization: Bearer {mint}' {django.url}/audience/orders/",
        {"secret": "{audience}"},
    ),
    Refusal("no token, userinfo", "provider", "{provider.url}/me", {"secret": "{person}"}),
    Refusal(
        "missing scope",
        "provider",
        "-H 'Authorization: Bearer {narrow}' {provider.url}/me",
        {"secret": "{person}"},
    ),
    Refusal(
        "revoked",
        "provider",
        "-H 'Authorization: Bearer {revoked}' {provider.url}/me",
        {"secret": "{person}"},
    ),
    Refusal(
        "client secret",
        "provider",
        f"-u {Provider.CLIENT}:wrong -d grant_type=client_credentials {{provider.token}}",
        {"secret": Provider.SECRET},
    ),
    Refusal(
        "unknown client",
        "provider",
        f"-u nobody:{Provider.SECRET} -d grant_type=client_credentials {{provider.token}}",
        {"user": Provider.CLIENT, "secret": Provider.SECRET},
    ),
    Refusal(
        "client secret in the body",
        "provider",
        f"-d grant_type=client_credentials -d client_id={Provider.CLIENT} -d client_secret=no "
        "{provider.token}",
        {"secret": Provider.SECRET},
    ),
    Refusal(
        "scope that is not given out",
        "django",
        f"-u 'job:{PASSWORD}' -d grant_type=client_credentials -d scope=everything "
        "{django.realm}/token/",
        {"scope": "orders:read"},
    ),
    Refusal(
        "nobody at httpbin",
        "httpbin",
        "{httpbin.url}/basic-auth/ann/pw",
        {"user": "ann", "secret": "pw"},
    ),
    Refusal(
        "Digest at httpbin",
        "httpbin",
        "-u ann:no --digest {httpbin.url}/digest-auth/auth/ann/pw",
        {"secret": "pw"},
    ),
    Refusal("Bearer at httpbin", "httpbin", "{httpbin.url}/bearer", {"secret": "abc.def"}),
    Refusal(
        "Basic for a token", "httpbin", "-u ann:pw {httpbin.url}/bearer", {"secret": "abcdef123"}
    ),
)


class Outcome(NamedTuple):
    """What came of a fix: its id, the program's own word for it, and the last status."""

    id: str
    result: str
    status: int | None
    said: str = ""


SERVERS = (
    "nginx",
    "gateway",
    "apache",
    "apache_sites",
    "lighttpd",
    "squid",
    "django",
    "_provider",
    "httpbin",
)


@pytest.fixture(scope="module")
def made(request, certificates):
    """What the requests name: servers, and what stands for their secrets."""
    servers = {name: request.getfixturevalue(name) for name in SERVERS}
    gateway, django, provider = servers["gateway"], servers["django"], servers.pop("_provider")
    provider.start()
    gateway.plain = gateway.tls.replace("https", "http")
    logged_in = provider.logged_in()
    revoked = provider.logged_in()["access_token"]
    provider.revoke(revoked)
    return servers | {
        "provider": provider,
        "ca": certificates.ca,
        "certificate": certificates.client[0],
        "client_key": certificates.client[1],
        "mint": django.mint(),
        "old": django.mint(seconds=-60),
        "root": django.mint(user="root"),
        "audience": django.mint(audience="https://orders.example/api"),
        "session": django.session(),
        "person": logged_in["access_token"],
        "narrow": logged_in["narrow"],
        "revoked": revoked,
    }


@pytest.fixture
def send(capsys, monkeypatch):
    def send(*options, secret=""):
        monkeypatch.setenv("TYPED", secret)
        typed = ["--secret", "env:TYPED"] if secret else []
        arguments = ["send", *options, "--format", "json", *typed]
        run(arguments, Faces(open_window=lambda _: 9, save_picture=lambda _: None))
        printed = capsys.readouterr()
        return json.loads(printed.out) if printed.out else printed.err

    return send


def _outcome(send, refusal, made, fix):
    given = {name: text.format(**made) for name, text in refusal.given.items()}
    secret = given.pop("secret", "")
    options = [part for name, text in given.items() for part in (f"--{name}", text)]
    for host in refusal.hosts:
        options += ["--allow-host", host.format(**made).partition("//")[2]]
    curl = "curl " + refusal.curl.format(**made)
    said = send("--curl", curl, "--fix", fix, *options, secret=secret)
    if isinstance(said, str):
        return Outcome(fix, "", None, said)
    after, aftermath = said.get("after"), said.get("aftermath") or {}
    status = after["exchanges"][-1]["status"] if after else None
    return Outcome(
        fix, aftermath.get("result", ""), status, said.get("note") or aftermath.get("title", "")
    )


TOLD = ("message-", "ask-for-", "copy-")


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.name)
def test_leads_out(refusal, made, send):
    first = send("--curl", "curl " + refusal.curl.format(**made))
    findings = first["verdict"]["findings"]
    fixes = [each["id"] for each in findings[0]["fixes"]]
    mine = [one for one in fixes if not one.startswith(TOLD)][:2]
    outcomes = []
    for fix in mine:
        outcomes.append(_outcome(send, refusal, made, fix))
        if outcomes[-1][1:3] == ("solved", refusal.status):
            return
    pytest.fail(f"{findings[0]['finding']} {fixes} {outcomes}")
