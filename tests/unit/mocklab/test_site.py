"""The site finds scenarios by path, keeps their memories apart and takes edited replies."""

import pytest

from inspector.mocklab.messages import LabReply
from inspector.mocklab.scenarios import all_scenarios
from inspector.mocklab.site import GATE, Site


@pytest.fixture
def site(clock):
    known = {scenario.slug: scenario for scenario in all_scenarios()}
    site = Site([known["nothing-sent"], known["wrong-scheme"]], known[GATE], clock)
    site.open("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3")
    return site


def test_a_path_names_its_scenario(site, request_of):
    assert site.slug_of(request_of("/scenario/nothing-sent/x")) == "nothing-sent"
    assert site.slug_of(request_of("/scenario/expired-token/x")) == ""
    assert site.slug_of(request_of("/other")) == ""
    assert site.answer(request_of("/scenario/nothing-sent/x")).status == 401


def test_the_front_page_lists_the_scenarios_and_other_paths_are_404(site, request_of):
    front = site.answer(request_of("/"))
    assert front.status == 200
    assert "/scenario/wrong-scheme/" in front.body
    assert site.answer(request_of("/scenario/unknown/x")).status == 404


def test_an_edited_reply_is_sent_until_it_is_put_back(site, request_of):
    edited = LabReply(status=418, headers=(("X-Mine", "1"),))
    site.replace_reply("nothing-sent", "nothing-sent", edited)
    assert site.answer(request_of("/scenario/nothing-sent/x")).status == 418
    assert site.replies("nothing-sent")["nothing-sent"] == edited
    site.replace_reply("nothing-sent", "nothing-sent", None)
    assert site.answer(request_of("/scenario/nothing-sent/x")).status == 401


def test_the_proxy_asks_for_its_login_though_its_scenario_is_not_served(site, request_of):
    asked = site.refusal_at_gate(request_of("/scenario/nothing-sent/x", role="proxy"))
    assert asked.status == 407
    login = {"Proxy-Authorization": "Basic YWRhOnByYWN0aWNlLW9ubHktNzQyMQ=="}
    assert site.refusal_at_gate(request_of(role="proxy", headers=login)) is None


def test_opening_again_forgets(site, request_of):
    challenge = site.answer(request_of("/scenario/wrong-scheme/x")).headers[0]
    assert site.answer(request_of("/scenario/wrong-scheme/x")).headers[0] != challenge
    site.open("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3")
    assert site.answer(request_of("/scenario/wrong-scheme/x")).headers[0] == challenge
