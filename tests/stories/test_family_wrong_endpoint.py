"""Wrong endpoint: another environment, or http where https is wanted."""

import pytest

from tests.fixtures.web_servers import PASSWORD, USER
from tests.stories.conftest import status

FAMILY = "wrong-endpoint"


def test_in_practice(story):
    answer = story.practise("wrong-environment")
    assert str(answer.verdict.findings[0].cause) == FAMILY
    assert status(story.fix_and_agree()) == 200


@pytest.mark.server("nginx")
@pytest.mark.server("django")
@pytest.mark.server("oidc-provider")
def test_plain_http_to_a_tls_port_of_nginx(story, gateway, certificates):
    plain = gateway.tls.replace("https://", "http://")
    login = f"--cacert {certificates.ca} -u '{USER}:{PASSWORD}'"
    answer = story.paste_and_send(f"{login} {plain}/orders")
    story.refused(answer, FAMILY, "https-wanted")
    assert status(story.fix()) == 200
    assert story.driver.tab.current.value.url == f"{gateway.tls}/orders"
