from inspector.protocol.patterns import word_set


def test_words():
    assert word_set("a  b\nc") == {"a", "b", "c"}
