"""What names a person without a check digit: names, addresses, dates of birth, dwellings, and what headers say."""
