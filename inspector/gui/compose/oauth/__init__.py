"""The form of OAuth 2.0: the issuer that is asked, the card of the token, the groups of fields."""
