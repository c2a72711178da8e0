"""What experiments share: their records, how replies are compared, what results speak for."""
