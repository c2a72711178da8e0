"""A service on pysaml2: what can be wrong with a SAML response, and with the session it begins."""

import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests.fixtures.mcp_official import PYTHON
from tests.fixtures.processes import Process, free_ports
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

SCRIPT = Path(__file__).parents[3] / "fixtures" / "saml" / "service.py"
NEEDS = (PYTHON.parent / "make_metadata", "/usr/bin/xmlsec1")
WELCOME = Answers(holds="Welcome lena")


@contextmanager
def started(folder):
    """Run it; yield the place."""
    (port,) = free_ports(1)
    command = [str(PYTHON), str(SCRIPT), str(port), str(folder)]
    process = Process(command, port, folder / "out.log")
    url = f"http://127.0.0.1:{port}"
    try:
        yield Place(
            refusals=(*_responses(url), *_others(url)),
            successes=(Success(id="response", call=_post(url), answers=WELCOME),),
        )
    finally:
        process.stop()


def _response(url, fault=""):
    with urllib.request.urlopen(f"{url}/response?fault={fault}", timeout=60) as reply:
        return reply.read().decode()


def _post(url, fault="", path="/acs"):
    """Return the call by which the browser hands a response of the login provider over."""

    def made(_put):
        return f"--data-urlencode 'SAMLResponse={_response(url, fault)}' {url}{path}"

    return made


def _responses(url):
    anew = by_client("sign in anew", _post(url), WELCOME, secret=lambda: _response(url))

    def owner(what):
        return by_owner(what, right=_post(url), answers=WELCOME)

    def row(fault, family, detail, repair, **more):
        call = _post(url, fault)
        return Refusal(fault, family, detail, call, repair, status=403, **more)

    return (
        row(
            "too-old",
            "configuration",
            "the response ended an hour and three quarters ago (NotOnOrAfter)",
            anew,
            also=("expired-session", "invalid-credentials"),
        ),
        row(
            "not-yet",
            "configuration",
            "the provider's clock is two hours ahead (NotBefore)",
            owner("set the clocks"),
        ),
        row(
            "audience",
            "configuration",
            "the assertion is meant for another service",
            owner("name this service as the audience"),
        ),
        row(
            "destination",
            "configuration",
            "the response names the test environment's address as its destination",
            owner("register this address"),
            also=("wrong-endpoint",),
        ),
        row(
            "other-key",
            "configuration",
            "the provider signs with a new key, which the service's metadata has not",
            owner("take over the provider's new metadata"),
            also=("invalid-credentials", "revoked-token"),
            ambiguous=True,
        ),
        row(
            "other-issuer",
            "configuration",
            "the response is of another provider than the one that the service trusts",
            owner("trust the provider"),
            also=("wrong-endpoint", "invalid-credentials"),
        ),
        row(
            "unsigned",
            "configuration",
            "the assertion has no signature",
            owner("let the provider sign assertions"),
            also=("invalid-credentials",),
        ),
        row(
            "altered",
            "invalid-credentials",
            "the name in the assertion was changed after it was signed",
            anew,
            also=("configuration",),
            ambiguous=True,
        ),
        row(
            "not-asked",
            "configuration",
            "the response answers a request that the service did not make",
            anew,
            also=("expired-session", "csrf-failure"),
        ),
        row(
            "denied",
            "insufficient-permissions",
            "the provider says that the user may not use this service",
            owner("let the user in"),
        ),
    )


def _others(url):
    kept = []

    def session(_put):
        data = urllib.parse.urlencode({"SAMLResponse": _response(url)}).encode()
        with urllib.request.urlopen(f"{url}/acs", data, timeout=60) as reply:
            kept[:] = [reply.headers["Set-Cookie"].partition(";")[0]]
        return f"-b '{kept[0]}' {url}/account"

    again = by_owner("sign in", right=session, answers=WELCOME)
    return (
        Refusal(
            "no response in the form",
            "missing-credentials",
            "the form has no SAMLResponse",
            f"-d RelayState=account {url}/acs",
            by_client("the response", _post(url), WELCOME, secret=lambda: _response(url)),
            status=400,
        ),
        Refusal(
            "no session",
            "missing-credentials",
            "no session cookie was sent; the answer leads to the login provider",
            f"-L {url}/account",
            again,
            status=200,
            also=("expired-session",),
        ),
        Refusal(
            "session that is not known",
            "expired-session",
            "the session cookie is none of the service's (any more)",
            f"-L -b sid=5f0c1d2e3b4a59687766 {url}/account",
            again,
            status=200,
        ),
        Refusal(
            "a token for a session",
            "scheme-mismatch",
            "a bearer token was sent where a session is wanted",
            f"-L -H 'Authorization: Bearer q8Zk2fT0bLw7Xn5' {url}/account",
            again,
            status=200,
            also=("missing-credentials", "expired-session"),
        ),
        Refusal(
            "response at another address",
            "wrong-endpoint",
            "the response was posted to an address that the service has not",
            _post(url, path="/saml2/acs"),
            by_client("the service's address", _post(url), WELCOME, address=f"{url}/acs"),
            status=404,
        ),
    )
