"""Documents behind a disclosure or a third party: looked into, kept under their digest, handed out as downloads."""
