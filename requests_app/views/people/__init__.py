"""Who works here: the people, inviting one, and the page that an invitation leads to."""
