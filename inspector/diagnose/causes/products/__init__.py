"""Rules that read what products say in their own words, from the fingerprint files."""
