"""The pages of the business's own words in letters and mails."""
