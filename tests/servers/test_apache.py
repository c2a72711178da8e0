"""Apache httpd: Basic and Digest on different paths."""

import pytest

from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("apache")


def _purposes(answer):
    return [
        (each.purpose, each.reply.status if each.reply else None)
        for each in answer.attempt.exchanges
    ]


def test_basic(apache, bench, send):
    login = Basic(user=USER, password=bench.vault.put(PASSWORD))
    answer = send(f"{apache.url}/basic/inside.txt", credential=login)
    assert _purposes(answer) == [("main", 200)]


def test_digest_is_answered(apache, bench, send):
    login = Digest(user=USER, password=bench.vault.put(PASSWORD))
    answer = send(f"{apache.url}/digest/inside.txt?a=b", credential=login)
    assert _purposes(answer) == [("main", 401), ("challenge-answer", 200)]
    second = answer.attempt.exchanges[1]
    header = next(each for each in second.request.headers if each.name == "Authorization")
    assert 'uri="/digest/inside.txt?a=b"' in header.value
    assert header.secret
    assert second.connection.reused


def test_a_wrong_digest_password_is_tried_once(apache, bench, send):
    login = Digest(user=USER, password=bench.vault.put("battery staple"))
    answer = send(f"{apache.url}/digest/inside.txt", credential=login)
    assert _purposes(answer) == [("main", 401), ("challenge-answer", 401)]


def test_digest_after_a_redirect_uses_the_new_uri(apache, bench, send):
    login = Digest(user=USER, password=bench.vault.put(PASSWORD))
    answer = send(f"{apache.url}/moved", credential=login)
    assert _purposes(answer) == [("main", 307), ("redirect", 401), ("challenge-answer", 200)]


def test_basic_where_digest_is_wanted(apache, bench, send):
    login = Basic(user=USER, password=bench.vault.put(PASSWORD))
    answer = send(f"{apache.url}/digest/inside.txt", credential=login)
    assert _purposes(answer) == [("main", 401)]


def test_a_known_user_without_the_right(apache, bench, send):
    login = Basic(user=USER, password=bench.vault.put(PASSWORD))
    assert _purposes(send(f"{apache.url}/admins/inside.txt", credential=login)) == [("main", 401)]
