"""A value that is refused just past an hour, a day or a month ended by itself."""

from datetime import timedelta

import pytest

from inspector.story.clocks.round_ages import round_age

ENTRY = """
> GET https://app.test/devices
> Authorization: Bearer 336a1c5f-03a7-4c3e-a7d8-62a551d69633
< {status}
< Date: Mon, {day} Jun 2026 {time} GMT
<< {{}}"""


def _age(story, *answered):
    read = story("\n---".join(ENTRY.format(status=s, day=d, time=t) for s, d, t in answered))
    last = read.entries[-1]
    (life,) = read.lives.sent_in(last)
    return round_age(life, last)


OK, NO = "200 OK", "401 Unauthorized"


@pytest.mark.parametrize(
    ("accepted", "refused", "lasts"),
    [
        (("02", "08:52:00"), ("02", "09:03:00"), timedelta(days=1)),
        (("01", "09:58:00"), ("01", "10:01:30"), timedelta(hours=1)),
        (("01", "09:58:00"), ("01", "11:01:30"), None),  # anything may have been in an hour
        (("01", "09:10:00"), ("01", "09:14:00"), None),
        (("01", "11:10:00"), ("01", "11:20:00"), None),
    ],
)
def test_between_which_ages_it_ended(story, accepted, refused, lasts):
    found = _age(story, (OK, "01", "09:00:00"), (OK, *accepted), (NO, *refused))
    assert (found.lasts if found else None) == lasts


def test_what_is_accepted_later_has_not_ended(story):
    answered = [(OK, "01", "09:00:00"), (OK, "01", "09:58:00"), (NO, "01", "10:01:00")]
    read = story(
        "\n---".join(
            ENTRY.format(status=s, day=d, time=t) for s, d, t in [*answered, (OK, "01", "10:05:00")]
        )
    )
    (life,) = read.lives.sent_in(read.entries[2])
    assert round_age(life, read.entries[2]) is None


def test_the_first_refusal_tells_when_it_had_ended(story):
    """Who asks again an hour later would else find that anything may have been."""
    answered = [(OK, "01", "09:00:00"), (OK, "01", "09:58:00"), (NO, "01", "10:01:00")]
    found = _age(story, *answered, (NO, "01", "11:01:00"))
    assert (found.lasts, found.refused) == (timedelta(hours=1), timedelta(hours=2, minutes=1))
