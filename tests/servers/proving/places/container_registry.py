"""Debian's container registry with a token service: the token round, and what it refuses."""

import base64
import hashlib
import json
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlencode

from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.request import Request
from tests.fixtures.container_registry import PASSWORD, SERVICE, USER, ContainerRegistry
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/bin/docker-registry",)
LET_IN = Answers(holds='"tags":["1"]')
EMPTY = b"{}"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"


@contextmanager
def started(folder):
    """Run both; yield the place."""
    registry = ContainerRegistry(folder)
    try:
        for name in ("public/app", "team/app"):
            _push(registry, name)
        yield Place(
            refusals=(*_logins(registry), *_tokens(registry), *_service(registry)),
            successes=(
                Success(id="public", call=_round(registry, "public/app", ""), answers=LET_IN),
            ),
            reset=lambda: setattr(registry.tokens, "answers", None),
        )
    finally:
        registry.stop()


def _round(registry, name, user=USER, password=PASSWORD):
    """Return a call that fetches its token by itself."""

    def made(put):
        secret = {"password": put(password)} if user else {}
        return Request(url=registry.tags(name), credential=RegistryToken(user=user, **secret))

    return made


def _token(registry, name, **more):
    """Return a token for a repository, as the user gets it."""
    fields = {"service": SERVICE, "scope": f"repository:{name}:pull", **more}
    login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    asked = urllib.request.Request(
        f"{registry.tokens.url}?{urlencode(fields)}", headers={"Authorization": f"Basic {login}"}
    )
    with urllib.request.urlopen(asked, timeout=60) as reply:
        return json.load(reply)["token"]


def _push(registry, name):
    """Put an image of one empty layer into a repository."""
    token = _token(registry, name, scope=f"repository:{name}:pull,push")

    def ask(method, url, data=None, kind="application/octet-stream"):
        headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
        asked = urllib.request.Request(url, data, headers, method=method)
        with urllib.request.urlopen(asked, timeout=60) as reply:
            return reply.headers.get("Location")

    digest = f"sha256:{hashlib.sha256(EMPTY).hexdigest()}"
    where = ask("POST", f"{registry.url}/v2/{name}/blobs/uploads/", b"")
    ask("PUT", f"{where}&digest={digest}", EMPTY)
    part = {"mediaType": "application/json", "size": len(EMPTY), "digest": digest}
    manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": part, "layers": [part]}
    data = json.dumps(manifest).encode()
    ask("PUT", f"{registry.url}/v2/{name}/manifests/1", data, MANIFEST)


def _shown(registry, name, change=str, of="", **more):
    def made(_put):
        token = change(_token(registry, of or name, **more))
        return f"-H 'Authorization: Bearer {token}' {registry.tags(name)}"

    return made


def _login(registry):
    right = _round(registry, "team/app")
    return by_client("the right login", right, LET_IN, user=USER, secret=PASSWORD)


def _logins(registry):
    right = _login(registry)
    return (
        Refusal(
            "nothing sent",
            "missing-credentials",
            "no token was sent; the challenge says where to get one",
            registry.tags("team/app"),
            right,
        ),
        Refusal(
            "wrong password",
            "invalid-credentials",
            "the token service does not know the password",
            _round(registry, "team/app", password="not-the-password-0123"),
            right,
        ),
        Refusal(
            "Basic at the registry",
            "scheme-mismatch",
            "the login was sent to the registry itself, which wants a token of its service",
            f"-u {USER}:{PASSWORD} {registry.tags('team/app')}",
            right,
        ),
        Refusal(
            "nobody's pull of a team's repository",
            "missing-credentials",
            "a token was fetched without a login; it gives no right to the team's repository",
            _round(registry, "team/app", ""),
            right,
            also=("insufficient-permissions",),
        ),
        Refusal(
            "no right to the repository",
            "insufficient-permissions",
            "the login is right, its user has no right to the repository",
            _round(registry, "secret/app"),
            by_owner("give the right", right=_round(registry, "team/app"), answers=LET_IN),
        ),
    )


def _tokens(registry):
    fresh = by_client(
        "a fresh token",
        _shown(registry, "team/app"),
        LET_IN,
        secret=lambda: _token(registry, "team/app"),
        user=USER,
    )
    return (
        Refusal(
            "token of another repository",
            "insufficient-permissions",
            "the token gives the right to another repository",
            _shown(registry, "team/app", of="team/other"),
            fresh,
        ),
        Refusal(
            "token for another service",
            "configuration",
            "the token is meant for another registry",
            _shown(registry, "team/app", service="registry.elsewhere"),
            fresh,
            ambiguous=True,
        ),
        Refusal(
            "signature broken",
            "invalid-credentials",
            "the last part of the token is not its signature",
            _shown(registry, "team/app", _broken),
            fresh,
        ),
        Refusal(
            "cut short",
            "invalid-credentials",
            "the token lost its end, the third part is missing",
            _shown(registry, "team/app", lambda token: token.rpartition(".")[0]),
            fresh,
        ),
        Refusal(
            "quoted token",
            "invalid-credentials",
            "the token has quotation marks around it",
            _shown(registry, "team/app", lambda token: f'"{token}"'),
            fresh,
        ),
        Refusal(
            "token in the query",
            "missing-credentials",
            "the token stands in the query, the registry reads Authorization",
            lambda _put: f"'{registry.tags('team/app')}?token={_token(registry, 'team/app')}'",
            fresh,
        ),
    )


def _broken(token):
    head, claims, signature = token.split(".")
    return f"{head}.{claims}.{signature[::-1]}"


def _service(registry):
    def answers(status, body):
        return lambda: setattr(registry.tokens, "answers", (status, body))

    back = lambda: setattr(registry.tokens, "answers", None)  # noqa: E731 - one deed of two rows
    down = {"errors": [{"code": "UNAVAILABLE", "message": "try again later"}]}
    locked = {"details": "account is locked: too many failed logins"}
    call = _round(registry, "team/app")
    return (
        Refusal(
            "token service failing",
            "provider-unreachable",
            "the token service is out of order: 503",
            call,
            by_owner("put it in order", back, answers=LET_IN),
            status=503,
            prepare=answers(503, down),
            restore=back,
        ),
        Refusal(
            "account locked at the token service",
            "account-locked",
            "the token service says that the account is locked",
            call,
            by_owner("unlock the account", back, answers=LET_IN),
            prepare=answers(401, locked),
            restore=back,
        ),
        Refusal(
            "token service asked too often",
            "account-locked",
            "the token service says that it was asked too often",
            call,
            by_owner("wait", back, answers=LET_IN),
            status=429,
            prepare=answers(429, {"errors": [{"code": "TOOMANYREQUESTS"}]}),
            restore=back,
        ),
    )
