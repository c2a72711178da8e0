"""Every scenario is whole, and runs into what it says and out of it again."""

import base64
import json
import re

import pytest

from inspector.mocklab.scenarios import all_scenarios, slugs
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.secret import NO_SECRET

SCENARIOS = pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda one: one.slug)


def test_every_family_of_causes_has_a_scenario():
    assert {one.cause for one in all_scenarios()} - {None} == set(Cause)
    assert len(set(slugs())) == len(all_scenarios())


def lines_of(practice):
    """The header lines that carry the practice request's credential, and its query."""
    credential = practice.request.credential
    if isinstance(credential, Bearer):
        return {"Authorization": f"Bearer {practice.secrets[credential.token]}"}, ""
    if isinstance(credential, Basic):
        pair = f"{credential.user}:{practice.secrets[credential.password]}"
        return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}, ""
    if isinstance(credential, ApiKey):
        value = practice.secrets[credential.value]
        if credential.place == "cookie":
            return {"Cookie": f"{credential.name}={value}"}, ""
        if credential.place == "query":
            return {}, f"?{credential.name}={value}"
        return {credential.name: value}, ""
    return {}, ""


@SCENARIOS
def test_it_says_what_it_is(scenario):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", scenario.slug)
    assert scenario.title
    assert scenario.description.endswith(".")
    assert scenario.replies


@SCENARIOS
def test_its_secrets_are_made_up_and_stay_in_memory(scenario, lab):
    practice = lab.practice(scenario.slug)
    for ref, value in practice.secrets.items():
        assert ref.place == "memory"
        assert ref != NO_SECRET
        assert value.startswith(("practice", "eyJ"))
        assert value not in repr(practice.request)
    if practice.renewal is not None:
        assert practice.renewal.url.startswith(lab.address)


@SCENARIOS
def test_its_request_is_refused_as_it_says(scenario, lab, ask):
    practice = lab.practice(scenario.slug)
    request = practice.request
    headers, query = lines_of(practice)
    origin = request.options.proxy if request.options.proxy != "system" else lab.address
    path = request.url if origin == lab.proxy else request.url.removeprefix(lab.address)
    status = ask(path + query, request.method, headers, origin=origin)[0]
    assert status >= 300
    assert lab.log.entries()[-1].scenario == scenario.slug


@SCENARIOS
def test_its_renewal_gives_a_token_that_is_accepted(scenario, lab, ask):
    practice = lab.practice(scenario.slug)
    if practice.renewal is None:
        return
    path = practice.renewal.url.removeprefix(lab.address)
    body = json.loads(ask(path, practice.renewal.method)[2])
    request = practice.request
    headers = {"Authorization": f"Bearer {body['access_token']}"}
    status = ask(request.url.removeprefix(lab.address), request.method, headers)[0]
    assert 200 <= status < 300


@SCENARIOS
def test_every_reply_can_be_edited(scenario, lab):
    for name, reply in lab.replies(scenario.slug).items():
        assert 100 <= reply.status <= 599, name
        lab.replace_reply(scenario.slug, name, reply)
