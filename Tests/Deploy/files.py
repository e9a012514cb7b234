"""The files of a checkout that is looked at: this one, or a copy with a fault in it."""

import pathlib

import yaml


class Files:
    """A checkout; paths are relative to its root."""

    def __init__(self, root, program=None):
        self.root = pathlib.Path(root)
        # The worker itself, where it is built.
        self.program = program

    def text(self, path):
        return (self.root / path).read_text()

    def yaml(self, path):
        return list(yaml.safe_load_all(self.text(path)))

    def under(self, folder, pattern="*"):
        return sorted(path.relative_to(self.root) for path in (self.root / folder).rglob(pattern) if path.is_file())

    def setting(self, *path):
        """The default of a setting, as the commented example has it."""
        value = self.yaml("Config/worker.yaml")[0]
        for name in path:
            value = value[name]
        return value
