"""Results as JUnit's XML: read by build servers, whatever a server said."""

from xml.etree import ElementTree as ET

from inspector.wording.junit import Case, Failure, junit_text


def test_what_failed_says_why_and_nothing_becomes_markup():
    failure = Failure("<b>", "a & b\x00\ud800", "slug")
    text = junit_text("s", (Case("one", "g", 1.5), Case("<two>", "g", failure=failure)), said="all")
    suite = ET.fromstring(text)
    assert (suite.get("tests"), suite.get("failures"), suite.get("time")) == ("2", "1", None)
    one, two = suite.findall("testcase")
    assert (one.get("time"), one.find("failure")) == ("1.500", None)
    found = two.find("failure")
    assert (two.get("name"), found.get("message"), found.get("type")) == ("<two>", "<b>", "slug")
    assert found.text == "a & b\ufffd\ufffd"
    assert suite.find("system-out").text == "all"


def test_a_suite_may_say_how_long_it_took():
    assert ET.fromstring(junit_text("s", (), seconds=2)).get("time") == "2.000"
