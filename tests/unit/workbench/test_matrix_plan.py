"""What a matrix may send: counted, held back and named before anything leaves."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.credential import Bearer
from inspector.model.matrix import Candidate, Subject, Terms
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    Options,
    Request,
)
from inspector.model.secret import SecretRef
from inspector.workbench.matrix_plan import consents, cost_of, jobs

HOME = "https://api.example.com:443"
TOKEN = Candidate(
    label="t", credential=Bearer(token=SecretRef(place="memory", name="t")), origin=HOME
)


NOTHING, BARE = Terms(), Scope()


def _jobs(request, *, terms=NOTHING, scope=BARE, times=1):
    subjects = (Subject(label="a", request=request),) * times
    return jobs(subjects, (TOKEN,), scope, terms)


def test_a_preflight_is_counted():
    url = "https://api.example.com/a"
    request = Request(url=url, options=Options(browser_origin="https://shop.example"))
    assert cost_of(_jobs(request)).exchanges == 2


def test_variables_are_filled_in_before_the_host_is_judged():
    request = Request(url="{{base}}/a")
    here = Scope(variables={"base": "https://api.example.com"})
    there = Scope(variables={"base": "https://evil.example"})
    assert not _jobs(request, scope=here)[0].why_not
    assert "evil.example" in _jobs(request, scope=there)[0].why_not


def test_an_address_that_cannot_be_read_is_not_sent():
    assert _jobs(Request(url=""))[0].why_not


def test_production_takes_only_get_unless_agreed():
    request = Request(url="https://api.example.com/a", method="HEAD")
    scope = Scope(production=True)
    assert "production" in _jobs(request, scope=scope)[0].why_not
    terms = Terms(production=True)
    job = _jobs(request, scope=scope, terms=terms)[0]
    assert not job.why_not
    assert consents(job, terms) == {"production"}


@pytest.mark.parametrize(
    "body",
    [
        JsonBody(text='{"user": "ada", "password": "x"}'),
        FormBody(fields=(FormField("password", "x"),)),
    ],
)
def test_a_request_that_carries_a_password_is_a_login_too(body):
    request = Request(url="https://api.example.com/a", method="POST", body=body)
    first, second = _jobs(request, times=2, terms=Terms(methods=frozenset({"POST"})))
    assert first.login
    assert not first.why_not
    assert "One login" in second.why_not
