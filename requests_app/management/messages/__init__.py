"""The catalogues of `locale/`: found in the sources, kept beside their compiled form, checked. For developers alone."""
