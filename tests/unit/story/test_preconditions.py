"""A refusal that named a condition needs no explanation where the next try met it."""

import pytest

from inspector.story.healthy import why_healthy
from inspector.story.ways.preconditions import was_corrected

LOCKED = """
> PUT https://dav.test/plan.odt
> Authorization: Basic YW5uOnB3
>> x
< {status}
<< The resource is locked.
---
> PUT https://dav.test/plan.odt
> Authorization: Basic {second}
> {more}
>> x
< {outcome}
"""
LOCK = "If: (<opaquelocktoken:0f1c>)"


@pytest.mark.parametrize(
    ("status", "second", "more", "outcome", "healthy"),
    [
        ("423 Locked", "YW5uOnB3", LOCK, "204 No Content", True),
        ("428 Precondition Required", "YW5uOnB3", 'If-Match: "v7"', "200 OK", True),
        ("412 Precondition Failed", "YW5uOnB3", 'If-Match: "v7"', "200 OK", True),
        ("423 Locked", "YW5uOnB3", LOCK, "423 Locked", False),
        ("423 Locked", "YW5uOnB3", "Accept: */*", "204 No Content", False),  # nothing was met
        ("423 Locked", "Ym9iOnB3", LOCK, "204 No Content", False),  # somebody else
        ("403 Forbidden", "YW5uOnB3", LOCK, "204 No Content", False),
    ],
)
def test_a_state_that_the_next_try_named(story, status, second, more, outcome, healthy):
    trace = story(LOCKED.format(status=status, second=second, more=more, outcome=outcome))
    assert bool(why_healthy(trace, trace.entries[0])) is healthy


FETCHED = """
> POST https://ci.test/job/build
> Authorization: Basic YW5uOnB3
< 403 Forbidden
<< No valid crumb was included in the request
---
> GET https://ci.test/crumb
> Authorization: Basic YW5uOnB3
< 200 OK
< Content-Type: {kind}
<< {given}
---
> POST https://ci.test/job/build
> Authorization: Basic {second}
> Build-Crumb: 5f0a9c71d2
< 201 Created
"""
CRUMB = '{"crumb": "5f0a9c71d2"}'


@pytest.mark.parametrize(
    ("kind", "given", "second", "healthy"),
    [
        ("application/json", CRUMB, "YW5uOnB3", True),
        ("application/json", '{"crumb": "another-one"}', "YW5uOnB3", False),
        ("application/json", CRUMB, "Ym9iOnB3", False),
        # A person saw the error, and loaded the page anew.
        ("text/html", "<html><input name='crumb' value='5f0a9c71d2'></html>", "YW5uOnB3", False),
    ],
)
def test_a_token_that_a_program_fetched(story, kind, given, second, healthy):
    trace = story(FETCHED.format(kind=kind, given=given, second=second))
    assert bool(why_healthy(trace, trace.entries[0])) is healthy


MADE = """
> HEAD https://store.test/v1/xul.sym
> Authorization: Basic YW5uOnB3
< {refused}
---
> {making}
> Authorization: Basic {second}
>> x
< {outcome}
---
> HEAD https://store.test/v1/xul.sym
> Authorization: Basic YW5uOnB3
< {read}
"""


@pytest.mark.parametrize(
    ("making", "second", "outcome", "read", "healthy"),
    [
        ("PUT https://store.test/v1/xul.sym", "YW5uOnB3", "200 OK", "200 OK", True),
        ("PUT https://store.test/v1/xul.sym", "YW5uOnB3", "403 Forbidden", "200 OK", False),
        ("PUT https://store.test/v1/xul.sym", "YW5uOnB3", "200 OK", "403 Forbidden", False),
        ("PUT https://store.test/v1/xul.sym", "Ym9iOnB3", "200 OK", "200 OK", False),
        ("PUT https://store.test/v1/other.sym", "YW5uOnB3", "200 OK", "200 OK", False),
    ],
)
def test_a_look_whether_something_is_there(story, making, second, outcome, read, healthy):
    named = {"making": making, "second": second, "outcome": outcome, "read": read}
    trace = story(MADE.format(refused="403 Forbidden", **named))
    assert bool(why_healthy(trace, trace.entries[0])) is healthy


