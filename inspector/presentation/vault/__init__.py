"""What the vault's page says."""
