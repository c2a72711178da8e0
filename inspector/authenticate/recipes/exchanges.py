"""Exchanges that sign each call with HMAC: Binance, Bitvavo, Coinbase, Kraken, OKX."""

from inspector.authenticate.recipe import Recipe, RecipeField
from inspector.authenticate.template_recipe import Service, template_recipe
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.wording import tr


def recipes() -> tuple[Recipe, ...]:
    """Return one an exchange."""
    pair = (
        RecipeField("key_id", tr("API key")),
        RecipeField("key", tr("API secret"), is_secret=True),
    )
    three = (*pair, RecipeField("passphrase", tr("Passphrase of the API key"), is_secret=True))
    return (
        template_recipe(_binance(), pair),
        template_recipe(_bitvavo(), pair),
        template_recipe(_coinbase(), three),
        template_recipe(_coinbase_prime(), three),
        template_recipe(_kraken(), pair),
        template_recipe(_okx(), three),
    )


def _binance() -> Service:
    template = SignatureTemplate(
        string_to_sign="{query}{body}",
        header_lines="X-MBX-APIKEY: {key_id}",
        query_lines="timestamp={timestamp:ms}\nsignature={signature}",
    )
    source = "https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security"
    return Service("binance", "Binance", source, template)


def _bitvavo() -> Service:
    template = SignatureTemplate(
        string_to_sign="{timestamp:ms}{method}{target}{body}",
        header_lines="Bitvavo-Access-Key: {key_id}\nBitvavo-Access-Timestamp: {timestamp:ms}\n"
        "Bitvavo-Access-Signature: {signature}",
    )
    return Service("bitvavo", "Bitvavo", "https://docs.bitvavo.com/docs/authentication", template)


def _coinbase_prime() -> Service:
    """Return Prime's own way: the secret as it is written, other names, no query in the text."""
    template = SignatureTemplate(
        output="base64",
        string_to_sign="{timestamp}{method}{path}{body}",
        header_lines="X-CB-ACCESS-KEY: {key_id}\nX-CB-ACCESS-TIMESTAMP: {timestamp}\n"
        "X-CB-ACCESS-PASSPHRASE: {passphrase}\nX-CB-ACCESS-SIGNATURE: {signature}",
    )
    source = "https://docs.cdp.coinbase.com/prime/rest-api/authentication"
    return Service("coinbase-prime", "Coinbase Prime", source, template)


def _coinbase() -> Service:
    template = SignatureTemplate(
        coding="base64",
        output="base64",
        string_to_sign="{timestamp}{method}{target}{body}",
        header_lines="CB-ACCESS-KEY: {key_id}\nCB-ACCESS-TIMESTAMP: {timestamp}\n"
        "CB-ACCESS-PASSPHRASE: {passphrase}\nCB-ACCESS-SIGN: {signature}",
    )
    source = "https://docs.cdp.coinbase.com/exchange/rest-api/authentication"
    return Service("coinbase-exchange", "Coinbase Exchange", source, template)


def _kraken() -> Service:
    template = SignatureTemplate(
        algorithm="hmac-sha512",
        coding="base64",
        output="base64",
        canonical="{parameter:nonce}{body}",
        string_to_sign="{path}{canonical|sha256|raw}",
        header_lines="API-Key: {key_id}\nAPI-Sign: {signature}",
    )
    note = tr("Kraken wants a nonce in the body, larger each time, such as the time in ms.")
    source = "https://docs.kraken.com/api/docs/guides/spot-rest-auth"
    return Service("kraken", "Kraken", source, template, note)


def _okx() -> Service:
    template = SignatureTemplate(
        output="base64",
        string_to_sign="{timestamp:iso-ms}{method}{target}{body}",
        header_lines="OK-ACCESS-KEY: {key_id}\nOK-ACCESS-TIMESTAMP: {timestamp:iso-ms}\n"
        "OK-ACCESS-PASSPHRASE: {passphrase}\nOK-ACCESS-SIGN: {signature}",
    )
    source = "https://www.okx.com/docs-v5/en/#overview-rest-authentication"
    return Service("okx", "OKX", source, template)
