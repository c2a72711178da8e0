"""WsgiDAV: a share behind Digest, one behind Basic, one that nobody may enter."""

import json
from contextlib import contextmanager

from tests.fixtures.framework_sites import PYTHON, PYTHON_READY
from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.calls import bearer
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client

NEEDS = (PYTHON_READY,)
PASSWORD = "correct horse"
LOGIN = f"-u 'alice:{PASSWORD}'"
INSIDE = Answers(holds="inside")


@contextmanager
def started(folder):
    """Run two over the same folders: one speaks Digest only, the other Basic only."""
    for name in ("shared", "papers"):
        (folder / name).mkdir()
        (folder / name / "inside.txt").write_text("inside\n")
    with _server(folder, basic=False) as digest, _server(folder, basic=True) as basic:
        yield Place(
            refusals=(*_digests(digest.url), *_logins(basic.url)),
            successes=(
                Success(
                    id="digest",
                    call=f"--digest {LOGIN} {digest.url}/shared/inside.txt",
                    answers=INSIDE,
                ),
            ),
        )


def _server(folder, *, basic):
    (port,) = free_ports(1)
    people = {"alice": {"password": PASSWORD}}
    said = {
        "host": "127.0.0.1",
        "port": port,
        "provider_mapping": {"/shared": str(folder / "shared"), "/papers": str(folder / "papers")},
        "http_authenticator": {
            "accept_basic": basic,
            "accept_digest": not basic,
            "default_to_digest": not basic,
        },
        "simple_dc": {"user_mapping": {"*": people, "/papers": {"bob": {"password": PASSWORD}}}},
        "logging": {"enable": False},
        "verbose": 1,
    }

    config = folder / f"{port}.json"
    config.write_text(json.dumps(said))
    command = [PYTHON.with_name("wsgidav"), "--config", config, "--server", "cheroot"]
    return Product(command, port, folder)


def _digests(url):
    at = f"{url}/shared/inside.txt"
    right = by_client("Digest", f"--digest {LOGIN} {at}", INSIDE, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="digest, none",
            family="missing-credentials",
            detail="nothing was sent",
            call=at,
            repair=right,
        ),
        Refusal(
            id="digest, Basic sent",
            family="scheme-mismatch",
            detail="Basic was sent where only Digest is spoken",
            call=f"{LOGIN} {at}",
            repair=right,
        ),
        Refusal(
            id="digest, wrong password",
            family="invalid-credentials",
            detail="the password is wrong",
            call=f"--digest -u alice:battery {at}",
            repair=right,
            ambiguous=True,
        ),
    )


def _logins(url):
    at, papers = f"{url}/shared/inside.txt", f"{url}/papers/inside.txt"
    right = by_client("the right login", f"{LOGIN} {at}", INSIDE, user="alice", secret=PASSWORD)
    bob = f"-u 'bob:{PASSWORD}' {papers}"
    return (
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong",
            call=f"-u alice:battery {at}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="basic, token sent",
            family="scheme-mismatch",
            detail="a bearer token was sent where Basic is asked for",
            call=bearer("wd-1", at),
            status=401,
            repair=right,
        ),
        Refusal(
            id="basic, another share",
            family="insufficient-permissions",
            detail="alice is right at the other share; this one is bob's, with a realm of its own",
            call=f"{LOGIN} {papers}",
            before=(f"{LOGIN} {at}",),
            also=("invalid-credentials",),
            repair=by_client(
                "bob's account",
                bob,
                INSIDE,
                user="bob",
                secret=PASSWORD,
                saved={"bob": bob},
            ),
            ambiguous=True,
        ),
    )
