"""What a matrix may send: counted, held back and named before anything leaves."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.matrix import Asking, Candidate, Needs, Repeated, Subject, Terms
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    Options,
    Request,
)
from inspector.model.secret import SecretRef
from inspector.workbench.probing.matrix_plan import Wanted, consents, cost_of, jobs, needs, plan

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


def _wanted(*requests, candidates=(TOKEN,), **more):
    subjects = tuple(Subject(label="a", request=request) for request in requests)
    return Wanted(subjects=subjects, candidates=candidates, **more)


def test_what_is_sent_and_how_long_it_takes_is_stated():
    request = Request(url="https://api.example.com/a")
    cost = plan(_wanted(request, request, request))
    assert (cost.exchanges, cost.hosts, cost.seconds) == (3, ("api.example.com",), 0.5)


def test_nothing_needs_consent_that_only_reads_at_home():
    assert needs(_wanted(Request(url="https://api.example.com/a"))) == Needs()


def test_each_thing_that_needs_consent_is_named():
    found = needs(
        _wanted(
            Request(url="https://api.example.com/a", method="DELETE"),
            Request(url="https://other.example/a"),
            scope=Scope(production=True),
        )
    )
    asking = (Asking(method="DELETE", hosts=("api.example.com",)),)
    assert found == Needs(methods=asking, hosts=("other.example",), production=asking, logins=())


def test_an_account_is_named_whose_password_would_be_tried_again():
    pair = tuple(
        Candidate(
            label=name,
            credential=Basic(user="ada", password=SecretRef(place="memory", name=name)),
            origin=HOME,
        )
        for name in ("one", "two")
    )
    url = "https://api.example.com/a"
    found = needs(_wanted(Request(url=url), candidates=pair))
    assert found.logins == (Repeated(user="ada", host="api.example.com", times=2),)
    assert needs(_wanted(Request(url=url), candidates=pair[:1])).logins == ()


def test_a_login_request_counts_as_one_account_whatever_credential_goes_along():
    request = Request(
        url="https://api.example.com/login", body=JsonBody(text='{"password": "x"}'), method="POST"
    )
    wanted = _wanted(
        request,
        candidates=(TOKEN, Candidate(label="None")),
        terms=Terms(methods=frozenset({"POST"})),
    )
    assert plan(wanted).exchanges == 1
    assert needs(wanted).logins[0].times == 2


def test_too_large_a_choice_is_refused_without_looking_at_each_cell():
    wanted = _wanted(*(Request(url="https://api.example.com/a") for _ in range(61)))
    assert "60" in plan(wanted).refused
    assert needs(wanted) == Needs()
