"""The last success of a client before it was refused is found, far back too, with its number."""

import pytest

from inspector.logs.format import Kept, Line, Read, format_named
from inspector.logs.log_reader import look_back
from inspector.logs.subjects import Subject
from tests.fixtures.log_samples import START, combined

READ: Read = format_named("combined").reader(())


def looked_back(tmp_path, before, client="192.0.2.7"):
    lines = [*before, combined(START, client, "/a", 401)]
    data = "".join(f"{line}\n" for line in lines).encode()
    (tmp_path / "a.log").write_bytes(data)
    place = data.rindex(b"192.0.2.7 - -")
    first = Kept(0, len(lines), b"", Line(START, 401), place)
    subject = Subject(evidence=[first])
    look_back(str(tmp_path / "a.log"), READ, client, subject)
    return subject.before, lines


@pytest.mark.parametrize("between", [0, 3, 30_000])
def test_it_is_found(tmp_path, between):
    others = [combined(START - 5, "10.0.0.1", f"/{n}", 200) for n in range(between)]
    served = combined(START - 9, "192.0.2.7", "/a", 200)
    found, lines = looked_back(tmp_path, ["x", served, *others])
    assert found.text.decode() == served
    assert lines[found.number - 1] == served


def test_refusals_other_clients_and_longer_addresses_are_not_it(tmp_path):
    others = [
        combined(START - 9, "192.0.2.7", "/a", 403),
        combined(START - 8, "192.0.2.71", "/a", 200),
        combined(START - 8, "10.0.0.1", "/192.0.2.7", 200),
    ]
    assert looked_back(tmp_path, others)[0] is None


def test_nothing_before(tmp_path):
    assert looked_back(tmp_path, [])[0] is None
