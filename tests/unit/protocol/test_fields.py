from inspector.protocol import fields


def test_dictionary():
    found = fields.dictionary("sig1=:YWJj:, a=1;x")
    assert found["sig1"] == (b"abc", {})
    assert found["a"] == (1, {"x": True})


def test_item_and_list():
    assert fields.item('"text";n=2') == ("text", {"n": 2})
    assert len(fields.inner_list("1, 2, (3 4)")) == 3


def test_nonsense_is_none():
    for read in (fields.item, fields.inner_list, fields.dictionary):
        assert read("§§ \x00") is None
        assert read("a" * 200_000) is None
        assert read("€") is None
