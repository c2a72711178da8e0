"""Credentials against requests on a server that counts: few, slow, safe, nothing to strangers."""

import pytest

from inspector.model.finding import Cause
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.matrix import Candidate, Subject, Terms
from inspector.model.request import Request, RequestHeader
from inspector.protocol.urls import origin_of
from inspector.workbench.probing.matrix_plan import Wanted, plan
from tests.fixtures.experimenting import REFUSED, first_lines, header, jwt, methods
from tests.fixtures.scripted import reply

GOOD = "good-token-1"
EXPIRED = reply(
    "401 No", 'WWW-Authenticate: Bearer error="invalid_token", error_description="token expired"'
)


def _token_server(request):
    sent = header(request, "Authorization")
    if sent == f"Bearer {GOOD}":
        return reply("200 OK", "Content-Type: application/json", body=b'{"orders": []}')
    return EXPIRED if sent else REFUSED


def _run(lab, wanted, tell=None):
    return lab.bench.submit(lab.bench.matrix(wanted, tell)).result(60)


NOTHING = Terms()


def _wanted(lab, server, *paths, terms=NOTHING, **more):
    url = server.url
    tokens = {"old": jwt(exp=1), "new": GOOD}
    candidates = [Candidate(label="None")]
    candidates += [
        Candidate(label=name, credential=Bearer(token=lab.put(text)), origin=origin_of(url))
        for name, text in tokens.items()
    ]
    subjects = tuple(Subject(label=path, request=Request(url=url + path)) for path in paths)
    return Wanted(**{"subjects": subjects, "candidates": tuple(candidates), "terms": terms, **more})


def _basic(lab, url, user="ada", password="pw-1"):
    made = Basic(user=user, password=lab.put(password))
    return Candidate(label=user, credential=made, origin=origin_of(url))


def test_each_cell_says_status_and_cause_as_it_comes(lab, scripted):
    server, told = scripted([_token_server]), []
    wanted = _wanted(lab, server, "/orders", "/bills")
    made = _run(lab, wanted, told.append)
    assert [cell.status for cell in made.cells] == [401, 401, 200] * 2
    assert [cell.accepted for cell in made.cells] == [False, False, True] * 2
    causes = [cell.cause for cell in made.cells[:3]]
    assert causes == [Cause.MISSING_CREDENTIALS, Cause.INVALID_CREDENTIALS, None]
    assert "expired" in made.cells[1].title
    assert tuple(told) == made.cells
    assert made.cells[2].attempt.exchanges[-1].reply.status == 200


def test_no_more_is_sent_than_was_stated_a_quarter_second_apart(lab, scripted):
    server = scripted([_token_server])
    wanted = _wanted(lab, server, "/orders", "/bills")
    cost = plan(wanted)
    assert (cost.cells, cost.exchanges, cost.methods, cost.held) == (6, 6, ("GET",), 0)
    made = _run(lab, wanted)
    assert len(server.requests) == made.exchanges == 6
    assert lab.waiting.slept == [0.25] * 5


