"""The pages of reports: `page` shows one, `charts` draws in it, `form` narrows it."""
