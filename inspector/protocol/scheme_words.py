"""The words that begin an Authorization value, registered (RFC 9110 §16.4) or in use."""

from inspector.protocol.word_set import word_set

KNOWN_SCHEMES = word_set(
    "access acs3-hmac-sha256 algolia api-token apikey apitoken applekey authorization aws "
    "aws4-ecdsa-p256-sha256 aws4-hmac-sha256 basic bce-auth-v1 bearer bot cert client-id "
    "deepl-auth-key digest discogs dpop drone elastic email genie genie-key gnap "
    "goog4-rsa-sha256 googlelogin gsslogin hawk hmac hmac-sha256 hoba http-signature jwt kerberos "
    "key klaviyo-api-key mac mediabrowser mutual negotiate ntlm oauth private-token privatetoken "
    "pveapitoken scram-sha-1 scram-sha-256 sharedaccesssignature sharedkey sharedkeylite "
    "signature snowflake splunk sso-key ssws tc3-hmac-sha256 ticket token user username vapid "
    "webpush wsse zoho-oauthtoken"
)
