"""webhook: signed calls, calls with a token, a list of networks; it answers 200 where nothing else is set."""

import hashlib
import hmac
import json
from contextlib import contextmanager

from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product
from tests.servers.proving.records import (
    Answers,
    Place,
    Refusal,
    Success,
    by_application,
    by_client,
    by_owner,
)

NEEDS = ("/usr/bin/webhook",)
SECRET, TOKEN = "wh-5e91b7d2", "wt-08ac63f4"
DEPLOYED = Answers(holds="deployed")
BODY = '{"ref": "main"}'


def _hook(name, rule, status=None):
    hook = {"id": name, "execute-command": "/bin/true", "response-message": "deployed"}
    hook["trigger-rule"] = {"or": [{"match": rule}]}  # within `or` failed signatures are no errors
    return hook if status is None else {**hook, "trigger-rule-mismatch-http-response-code": status}


SIGNED = {
    "type": "payload-hmac-sha256",
    "secret": SECRET,
    "parameter": {"source": "header", "name": "X-Hub-Signature-256"},
}
HOOKS = [
    {**_hook("signed", SIGNED, 401), "trigger-signature-soft-failures": True},
    _hook("strict", SIGNED, 401),
    _hook(
        "token",
        {"type": "value", "value": TOKEN, "parameter": {"source": "header", "name": "X-Token"}},
    ),
    _hook("network", {"type": "ip-whitelist", "ip-range": "10.3.0.0/16"}, 403),
]


@contextmanager
def started(folder):
    """Run it; yield the place."""
    (port,) = free_ports(1)
    hooks = folder / "hooks.json"
    hooks.write_text(json.dumps(HOOKS))
    command = ["/usr/bin/webhook", "-hooks", hooks, "-port", port, "-ip", "127.0.0.1"]
    with Product(command, port, folder) as server:
        at = f"{server.url}/hooks"
        good = f"{_signed()} {at}/signed"
        yield Place(
            refusals=(*_signatures(at), *_tokens(at), *_around(at)),
            successes=(Success(id="signed", call=good, answers=DEPLOYED),),
        )


def _signed(secret=SECRET, body=BODY):
    """Return the options of a call whose signature is made of the usual body."""
    made = hmac.digest(secret.encode(), BODY.encode(), hashlib.sha256).hex()
    return f"--json '{body}' -H 'X-Hub-Signature-256: sha256={made}'"


def _signatures(at):
    right = by_application("signed with the right secret", f"{_signed()} {at}/signed", DEPLOYED)
    return (
        Refusal(
            id="signature, none",
            family="missing-credentials",
            detail="no signature was sent: Hook rules were not satisfied",
            call=f"--json '{BODY}' {at}/signed",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="signature, other secret",
            family="invalid-credentials",
            detail="another secret signed it: the same sentence",
            call=f"{_signed('wh-0')} {at}/signed",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="signature, other secret, strict",
            family="invalid-credentials",
            detail="another secret signed it: 500, Error occurred while evaluating hook rules",
            call=f"{_signed('wh-0')} {at}/strict",
            status=500,
            repair=by_application(
                "signed with the right secret", f"{_signed()} {at}/strict", DEPLOYED
            ),
            ambiguous=True,
        ),
        Refusal(
            id="signature, body changed",
            family="invalid-credentials",
            detail="the body was formatted anew after it had been signed: the same sentence",
            call=f"{_signed(body=BODY.replace(': ', ':'))} {at}/signed",
            repair=right,
            ambiguous=True,
        ),
    )


def _tokens(at):
    good = f"--json '{BODY}' -H 'X-Token: {TOKEN}' {at}/token"
    right = by_client("the token in X-Token", good, DEPLOYED, secret=TOKEN)
    return (
        Refusal(
            id="token, none",
            family="missing-credentials",
            detail="no token was sent: a 200 whose body refuses",
            call=f"--json '{BODY}' {at}/token",
            status=200,
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="token, wrong",
            family="invalid-credentials",
            detail="the token is wrong: a 200 whose body refuses",
            call=good.replace(TOKEN, "wt-0"),
            status=200,
            repair=right,
            ambiguous=True,
        ),
    )


def _around(at):
    good = f"{_signed()} {at}/signed"
    return (
        Refusal(
            id="network not listed",
            family="network-blocked",
            detail="the hook is for another network: Hook rules were not satisfied",
            call=f"--json '{BODY}' {at}/network",
            status=403,
            also=("insufficient-permissions",),
            repair=by_owner("list the network", right=good, answers=DEPLOYED),
            ambiguous=True,
        ),
        Refusal(
            id="hook not there",
            family="wrong-endpoint",
            detail="the hook's name is misspelt: Hook not found",
            call=good.replace("/signed", "/sign"),
            before=(good,),
            status=404,
            repair=by_client("its name", good, DEPLOYED, address=f"{at}/signed"),
        ),
    )