def test_redirects_and_challenges_cost_no_more_than_stated(lab, scripted):
    server = scripted([reply("302 Found", "Location: /elsewhere")])
    wanted = _wanted(lab, server, "/orders")
    assert [cell.status for cell in _run(lab, wanted).cells] == [302, 302, 302]
    assert len(server.requests) == 3

    server = scripted(
        [reply("401 No", 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"')]
    )
    digest = Digest(user="ada", password=lab.put("pw-1"))
    one = Candidate(label="ada", credential=digest, origin=origin_of(server.url))
    wanted = _wanted(lab, server, "/a", candidates=(one,))
    assert plan(wanted).exchanges == 2
    _run(lab, wanted)
    assert len(server.requests) <= 2


def test_only_safe_methods_unless_agreed_for_each(lab, scripted):
    server = scripted([_token_server])
    subjects = tuple(
        Subject(label=method, request=Request(url=server.url, method=method))
        for method in ("GET", "POST", "DELETE")
    )
    wanted = _wanted(lab, server, subjects=subjects)
    made = _run(lab, wanted)
    assert methods(server) == {"GET"}
    assert plan(wanted).held == 6
    assert "POST needs your consent" in made.cells[3].not_run
    agreed = _wanted(lab, server, subjects=subjects, terms=Terms(methods=frozenset({"POST"})))
    _run(lab, agreed)
    assert methods(server) == {"GET", "POST"}


def test_a_credential_goes_to_its_own_host_only_unless_agreed(lab, scripted):
    home, other = scripted([_token_server]), scripted([_token_server])
    subjects = (Subject(label="other", request=Request(url=other.url)),)
    wanted = _wanted(lab, home, subjects=subjects)
    made = _run(lab, wanted)
    assert [cell.status for cell in made.cells] == [401, None, None]
    assert "not bound to 127.0.0.1" in made.cells[1].not_run
    assert not home.requests
    assert all(not header(request, "Authorization") for request in other.requests)
    _run(lab, _wanted(lab, home, subjects=subjects, terms=Terms(new_hosts=True)))
    assert any(header(request, "Authorization") for request in other.requests)


def test_none_takes_out_what_was_written_by_hand(lab, scripted):
    server = scripted([_token_server])
    headers = (RequestHeader("Authorization", f"Bearer {GOOD}"), RequestHeader("Cookie", "sid=1"))
    subjects = (Subject(label="a", request=Request(url=server.url, headers=headers)),)
    _run(lab, _wanted(lab, server, subjects=subjects, candidates=(Candidate(label="None"),)))
    assert not header(server.requests[0], "Authorization")
    assert not header(server.requests[0], "Cookie")


def test_a_password_is_tried_once_an_account_and_run(lab, scripted):
    server = scripted([reply("401 No", 'WWW-Authenticate: Basic realm="r"')])
    pair = (_basic(lab, server.url), _basic(lab, server.url, password="pw-2"))
    wanted = _wanted(lab, server, "/a", "/b", candidates=pair)
    made = _run(lab, wanted)
    assert len(server.requests) == plan(wanted).exchanges == 1
    assert all("One login" in cell.not_run for cell in made.cells[1:])
    again = _wanted(lab, server, "/a", "/b", candidates=pair, terms=Terms(logins=True))
    _run(lab, again)
    assert len(server.requests) == 5


@pytest.mark.parametrize(
    "said",
    [
        reply("423 Locked"),
        reply("401 No", body=b"Your account is locked after too many failed attempts"),
        reply("401 No", "X-Attempts-Left: 1", body=b"2 attempts remaining"),
    ],
)
def test_an_account_is_left_alone_at_the_first_word_of_a_lock(lab, scripted, said):
    server = scripted([lambda request: said if header(request, "Authorization") else REFUSED])
    candidates = (_basic(lab, server.url), Candidate(label="None"))
    terms = Terms(logins=True)
    wanted = _wanted(lab, server, "/a", "/b", "/c", candidates=candidates, terms=terms)
    made = _run(lab, wanted)
    with_login = [one for one in server.requests if header(one, "Authorization")]
    assert len(with_login) == 1
    assert [bool(cell.not_run) for cell in made.cells] == [False, False, True, False, True, False]
    assert made.cells[2].not_run


def test_too_many_requests_ends_it_for_the_whole_server(lab, scripted):
    server = scripted([reply("429 Too Many Requests")])
    made = _run(lab, _wanted(lab, server, "/a", "/b"))
    assert len(server.requests) == 1
    assert "429" in made.cells[-1].not_run


def test_stop_keeps_what_was_done(lab, scripted):
    server = scripted([_token_server])
    wanted = _wanted(lab, server, "/a", "/b")
    future = None

    def stop(_cell):
        future.cancel()

    future = lab.bench.submit(lab.bench.matrix(wanted, stop))
    made = future.result(60)
    assert len(server.requests) <= 2
    assert made.stopped == "You stopped it."
    assert made.cells[0].status == 401
    assert made.cells[-1].not_run == "You stopped it."
    assert first_lines(server)[0] == "GET /a HTTP/1.1"


def test_more_than_sixty_cells_are_refused(lab, scripted):
    server = scripted([_token_server])
    wanted = _wanted(lab, server, *(f"/{place}" for place in range(21)))
    assert "60" in plan(wanted).refused
    made = _run(lab, wanted)
    assert not server.requests
    assert "60" in made.cells[0].not_run


def test_a_refusal_that_reads_like_another_of_its_row_says_so(lab, scripted):
    server = scripted([reply("401 No", 'WWW-Authenticate: Bearer realm="r"')])
    made = _run(lab, _wanted(lab, server, "/a", "/b"))
    assert [cell.same_as for cell in made.cells] == ["", "None", "None"] * 2

    server = scripted([_token_server])
    made = _run(lab, _wanted(lab, server, "/a"))
    assert [cell.same_as for cell in made.cells] == ["", "", ""]
