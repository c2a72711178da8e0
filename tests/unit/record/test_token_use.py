"""What is kept of a token tells nothing of it, and old attempts tell as much as they can."""

import msgspec
import pytest

from inspector.record.row import Row
from inspector.record.token_use import NOT_KNOWN, Met, TokenUse, of_old


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({"status": 200}, "accepted"),
        ({"status": 401, "finding": "token-expired"}, "refused"),
        ({"status": 500}, ""),
        ({}, ""),
    ],
)
def test_the_credential_of_an_old_attempt_counts(more, outcome):
    (use,) = of_old(Row(id="a", started=1, credential="abcd1234", **more))
    assert (use.fingerprint, use.exchange, use.outcome) == ("abcd1234", NOT_KNOWN, outcome)
    assert of_old(Row(id="a", started=1, **more)) == ()


def test_uses_are_ordered_by_time_and_exchange():
    def met(started, exchange):
        use = TokenUse(fingerprint="f", exchange=exchange, role="sent")
        return Met(use, Row(id="a", started=started, key=1))

    assert met(1, 5).place < met(2, 0).place < met(2, 1).place


def test_it_is_kept_small():
    use = TokenUse(fingerprint="abcd1234", exchange=0, role="sent")
    assert len(msgspec.msgpack.encode(use)) < 60
