"""Requests are looked into without regard to case; replies are filled in."""

from inspector.mocklab.messages import LabReply, json_reply


def test_a_header_is_found_in_any_case(request_of):
    request = request_of(headers={"X-Api-KEY": "k"})
    assert request.header("x-api-key") == "k"
    assert request.header("Authorization") == ""


def test_below_is_the_path_under_the_scenario(request_of):
    assert request_of("/scenario/expired-token/v1/orders?limit=2").below == "v1/orders"
    assert request_of("/scenario/expired-token").below == ""


def test_blanks_are_filled_and_unknown_ones_stay():
    reply = json_reply(401, '{"at": "{{where}}"}', ("WWW-Authenticate", 'Digest n="{{nonce}}"'))
    filled = reply.filled({"nonce": "abc"})
    assert ("WWW-Authenticate", 'Digest n="abc"') in filled.headers
    assert filled.body == '{"at": "{{where}}"}'


def test_what_fills_a_blank_is_not_looked_into_again():
    reply = LabReply(status=200, body="{{a}}")
    assert reply.filled({"a": "{{b}}", "b": "no"}).body == "{{b}}"
