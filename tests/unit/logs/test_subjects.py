"""Subjects: counts in bounded memory, and two halves that add up."""

from inspector.logs.format import Kept, Line
from inspector.logs.subjects import Seen, Sightings, Subject, Subjects


def kept(at=1.0, status=401, **more):
    return Kept(0, 1, b"", Line(at, status, target="/a", **more))


def test_a_subject_counts_by_status_and_part():
    subject = Subject()
    for at in (10, 15, 20):
        subject.add(kept(at, user="ada"), "/a", 2)
    subject.add(kept(21, 403), "/b", 2)
    subject.add(kept(22, 403), "/c", 2)
    assert subject.counts == {401: 3, 403: 2}
    assert subject.parts == {"/a": 3, "/b": 1, "": 1}
    assert subject.users == {"ada": 3}
    assert subject.gaps == {5: 2, 1: 2}
    assert (subject.first, subject.last, subject.count) == (10, 22, 5)
    assert len(subject.evidence) == 3


def test_halves_of_a_subject_add_up():
    one, two = Subject(), Subject()
    one.add(kept(10), "/a", 9)
    two.add(kept(5), "/b", 9)
    one.merge(two)
    assert (one.first, one.last, one.count, one.parts) == (5, 10, 2, {"/a": 1, "/b": 1})


def test_the_rarest_make_room_and_are_counted():
    subjects = Subjects(most=2)
    for name, times in (("a", 5), ("b", 4), ("c", 1), ("d", 1), ("e", 1)):
        for _ in range(times):
            subjects.named(name).add(kept(), "/", 9)
    assert {"a", "b", "e"} == set(subjects.known)
    assert subjects.dropped == 2
    assert [name for name, _ in subjects.top(2)] == ["a", "b"]


def test_sightings_are_bounded_and_add_up():
    sightings = Sightings(most=2)
    for number in range(50):
        sightings.named(str(number % 9)).add(float(number), 2)
    assert len(sightings.known) <= 4
    one, two = Seen(), Seen()
    one.add(5, 1)
    two.add(3, 2)
    two.add(None, 1)
    one.merge(two)
    assert (one.count, one.first, one.last) == (4, 3, 5)
