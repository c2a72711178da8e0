"""What was taken along with a value is taken off; a token goes as the parameter that is read."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.fixes.apply import TRANSFORMS, apply
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.keys.wrapped_values import alone, wrapped
from tests.unit.diagnose.gate.test_lone_errors import sent

VALUE = "3b1f8c0d2e4a6957b8c1"
GATES = "> GET https://gates.example/locks\n"
BARE = "< 401 Unauthorized"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f'{{"access_token": "{VALUE}", "token_type": "bearer"}}', "json"),
        (f'{{"id": "{VALUE}"}}', "json"),
        (f"b'{VALUE}'", "literal"),
        (f'b"{VALUE}"', "literal"),
        (f"api_key: {VALUE}", "named"),
        (f"access_token={VALUE}", "named"),
        (f"{VALUE};", "sign"),
        (f"Bearer {VALUE}", "word"),
    ],
)
def test_the_value_is_found(text, kind):
    assert wrapped(text).kind == kind
    assert VALUE not in wrapped(text).shown
    assert alone(text) == VALUE


@pytest.mark.parametrize(
    "text",
    [
        VALUE,
        f"{VALUE}==",
        '{"a": "first", "b": "second"}',
        '{"token": "one", "key": "two"}',
        '{"token":',
        "b1946ac92492d2347c6235b4d2611184",
    ],
)
def test_what_is_not_clear_stays_as_it_is(text):
    assert alone(text) == text


def _fixed(header, credential, text):
    first = diagnose(sent(f"{GATES}> {header}\n{BARE}")).findings[0]
    kept = {credential.secret_ref: text}

    def put(made):
        ref = SecretRef(place="memory", name=f"made-{len(kept)}")
        kept[ref] = made
        return ref

    request = Request(url="https://gates.example/locks", credential=credential)
    fixed = apply(request, first.fixes[0], kept.get, put)
    return first, kept[fixed.credential.secret_ref]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("Authorization", f'{{"token": "{VALUE}"}}', Bearer),
        ("Authorization", f"{VALUE},", Bearer),
        ("X-Api-Key", f"Bearer {VALUE}", ApiKey),
    ],
)
def test_the_first_fix_sends_the_value_alone(name, text, kind):
    ref = SecretRef(place="memory", name="own")
    credential = Bearer(token=ref) if kind is Bearer else ApiKey(value=ref)
    word = "Bearer " if kind is Bearer else ""
    first, after = _fixed(f"{name}: {word}{text}", credential, text)
    assert (first.slug, first.fixes[0].id) == ("more-than-the-value", "clean-value-alone")
    assert after == VALUE


def test_where_two_values_stand_there_the_person_is_asked():
    two = '{"token": "aaaabbbbcccc", "key": "ddddeeeeffff"}'
    first = diagnose(sent(f"{GATES}> Authorization: Bearer {two}\n{BARE}")).findings[0]
    assert [fix.id for fix in first.fixes] == ["enter-secret"]


NAMED = """\
> GET http://films.test/System/Info/Public
< 200 OK
< Content-Type: application/json
<< {"ProductName": "Jellyfin Server", "Version": "10.9.11"}
---
> GET http://films.test/Users
> Authorization: Bearer %s
< 401 Unauthorized"""


def test_a_token_goes_as_the_parameter_that_the_product_reads():
    fix = diagnose(sent(NAMED % VALUE)).findings[0].fixes[0]
    assert fix.id == "send-as-parameter"
    assert [change.after for change in fix.changes][:1] == ["MediaBrowser"]
    assert TRANSFORMS["token-parameter"](VALUE) == f'Token="{VALUE}"'
    assert TRANSFORMS["token-parameter"](f'Token="{VALUE}"') == f'Token="{VALUE}"'


def test_a_word_alone_takes_no_parameter():
    other = NAMED.replace("Jellyfin Server", "Some Server")
    fixes = [fix.id for one in diagnose(sent(other % VALUE)).findings for fix in one.fixes]
    assert "send-as-parameter" not in fixes


@pytest.mark.parametrize(
    "text",
    [
        "a8f14e45fceea167a5a36dedd4bea2543_key:abcdefgh12",
        "x_9f8a7b6c5d4e3f2a1b0c9f8a_token=abcdefgh12",
        "q7RkZ2mW-9xT4vB8n-L5cJ3hG6-key=abcdefgh12",
        f"({'9f8a7b6c5d4e3f2a1b0c9f8a'}}}",
        f"<{'9f8a7b6c5d4e3f2a1b0c9f8a'}]",
        f"[{'9f8a7b6c5d4e3f2a1b0c9f8a'}",
    ],
)
def test_a_part_of_the_value_is_no_name_and_two_marks_are_a_pair(text):
    assert wrapped(text) is None


@pytest.mark.parametrize("marks", ["<>", "[]", "()", "{}", "``", "**", "{{ }}", "[[ ]]", "({ })"])
def test_marks_of_a_pair(marks):
    left, right = marks.split(" ") if " " in marks else (marks[0], marks[1])
    value = "9f8a7b6c5d4e3f2a1b0c9f8a"
    assert wrapped(f"{left}{value}{right}").alone == value
