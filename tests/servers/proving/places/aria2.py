"""aria2's remote control: a secret within the JSON body, or Basic."""

from contextlib import contextmanager

from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client

NEEDS = ("/usr/bin/aria2c",)
PASSWORD, SECRET = "correct horse", "a2-7f31c05d"
VERSION = Answers(holds="enabledFeatures")


@contextmanager
def started(folder):
    """Run one with a secret and one with a user; yield the place."""
    one, two = free_ports(2)
    common = ["/usr/bin/aria2c", "--no-conf", "--enable-rpc", "--quiet", f"--dir={folder}"]
    by_secret = [*common, f"--rpc-listen-port={one}", f"--rpc-secret={SECRET}"]
    by_user = [*common, f"--rpc-listen-port={two}", "--rpc-user=alice", f"--rpc-passwd={PASSWORD}"]
    with Product(by_secret, one, folder) as first, Product(by_user, two, folder) as second:
        at, login = f"{first.url}/jsonrpc", f"{second.url}/jsonrpc"
        yield Place(
            refusals=(*_secrets(at), *_logins(login)),
            successes=(Success(id="secret", call=f"{_body(SECRET)} {at}", answers=VERSION),),
        )


def _body(secret=None):
    params = f', "params": ["token:{secret}"]' if secret is not None else ""
    return f'-d \'{{"jsonrpc": "2.0", "id": "1", "method": "aria2.getVersion"{params}}}\''


def _secrets(at):
    right = by_client("the secret in the body", f"{_body(SECRET)} {at}", VERSION, secret=SECRET)
    return (
        Refusal(
            id="secret, none",
            family="missing-credentials",
            detail="no secret in the body: 400, Unauthorized in the JSON",
            call=f"{_body()} {at}",
            status=400,
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="secret, wrong",
            family="invalid-credentials",
            detail="the secret in the body is wrong: the same 400",
            call=f"{_body('a2-0')} {at}",
            status=400,
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="secret, as a bearer token",
            family="missing-credentials",
            detail="the secret stands in Authorization, aria2 reads the body",
            call=f"{_body()} -H 'Authorization: Bearer {SECRET}' {at}",
            status=400,
            also=("scheme-mismatch",),
            repair=right,
            ambiguous=True,
        ),
    )


def _logins(at):
    good = f"-u 'alice:{PASSWORD}' {_body()} {at}"
    right = by_client("the right login", good, VERSION, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="login, none",
            family="missing-credentials",
            detail="no login was sent; the body is empty",
            call=f"{_body()} {at}",
            repair=right,
        ),
        Refusal(
            id="login, secret sent",
            family="scheme-mismatch",
            detail="the secret was sent in the body where Basic is asked for",
            call=f"{_body(SECRET)} {at}",
            also=("missing-credentials",),
            repair=right,
        ),
    )
