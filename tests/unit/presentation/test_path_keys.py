"""What leaves an address's query out leaves a key in its path out as well."""

import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.presentation.comparison.attempt_labels import label_of
from inspector.presentation.exchange.exchange_words import bare_address
from inspector.presentation.exchange.rounds import rounds
from inspector.presentation.status.tab_names import end_of
from inspector.workbench.answer import Answer

KEY = "AAESdTBUNrd5hDvsT8qOsIyabcdefghijkl"
URL = f"https://bob:pw@hooks.slack.com/services/T01234567/B01234567/{KEY}"


def _answer():
    message = Message(method="POST", url=URL, target=URL.partition(".com")[2])
    exchange = Exchange(request=message, reply=Reply(status=401))
    return Answer(attempt=Attempt(exchanges=(exchange,)))


def _shown():
    answer = _answer()
    yield bare_address(f"{URL}?x=1#y")
    yield rounds(answer.attempt.exchanges)[0].address
    yield label_of(answer)
    yield end_of(URL)


@pytest.mark.parametrize("text", [*_shown()])
def test_it_stands_in_no_words_for_an_address(text):
    assert KEY not in text
    assert "•" in text
