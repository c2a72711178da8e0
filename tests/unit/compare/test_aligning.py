"""Facts of several columns come on one line by name, in the order of the columns."""

from inspector.compare.aligning import lines
from inspector.compare.fact import Fact


def _facts(*pairs, weight="auth"):
    return [Fact(name=name, text=text, weight=weight) for name, text in pairs]


def _texts(line):
    return [cell.text if cell else None for cell in line.cells]


def test_equal_names_stand_side_by_side_and_repeats_in_order():
    made = lines(
        [_facts(("A", "1"), ("B", "2"), ("B", "3")), _facts(("B", "2"), ("C", "9"), ("B", "4"))],
        [None, None],
    )
    found = {line.name: _texts(line) for line in made}
    assert found == {"A": ["1", None], "B": ["2", "2"], "B (2)": ["3", "4"], "C": [None, "9"]}


def test_what_matters_and_differs_comes_first():
    columns = [
        [*_facts(("plain", "1"), weight="plain"), *_facts(("same", "x"), ("other", "1"))],
        [*_facts(("plain", "2"), weight="plain"), *_facts(("same", "x"), ("other", "2"))],
    ]
    made = lines(columns, [False, True])
    assert [line.name for line in made] == ["other", "same", "plain"]
    assert [line.differs for line in made] == [True, False, True]


def test_what_is_known_to_be_bad_comes_before_what_only_differs():
    claims = [Fact(name="iss", text="a", weight="auth", part_of="jwt")]
    past = Fact(name="exp", text="1", weight="auth", state="bad", part_of="jwt")
    made = lines([[*claims, past], []], [False, True])
    assert [line.name for line in made] == ["exp", "iss"]


def test_the_value_that_was_accepted_is_the_good_one():
    (line,) = lines([_facts(("aud", v)) for v in ("v2", "v2", "v1")], [False, False, True])
    assert [cell.state for cell in line.cells] == ["bad", "bad", "good"]


def test_where_it_can_not_be_told_a_change_is_only_a_change():
    (line,) = lines([_facts(("aud", v)) for v in ("v2", "v1", "v1")], [False, False, True])
    assert [cell.state for cell in line.cells] == ["", "changed", ""]


def test_what_can_have_no_such_member_says_nothing_of_it():
    claims = [Fact(name="iss", text="a", weight="auth", part_of="jwt")]
    other = [Fact(name="iss", text="b", weight="auth", part_of="jwt")]
    (line,) = lines([claims, []], [False, True])
    assert line.cells[0].state == ""
    assert line.differs
    (line,) = lines([claims, other], [False, True])
    assert [cell.state for cell in line.cells] == ["bad", "good"]
    past = [Fact(name="exp", text="1", weight="auth", state="bad", part_of="jwt")]
    (line,) = lines([past, []], [False, True])
    assert line.cells[0].state == "bad"


def test_marks_show_against_the_column_before():
    (line,) = lines([_facts(("p", "/v1/a")), _facts(("p", "/v2/a"))], [None, None])
    assert line.cells[1].marks == ((1, 3),)


def test_a_bad_value_shows_where_it_parts_from_the_good_one():
    (line,) = lines(
        [_facts(("aud", f"https://api/{v}")) for v in ("v2", "v2", "v1")], [False, False, True]
    )
    assert [cell.marks for cell in line.cells] == [((12, 14),)] * 3


def test_a_mere_change_is_marked_where_it_came():
    columns = [_facts(("p", f"/path/{v}"), weight="plain") for v in "112"]
    (line,) = lines(columns, [False, False, True])
    assert [cell.marks for cell in line.cells] == [(), (), ((6, 7),)]


def test_secrets_are_compared_whole_though_they_look_the_same():
    columns = [[Fact(name="A", text="••••", identity=value)] for value in ("one", "two")]
    (line,) = lines(columns, [None, None])
    assert line.differs
    assert line.cells[1].marks == ((0, 4),)
