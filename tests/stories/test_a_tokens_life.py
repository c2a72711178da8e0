"""A token is followed from the request that brought it to the one that took its place."""

import json

import pytest

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_page import TokenPage
from inspector.library.refs import in_text
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, FormField, Request
from tests.fixtures.planting import Planted
from tests.fixtures.scripted import reply

EXPIRED = 'WWW-Authenticate: Bearer error="invalid_token", error_description="The token expired"'


class Api:
    """Gives tokens at /token, and takes the newest of them everywhere else."""

    def __init__(self, tokens):
        self._tokens = tokens
        self._given = 0
        self.is_over = False

    def __call__(self, request):
        if request.startswith(b"POST /token"):
            access, refresh = self._tokens[self._given]
            self._given, self.is_over = self._given + 1, False
            body = {"access_token": access, "refresh_token": refresh, "token_type": "Bearer"}
            return reply("200 OK", "Content-Type: application/json", body=json.dumps(body).encode())
        newest = f"Bearer {self._tokens[self._given - 1][0]}".encode()
        if newest in request and not self.is_over:
            return reply("200 OK", body=b"[]")
        return reply("401 Unauthorized", EXPIRED)


@pytest.fixture
def planting(start, home):
    return Planted(start(), home)


@pytest.fixture
def tokens(planting):
    return [
        (planting.secret("first access"), planting.secret("first refresh")),
        (planting.secret("second access"), planting.secret("second refresh")),
    ]


def _asked(url, **fields):
    rows = tuple(FormField(name, value) for name, value in fields.items())
    return Request(name="Get token", method="POST", url=f"{url}/token", body=FormBody(fields=rows))


def _opened(user, request):
    document = RequestDocument(request)
    user.program.tools.tabs.open(document)
    return document


def _lived(user, server, api, tokens, planting):
    """Live through it: obtained, used twice, refused, renewed by the fix; return the two tabs."""
    put = user.program.tools.vault.put
    password = in_text(put(planting.secret("password")))
    asking = _opened(user, _asked(server.url, grant_type="password", client_id="shop",
                                  username="ada", password=password))  # fmt: skip
    user.answer(lambda: user.run("send"))
    credential = Bearer(token=put(tokens[0][0]))
    using = _opened(user, Request(url=f"{server.url}/orders", credential=credential))
    for _ in range(2):
        assert user.answer(lambda: user.run("send")).attempt.exchanges[-1].reply.status == 200
    api.is_over = True
    refused = user.answer(lambda: user.run("send"))
    assert refused.verdict.findings[0].slug == "token-expired"
    refresh = in_text(put(tokens[0][1]))
    renewal = _asked(
        server.url, grant_type="refresh_token", client_id="shop", refresh_token=refresh
    )
    asking.current.replace(renewal, "Ask with the refresh token")
    fix = next(each for each in refused.verdict.findings[0].fixes if "token" in each.action.verb)
    mended = user.answer(lambda: user.run("apply-fix", fix))
    assert mended.attempt.exchanges[-1].reply.status == 200
    return asking, using


@pytest.fixture
def lived(planting, tokens, scripted):
    api = Api(tokens)
    server = scripted([api])
    asking, using = _lived(planting.driver, server, api, tokens, planting)
    return server, asking, using


def _inspected(user, using, qtbot):
    """Open the token that the first answer was sent with."""
    user.window.resize(1440, 900)
    using.attempts.select(0)
    user.run("inspect-token")
    page = user.window.area.findChild(TokenPage)
    qtbot.waitUntil(lambda: len(page.life.rows) == 4)
    return page


def test_the_life_of_a_token_is_told_in_order(lived, planting, qtbot):
    server, _, using = lived
    page = _inspected(planting.driver, using, qtbot)
    address = f"127.0.0.1:{server.port}/token"
    obtained, used, refused, renewed = (row.line for row in page.life.rows)
    assert obtained.title == f"Obtained by POST {address}"
    assert "with user and password" in obtained.detail
    assert used.title == "Accepted in 2 attempts"
    assert refused.title.startswith("Refused: ")
    assert renewed.title.startswith("Renewed into token ")
    assert f"POST {address}, 200, with a refresh token" in renewed.detail
    assert renewed.detail.endswith("by a fix")
    planting.look_at_screen()
    planting.look_at_files()


def test_events_open_their_attempts_and_the_other_token(lived, planting, tokens, qtbot):
    _, asking, using = lived
    user = planting.driver
    page = _inspected(user, using, qtbot)
    obtained, _, refused, renewed = page.life.rows
    tabs = user.program.tools.tabs
    obtained.click()
    assert tabs.active is asking
    refused.click()
    assert tabs.active is using
    assert using.attempts.index == 2
    renewed.click()
    assert isinstance(tabs.active, TokenDocument)
    assert tabs.active.topic.endswith(tokens[1][0])
    pages = user.window.area.findChildren(TokenPage)
    later = next(each for each in pages if each is not page)
    qtbot.waitUntil(lambda: len(later.life.rows) == 3)
    assert [row.line.event.kind for row in later.life.rows] == ["renewed-from", "obtained", "used"]
    planting.look_at_screen()


def test_after_a_restart_the_history_alone_tells_it(lived, planting, tokens, start, qtbot):
    user = planting.driver
    user.run("show-history")
    panel = user.window.sidebar.currentWidget()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 6)
    again = start(user.program.tools.vault)
    tools = again.program.tools
    tools.tabs.open(TokenDocument(tokens[0][0]))
    qtbot.waitUntil(lambda: bool(again.window.findChildren(TokenPage)))
    (page,) = again.window.findChildren(TokenPage)
    qtbot.waitUntil(lambda: len(page.life.rows) == 4)
    assert [row.line.event.kind for row in page.life.rows] == [
        "obtained",
        "used",
        "refused",
        "renewed",
    ]
    with qtbot.waitSignal(tools.tabs.activated):
        page.life.rows[2].click()
    assert again.tab.attempts.current.verdict.findings[0].slug == "token-expired"
    again.program.tools.tabs.activate(tools.tabs.documents[-2])
    with qtbot.waitSignal(tools.notices.said) as said:
        page.life.rows[3].click()
    assert "only a fingerprint" in said.args[0].text
    planting.look_at_files()
