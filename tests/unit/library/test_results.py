"""An outcome says what went wrong, or what was made."""

from inspector.library.results import Done, failed
from inspector.model.collection import Problem


def test_a_failure_has_no_id():
    problem = Problem(what="w")
    assert failed(problem) == Done(problem=problem)
    assert not failed(problem).id
