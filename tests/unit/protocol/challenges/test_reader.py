from inspector.protocol.challenges.parsing import read


def test_the_rest_of_an_endless_header_is_one_challenge():
    text = "A x=1" + ", x=1" * 5000
    *_, last = read(text)
    assert [defect.kind for defect in last.defects] == ["too-many"]
    assert last.span[1] == len(text)


def test_empty_parameter_is_told_from_padded_token():
    assert read("Bearer realm=")[0].params[0].name == "realm"
    assert read("Negotiate realm=")[0].token68 == "realm="
    assert read("Custom YWJjZGU=")[0].token68 == "YWJjZGU="


def test_lower_case_word_is_a_flag_and_capital_word_a_scheme():
    assert len(read('Digest nonce="n", stale')) == 1
    assert len(read('Digest nonce="n", Custom')) == 2


def test_a_word_amid_bare_value_belongs_to_it():
    assert read("Basic realm=My Basic Site")[0].get("realm") == "My"
    assert read("Basic realm=My Own Site")[0].get("realm") == "My Own Site"
