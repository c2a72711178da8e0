"""Variables: filled, nested, missing, secret."""

from uuid import UUID

from inspector.compose.scope import Scope
from inspector.compose.variables import fill, names_in, secret_refs, secret_text
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Example, Options, QueryParam, Request, RequestHeader, Script
from inspector.model.secret import Secret, SecretRef

KEY = SecretRef(place="keyring", name="key")


def _filled(text, problems=None, **scope):
    return fill(text, Scope(**scope), problems)


def test_values_are_filled_in():
    assert (
        _filled("{{base}}/v{{ n }}", variables={"base": "http://x", "n": "2"}).text == "http://x/v2"
    )


def test_values_may_hold_variables():
    assert _filled("{{a}}", variables={"a": "<{{b}}>", "b": "c"}).text == "<c>"


def test_a_missing_one_is_named_once_and_stays():
    problems = []
    assert _filled("{{x}}-{{x}}", problems).text == "{{x}}-{{x}}"
    assert [(each.kind, each.detail) for each in problems] == [("unresolved-variable", "x")]
    assert "{{x}}" in problems[0].message


def test_circles_end():
    problems = []
    assert "{{" in _filled("{{a}}", problems, variables={"a": "{{b}}", "b": "{{a}}"}).text
    assert problems[0].kind == "unresolved-variable"


def test_secrets_are_marked():
    scope = {"secret_variables": {"k": KEY}, "secrets": {KEY: Secret("hunter2")}}
    text = _filled("key={{k}}", **scope)
    assert (text.text, text.spans) == ("key=hunter2", ((4, 11),))


def test_an_unknown_secret_is_a_problem():
    problems = []
    _filled("{{k}}", problems, secret_variables={"k": KEY})
    assert problems[0].kind == "empty-secret"


def test_braces_that_are_no_variable_stay():
    problems = []
    text = '{"a":{"b":{}}} {{#each}} {{ 1x }}'
    assert _filled(text, problems).text == text
    assert problems == []


def test_names():
    assert names_in("{{a}} {{ b.c-d }} {{a}}") == ("a", "b.c-d")


def test_a_template_is_filled_for_a_text_reference():
    scope = Scope(variables={"t": "abc"})
    assert secret_text(SecretRef(place="text", name="x{{t}}"), scope) == "xabc"
    assert secret_text(KEY, scope) is None


def test_what_must_be_resolved():
    other = SecretRef(place="keyring", name="other")
    unused = SecretRef(place="keyring", name="unused")
    request = Request(
        url="{{base}}",
        headers=(RequestHeader("X", "{{inner}}"),),
        query=(QueryParam("q", "1"),),
        credential=Bearer(token=KEY),
        options=Options(),
    )
    scope = Scope(variables={"inner": "{{deep}}"}, secret_variables={"deep": other, "no": unused})
    assert set(secret_refs(request, scope)) == {KEY, other}


def test_a_secret_of_the_vault_is_filled_in_by_its_name_and_marked():
    ref = SecretRef(place="keyring", name="secret-a1.b-2")
    scope = Scope(secrets={ref: Secret("s3cret")})
    filled = fill("Bearer {{vault.secret-a1.b-2}}", scope)
    assert filled.text == "Bearer s3cret"
    assert filled.spans == ((7, 13),)
    request = Request(url="http://a/?key={{ vault.secret-a1.b-2 }}")
    assert secret_refs(request, Scope()) == (ref,)


def test_what_is_made_anew_is_other_each_time():
    problems = []
    first, second = (_filled("{{uuid}}/{{now}}/{{now+60}}/{{random}}", problems) for _ in range(2))
    assert problems == []
    name, now, later, number = first.text.split("/")
    assert (UUID(name).version, int(later) - int(now)) == (4, 60)
    assert 0 <= int(number) < 1_000_000
    assert first.text != second.text


def test_a_value_of_ones_own_comes_first():
    assert _filled("{{now}}", variables={"now": "noon"}).text == "noon"


def test_what_scripts_name_is_not_asked_for():
    request = Request(
        url="https://a/",
        scripts=(Script(text="call({{vault.two}})"),),
        examples=(Example(body="{{vault.three}}"),),
    )
    assert secret_refs(request, Scope()) == ()
