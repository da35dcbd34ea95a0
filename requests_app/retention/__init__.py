"""How long what is known of people is kept, and how it goes: by the schedule, by two people, with no copy left."""
