"""A thing that is locked (RFC 4918 §11.3) or there already is in the way, not who asks."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

LOCKED = """
> {method} https://a.test{path}
> Authorization: Basic YW5uOnB3
> Content-Type: application/json
>> {sent}
< 423 Locked
< Content-Type: {kind}
<< {body}
"""
WEBDAV = '<d:error xmlns:d="DAV:"><d:lock-token-submitted/></d:error>'


@pytest.mark.parametrize(
    ("method", "path", "sent", "kind", "body", "of_account"),
    [
        ("PUT", "/plan.odt", "x", "text/plain", "The resource is currently locked", False),
        ("PUT", "/plan.odt", "x", "application/xml", WEBDAV, False),
        ("POST", "/state", "{}", "application/json", '{"ID": "f2", "Who": "ci"}', False),
        ("PUT", "/plan.odt", "x", "text/plain", "Your account is locked", True),
        ("PUT", "/plan.odt", "x", "text/plain", "User locked: resource not available", True),
        ("POST", "/login", '{"user": "ann", "password": "x"}', "text/plain", "Locked item", True),
    ],
)
def test_what_is_locked(method, path, sent, kind, body, of_account):
    text = LOCKED.format(method=method, path=path, sent=sent, kind=kind, body=body)
    assert bool(diagnose(attempt_of(text)).findings) is of_account


DOOR = """
> POST https://door.test/locks/7/action
> Authorization: Bearer 0123456789abcdef
>> {{"action": "open"}}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}
"""


@pytest.mark.parametrize(
    ("status", "words", "certainty"),
    [
        ("423 Locked", "The lock is busy: another action is running (locked)", None),
        ("423 Locked", "Locked", "possible"),
        ("423 Locked", "Your account is locked", "certain"),
        ("409 Conflict", "Domain status is locked: no transfer", None),
        ("200 OK", "The order is locked", None),
        ("200 OK", "Your account is locked", "certain"),
    ],
)
def test_whose_lock_it_is(status, words, certainty):
    """Certain is a lock only where words say whose it is."""
    found = diagnose(attempt_of(DOOR.format(status=status, words=words))).findings
    assert (found[0].certainty.value if found else None) == certainty


THERE = """
> {method} https://packages.a.test/tide/plans
> {sent}
> Content-Type: application/json
>> {{"name": "plans", "version": "2.1.0"}}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}
"""
OWN = "Authorization: Bearer 0123456789abcdef"
CONTAINS = "The feed 'tide' already contains file 'plans-2.1.0.tgz' in package 'plans 2.1.0'."
OVER = "You cannot publish over the previously published versions: 2.1.0."


@pytest.mark.parametrize(
    ("status", "method", "sent", "words", "refused"),
    [
        ("403 Forbidden", "PUT", OWN, CONTAINS, False),
        ("403 Forbidden", "PUT", OWN, OVER, False),
        ("403 Forbidden", "POST", OWN, "Duplicate package is not allowed", False),
        ("403 Forbidden", "PUT", OWN, "Tag 2.1.0 is immutable", False),
        ("403 Forbidden", "PUT", OWN, "blocked by: [FORBIDDEN/12/index read-only (api)];", False),
        ("403 Forbidden", "PUT", OWN, "The file system is read-only", False),
        (
            "403 Forbidden",
            "PUT",
            OWN,
            "blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];",
            False,
        ),
        ("403 Forbidden", "PUT", OWN, "blocked by the firewall of the cluster", True),
        ("403 Forbidden", "PUT", OWN, "Users of this key have a read-only index", True),
        ("403 Forbidden", "GET", OWN, "The file system is read-only", True),
        ("403 Forbidden", "PUT", OWN, "You do not have permission to publish plans", True),
        ("403 Forbidden", "PUT", OWN, f"{OVER} Only owners may replace them.", True),
        ("403 Forbidden", "PUT", OWN, "This token was already published elsewhere", True),
        ("403 Forbidden", "POST", OWN, "Access denied", True),
        ("403 Forbidden", "GET", OWN, CONTAINS, True),  # nothing is put there
        ("403 Forbidden", "PUT", "Accept: */*", CONTAINS, True),  # nobody said who asks
        ("401 Unauthorized", "PUT", OWN, CONTAINS, True),
    ],
)
def test_what_is_there_already_or_takes_no_more(status, method, sent, words, refused):
    text = THERE.format(status=status, method=method, sent=sent, words=words)
    assert bool(diagnose(attempt_of(text)).findings) is refused


# ---------------- In the way for a while: the same caller was let in before and after
BUSY = """
> GET https://a.test/locks/7
> {sent}
< 200 OK
<< {{"id": 7}}
---
> POST https://a.test/locks/7/turn
> {sent}
> Content-Type: application/json
>> {{"to": "open"}}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}
"""
LATER = """---
> GET https://a.test/locks/7
> {sent}
< 200 OK
<< {{"id": 7}}"""


@pytest.mark.parametrize(
    ("status", "words", "refused", "refused_alone"),
    [
        ("423 Locked", "The gate is busy: another action is running (locked)", False, False),
        ("423 Locked", "locked", False, True),
        ("409 Conflict", "Domain status is locked: transfer not possible", False, False),
        ("423 Locked", "Your account is locked", True, True),
        ("403 Forbidden", "The account of this domain is locked", True, True),
    ],
)
def test_what_was_in_the_way_for_a_while(status, words, refused, refused_alone):
    text = BUSY.format(sent=OWN, status=status, words=words)
    assert bool(diagnose(attempt_of(text + LATER.format(sent=OWN))).findings) is refused
    assert bool(diagnose(attempt_of(text)).findings) is refused_alone


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("The domain is locked at its registrar (clientTransferProhibited)", False),
        ("The invoices are currently locked", False),
        ("The account is locked, see its client", True),
    ],
)
def test_a_message_in_a_success_that_locks_a_thing(words, refused):
    text = f"""> GET https://a.test/domains/7
> {OWN}
< 200 OK
< Content-Type: application/json
<< {{"available": false, "message": "{words}"}}"""
    assert bool(diagnose(attempt_of(text)).findings) is refused


# ---------------- Who signs up has an account already
SIGN_UP = """
> POST https://a.test{path}
> Content-Type: application/json
>> {{"email": "ann@a.test", "password": "Kite-7fz3"}}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}
"""


@pytest.mark.parametrize(
    ("path", "status", "words", "refused"),
    [
        ("/register", "409 Conflict", "Access denied: this user name is already taken", False),
        ("/api/users", "403 Forbidden", "A user with this e-mail already exists", False),
        ("/login", "403 Forbidden", "Your account is already in use on another device", True),
        ("/login", "401 Unauthorized", "Wrong password: you already have an account", True),
    ],
)
def test_who_has_an_account_already(path, status, words, refused):
    text = SIGN_UP.format(path=path, status=status, words=words)
    assert bool(diagnose(attempt_of(text)).findings) is refused


# ---------------- Health that a status tells
@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/v1/sys/health", '{"initialized": true, "sealed": false, "standby": true}', False),
        ("/v1/secrets", '{"initialized": true, "sealed": false, "standby": true}', True),
        ("/v1/sys/health", '{"message": "slow down", "code": 12}', True),
        ("/v1/sys/health", "{}", True),
    ],
)
def test_a_health_check_that_tells_a_state_counts_no_calls(path, body, told):
    head = f"> GET https://vault.test{path}\n< 429 Too Many Requests"
    text = f"{head}\n< Content-Type: application/json\n<< {body}"
    assert bool(diagnose(attempt_of(text)).findings) is told
