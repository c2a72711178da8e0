"""The request while it is composed: address, credential, parameters, headers, body, options."""
