"""Single fixes say what they change and send."""

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import builders
from inspector.model.finding import Cause
from inspector.model.fix import Action, Field

NONE = Suspicion(cause=Cause.INVALID_CREDENTIALS, slug="x", weight=0.5)


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


def test_secret_fields(attempt):
    basic = case(attempt, "> GET https://a.test/\n> Authorization: Basic YTpi\n< 401 No")
    key = case(attempt, "> GET https://a.test/\n> X-Api-Key: abc\n< 401 No")
    assert builders.secret_field(basic) == Field("credential", "password")
    assert builders.secret_field(key) == Field("credential", "value")
    assert builders.enter_secret(basic, NONE).risk == "login-attempt"
    assert builders.enter_secret(basic, NONE).changes[0].ask


def test_a_form_is_filled_in_again(attempt):
    login = case(attempt, "> POST https://a.test/login\n>> username=ada&password=x\n< 401 No")
    token = case(
        attempt,
        "> POST https://a.test/token\n>> grant_type=client_credentials&client_id=a\n< 401 No",
    )
    assert builders.secret_field(login) == builders.secret_field(token) == Field("body")
    assert builders.enter_secret(login, NONE).title == "Enter the password"
    assert builders.enter_client_secret(token, NONE).title == "Enter the client secret"


def test_a_variable_is_given_a_value():
    missing = Suspicion(
        cause=Cause.MISSING_CREDENTIALS,
        slug="unresolved-variable",
        weight=1,
        values={"name": "token"},
    )
    fix = builders.enter_variable(None, missing)
    assert fix.title == "Give token a value"
    assert fix.changes[0].field == Field("environment", "token")
    assert builders.enter_variable(None, NONE) is None


def test_an_option_is_chosen_and_a_store_unlocked(attempt):
    plain = case(attempt, "> GET https://a.test/\n< 401 No")
    chosen = builders.choose("x", "options.ca_file", "Choose a file")(plain, NONE)
    assert (chosen.changes[0].field, chosen.changes[0].ask) == ("options.ca_file", True)
    assert builders.unlock(plain, NONE).action == Action("vault-status")
