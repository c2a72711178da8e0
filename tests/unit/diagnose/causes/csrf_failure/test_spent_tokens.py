"""A token against forgery that was good for one call and was sent with a second one."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.story.ends.spent_tokens import spent_token

FIRST, SECOND, THIRD = "tokA7f0c1d9e", "tokB2b6e8f40", "tokC91d3a5c7"
FAULT = (
    '< 200 OK\n< Content-Type: text/html\n<< <?xml version="1.0"?><error><code>88</code></error>'
)


def _call(token, reply, method="POST"):
    sent = f"> {method} http://box.example/api/send\n> Cookie: sid=4f7a0b1c9d2e3f68\n> X-CSRF-Token: {token}"
    return f"{sent}\n{reply}"


def _given(token):
    return f'< 200 OK\n< X-CSRF-Token: {token}\n< Content-Type: application/json\n<< {{"sent": 1}}'


def _found(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("refusal", [FAULT, "< 403 Forbidden", "< 400 Bad Request"])
def test_the_last_answer_had_given_another(attempt, refusal):
    parts = (_call(FIRST, _given(SECOND)), _call(FIRST, refusal), _call(SECOND, _given(THIRD)))
    assert _found(attempt, *parts)[:1] == ["csrf-token-mismatch"]
    trace = Trace(attempt("\n---\n".join(parts)))
    spent = spent_token(trace.story, trace.case(1))
    assert (spent.used.index, spent.newer.value, spent.works.index) == (0, SECOND, 2)


@pytest.mark.parametrize(
    ("fault", "told"),
    [(FAULT, True), (FAULT.replace("88", "storage full"), False)],
)
def test_each_write_gives_the_next_token(attempt, fault, told):
    parts = (_call(FIRST, _given(SECOND)), _call(SECOND, _given(THIRD)), _call(SECOND, fault))
    assert ("csrf-token-mismatch" in _found(attempt, *parts)) is told


@pytest.mark.parametrize(
    "parts",
    [
        # It was taken twice, so it is not for one call.
        (_call(FIRST, _given(SECOND)), _call(FIRST, _given(SECOND)), _call(FIRST, FAULT), _call(SECOND, _given(THIRD))),
        # The new one gets the same error.
        (_call(FIRST, _given(SECOND)), _call(FIRST, FAULT), _call(SECOND, FAULT)),
        # No other one was handed out.
        (_call(FIRST, _given(FIRST)), _call(FIRST, FAULT), _call(FIRST, _given(FIRST))),
        # What reads is not checked.
        (_call(FIRST, _given(SECOND), "GET"), _call(FIRST, FAULT, "GET"), _call(SECOND, _given(THIRD), "GET")),
    ],
)  # fmt: skip
def test_an_error_of_another_kind(attempt, parts):
    assert "csrf-token-mismatch" not in _found(attempt, *parts)


# ---------------- A form that was sent twice
FORM = """> POST http://bugs.example/note
> Cookie: sid=4f7a0b1c9d2e3f68
> Content-Type: application/x-www-form-urlencoded
>> note_add_token=20261014RaQw1STFg0JjE2SvzAjcJSm&text={text}
< {reply}
< Content-Type: text/html
<< {words}"""
TWICE = '<html><body><p class="error">Invalid form security token. Did you submit the form twice?</p></body></html>'
LED_ON = "302 Found\n< Location: http://bugs.example/view"
TO_LOGIN = "302 Found\n< Location: http://bugs.example/login"


@pytest.mark.parametrize(
    ("text", "first", "twice"),
    [("mine", LED_ON, True), ("other", LED_ON, False), ("mine", TO_LOGIN, False)],
)
def test_a_form_that_was_sent_twice(attempt, text, first, twice):
    sent = FORM.format(text=text, reply=first, words="")
    again = FORM.format(text="mine", reply="200 OK", words=TWICE)
    found = diagnose(attempt(f"{sent}\n---\n{again}")).findings
    assert found[0].slug == "csrf-token-mismatch"
    assert ("Entry 1 sent the same form" in {e.statement for e in found[0].evidence}) is twice


def test_a_form_that_is_taken_twice_says_nothing(attempt):
    sent = FORM.format(text="mine", reply=LED_ON, words="")
    assert not diagnose(attempt(f"{sent}\n---\n{sent}")).findings
