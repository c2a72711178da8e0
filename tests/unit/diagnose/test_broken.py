"""Server errors of what checks logins."""

from inspector.diagnose.broken import breaks_when_checking, gateway_page, is_provider_address
from inspector.diagnose.trace import Trace


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


def test_breaking_where_credentials_are_checked(attempt):
    text = """
    > GET https://a.test/x
    < 401 Unauthorized
    ---
    > GET https://a.test/x
    > Authorization: Basic YTpi
    < 500 Internal Server Error
    """
    assert breaks_when_checking(case(attempt, text))
    assert not breaks_when_checking(case(attempt, text.split("---")[1].strip()))


def test_provider_addresses(attempt):
    assert is_provider_address(case(attempt, "> GET https://i.test/oauth2/token\n< 500 No"))
    assert not is_provider_address(case(attempt, "> GET https://i.test/orders\n< 500 No"))


def test_a_page_of_the_gateway_itself(attempt):
    page = "<html><hr><center>nginx/1.25</center></html>"
    sent = "> GET https://a.test/\n> Cookie: sid=a\n< 500 No\n< Content-Type: text/html\n<< "
    assert gateway_page(case(attempt, sent + page))
    assert not gateway_page(case(attempt, sent + "<html>oops</html>"))
