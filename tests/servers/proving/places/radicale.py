"""Radicale: calendars behind Basic, refused only after a delay, and folders of others."""

from contextlib import contextmanager

from tests.fixtures.framework_sites import PYTHON, PYTHON_READY
from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.calls import bearer
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client

NEEDS = (PYTHON_READY,)
PASSWORD = "correct horse"
LOGIN = f"-u 'alice:{PASSWORD}'"
LISTED = Answers(status=207)
CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0.3
[storage]
filesystem_folder = {folder}/collections
[rights]
type = owner_only
[logging]
level = error
"""


@contextmanager
def started(folder):
    """Run it with two people; yield the place."""
    (port,) = free_ports(1)
    (folder / "users").write_text(f"alice:{PASSWORD}\nbob:{PASSWORD}\n")
    config = folder / "config"
    config.write_text(CONFIG.format(folder=folder, port=port))
    with Product([PYTHON, "-m", "radicale", "--config", config], port, folder) as server:
        yield Place(
            refusals=_refusals(server.url),
            successes=(
                Success(id="own", call=f"-X PROPFIND {LOGIN} {server.url}/alice/", answers=LISTED),
            ),
        )


def _refusals(url):
    own, other = f"-X PROPFIND {url}/alice/", f"-X PROPFIND {url}/bob/"
    right = by_client("the right login", f"{LOGIN} {own}", LISTED, user="alice", secret=PASSWORD)
    bob = f"-u 'bob:{PASSWORD}' {other}"
    return (
        Refusal(
            id="none",
            family="missing-credentials",
            detail="nothing was sent: Access to the requested resource forbidden",
            call=own,
            repair=right,
        ),
        Refusal(
            id="wrong password",
            family="invalid-credentials",
            detail="the password is wrong; the answer takes longer",
            call=f"-u alice:battery {own}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="token sent",
            family="scheme-mismatch",
            detail="a bearer token was sent where Basic is asked for",
            call=bearer("rd-1", own),
            repair=right,
        ),
        Refusal(
            id="another one's calendar",
            family="insufficient-permissions",
            detail="alice is right but the folder is bob's: 403",
            call=f"{LOGIN} {other}",
            before=(f"{LOGIN} {own}",),
            status=403,
            also=("wrong-endpoint",),
            repair=by_client(
                "bob's account",
                bob,
                LISTED,
                user="bob",
                secret=PASSWORD,
                saved={"bob": f"-u 'bob:{PASSWORD}' {url}/bob/"},
                address=f"{url}/alice/",
            ),
        ),
    )
