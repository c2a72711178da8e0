"""The reader notes what does not fit and goes on."""

from inspector.library.records import CollectionFile
from inspector.library.strict import StrictReader
from inspector.model.secret import SecretRef


def test_every_problem_of_a_file_is_noted_at_once():
    reader = StrictReader("f")
    found = reader.read(
        CollectionFile,
        {
            "name": 1,
            "order": ["a", 2],
            "variables": {"x": "1", "y": {"keyring": "k"}, "z": 3},
            "q": 1,
        },
    )
    assert found == CollectionFile(
        order=("a",), variables={"x": "1", "y": SecretRef(place="keyring", name="k")}
    )
    assert [note.path for note in reader.notes] == [
        ("name",),
        ("order", 1),
        ("variables", "z"),
        ("q",),
    ]


def test_a_variable_in_clear_is_no_secret():
    reader = StrictReader("f")
    reader.read(CollectionFile, {"variables": {"x": "plain"}})
    assert reader.notes == []
    assert reader.secrets == {}
