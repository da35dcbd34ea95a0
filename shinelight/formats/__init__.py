"""Days as each language writes them, with their weekday: a resident plans by it. `FORMAT_MODULE_PATH` names this."""
