"""The register's pages: third parties, what was disclosed to them, files, findings, years."""
