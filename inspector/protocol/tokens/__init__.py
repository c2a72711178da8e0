"""Tokens taken apart and checked: JWS and JWE, SD-JWT, PASETO, DPoP proofs, SAML."""
