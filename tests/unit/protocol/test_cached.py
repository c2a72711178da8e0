"""A property is worked out once, each instance for itself."""

from inspector.protocol.cached import Remembers, cached_property


class Counted:
    def __init__(self):
        self.asked = 0

    @cached_property
    def value(self):
        """What it says."""
        self.asked += 1
        return [self.asked]


def test_it_is_worked_out_once_for_each():
    one, other = Counted(), Counted()
    assert one.value is one.value
    assert (one.asked, other.asked) == (1, 0)
    assert other.value is not one.value


def test_the_class_shows_the_property_and_its_words():
    assert Counted.value is Counted.__dict__["value"]
    assert Counted.value.__doc__ == "What it says."


class Counting(Remembers):
    def __init__(self):
        self.asked = []


def _first(one):
    one.asked.append("first")


def _second(one):
    one.asked.append("second")
    return len(one.asked)


def test_a_function_is_asked_once_for_each_also_where_it_finds_nothing():
    one, other = Counting(), Counting()
    assert [one.once(_first), one.once(_second), one.once(_first), one.once(_second)] == [
        None,
        2,
        None,
        2,
    ]
    assert (one.asked, other.asked) == (["first", "second"], [])
    assert other.once(_second) == 1
