"""The one app: packages by stage, each importing only the stages below it (docs/architecture.md)."""
