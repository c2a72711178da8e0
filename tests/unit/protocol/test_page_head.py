"""A page of ours loads nothing, whatever stands in it, and its title is no markup."""

from html.parser import HTMLParser

from inspector.protocol.page_head import head


class _Reader(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.seen = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_its_policy_allows_its_own_style_alone():
    metas = [found for tag, found in _Reader(head("T", "p{}")).seen if tag == "meta"]
    policy = next(each["content"] for each in metas if each.get("http-equiv"))
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert set(rules) == {"default-src", "style-src", "base-uri", "form-action"}
    assert rules["style-src"] == "'unsafe-inline'"


def test_the_policy_stands_before_what_comes_from_outside():
    text = head("</title><img src=https://evil.example/x>", "p{}")
    tags = [tag for tag, _ in _Reader(text).seen]
    assert tags == ["html", "head", "meta", "meta", "meta", "meta", "title", "style"]
    assert text.index("Content-Security-Policy") < text.index("evil.example")
