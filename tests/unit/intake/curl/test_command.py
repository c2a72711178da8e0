"""Options, short and long, in the order of the command."""

from inspector.intake.curl.command import Command


def command(*words):
    return Command(words)


def test_short_options_may_stand_together_and_take_the_rest_as_value():
    found = command("-sSLu", "me:pw", "-XPUT", "-HA: b", "http://a", "-dx")
    assert [(one.name, one.value) for one in found.given] == [
        ("silent", ""),
        ("show-error", ""),
        ("location", ""),
        ("user", "me:pw"),
        ("request", "PUT"),
        ("header", "A: b"),
        ("data", "x"),
    ]
    assert found.urls == ["http://a"]


def test_urls_in_every_place():
    assert command("a", "--url", "b", "--", "-c").urls == ["a", "b", "-c"]


def test_next_ends_the_request():
    found = command("a", "--next", "b", "-k")
    assert (found.urls, found.more, found.has("insecure")) == (["a"], True, False)


def test_no_takes_an_option_back():
    assert not command("-L", "--no-location").has("location")


def test_a_missing_value_is_empty():
    assert command("-u").value("user", "x") == ""


def test_the_last_one_counts():
    found = command("--digest", "--ntlm", "-A", "1", "-A", "2")
    assert found.last("digest", "ntlm").name == "ntlm"
    assert found.value("user-agent") == "2"
    assert found.value("referer", "none") == "none"


def test_what_is_left_out_is_listed_as_written():
    found = command("-s", "--silent", "-o", "x", "--bogus", "-4", "--connect-to", "a:b:c:d")
    assert found.silent() == ["-s", "--silent", "-o"]
    assert found.unsupported() == ["--bogus", "-4", "--connect-to"]
