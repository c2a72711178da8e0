"""Whether a reply is a refusal that needs an explanation at all."""