@pytest.mark.parametrize(
    ("refused", "making", "outcome"),
    [
        ("401 Unauthorized", "PUT", "200 OK"),
        ('403 Forbidden\n<< {"message": "Your IP address is not allowed"}', "PUT", "200 OK"),
        ("403 Forbidden", "POST", "200 OK"),  # it may have done anything
    ],
)
def test_a_refusal_that_has_another_reason(story, refused, making, outcome):
    making = f"{making} https://store.test/v1/xul.sym"
    named = {"making": making, "second": "YW5uOnB3", "outcome": outcome, "read": "200 OK"}
    trace = story(MADE.format(refused=refused, **named))
    assert not why_healthy(trace, trace.entries[0])


CORRECTED = """
> POST https://a.test/invoices
> {first}
> Content-Type: application/json
>> {{"due_date": "2026-02-28", {more}"approver": "{approver}"}}
< {status}
< Content-Type: application/json
<< {{"errors": [{{"field": "{field}", "message": "this person is not authorized to approve it"}}]}}
---
> POST https://a.test/invoices
> {second}
> Content-Type: application/json
>> {{"due_date": "2026-02-28", {then}"approver": "p-2"}}
< {outcome}
"""
BEARER, OTHER = "Authorization: Bearer 0123456789abcdef", "Authorization: Bearer fedcba9876543210"
COOKIE = "Cookie: session=0123456789abcdef"
GIVEN = {"first": BEARER, "second": BEARER, "status": "422 No", "outcome": "201 Created",
         "field": "approver", "approver": "p-4", "more": "", "then": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "healthy"),
    [
        ({}, True),
        ({"status": "400 Bad Request"}, True),
        ({"first": COOKIE, "second": COOKIE}, True),
        ({"field": "/data/approver"}, True),
        ({"second": OTHER}, False),  # somebody else
        ({"first": "Accept: */*"}, False),  # it was the caller that lacked
        ({"first": "Accept: */*", "second": "Accept: */*"}, False),
        ({"outcome": "422 No"}, False),
        ({"status": "403 Forbidden"}, False),
        ({"field": "due_date"}, False),  # another one than was changed
        ({"approver": "p-2"}, False),  # nothing was
        ({"more": '"otp": "114402", ', "then": '"otp": "998811", '}, False),
        ({"more": '"_csrf": "f0", ', "then": '"_csrf": "0f1c2a77", '}, False),
        ({"first": COOKIE, "second": COOKIE, "then": '"_token": "0f1c2a77", '}, False),
    ],
)
def test_a_field_that_the_next_try_corrected(story, changed, healthy):
    trace = story(CORRECTED.format(**(GIVEN | changed)))
    assert bool(was_corrected(trace, trace.entries[0])) is healthy


LOOKED = """
> GET https://store.test/v1/roles/viewer
> Authorization: Basic YW5uOnB3
< {found}
---
> {making}
> Authorization: Basic {second}
> Content-Type: application/json
>> {{"name": "{name}"}}
< {outcome}
< {more}
"""
THERE = "Location: https://store.test/v1/roles/viewer"
LOOK = {"found": "404 Not Found", "making": "POST https://store.test/v1/roles", "second": "YW5uOnB3",
        "name": "viewer", "outcome": "201 Created", "more": "Vary: Accept"}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "healthy"),
    [
        ({}, True),
        ({"name": "other", "more": THERE}, True),
        ({"making": "PUT https://store.test/v1/roles/viewer", "outcome": "200 OK"}, True),
        ({"name": "other"}, False),  # another thing was made
        ({"making": "POST https://store.test/v1/groups"}, False),
        ({"second": "Ym9iOnB3"}, False),  # somebody who may see it, as it may be
        ({"outcome": "403 Forbidden"}, False),
        ({"found": "410 Gone"}, False),
    ],
)
def test_a_look_that_found_nothing_before_it_was_made(story, changed, healthy):
    trace = story(LOOKED.format(**(LOOK | changed)))
    assert bool(why_healthy(trace, trace.entries[0])) is healthy
