"""The instructions of a Dockerfile, and the checks of ours."""

import dataclasses
import pathlib
import re

from report import Finding

DOCKERFILE = pathlib.Path("deploy/Dockerfile")
PINNED = re.compile(r"debian:trixie-\d{8}(-slim)?")


@dataclasses.dataclass(frozen=True)
class Instruction:
    word: str
    arguments: str


@dataclasses.dataclass
class Stage:
    base: str
    name: str
    instructions: list[Instruction]

    def of(self, word):
        return [each.arguments for each in self.instructions if each.word == word]


def stages(text):
    """The stages in their order. Lines that end in a backslash go on; comments are left out."""
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    found = []
    for line in re.sub(r"\\\n", "", text).splitlines():
        word, _, arguments = line.strip().partition(" ")
        if word == "FROM":
            base, _, name = arguments.partition(" AS ")
            found.append(Stage(base, name, []))
        elif word:
            found[-1].instructions.append(Instruction(word, arguments.strip()))
    return found


def packages(stage):
    """What a stage installs."""
    return {
        word for command in stage.of("RUN") for install in re.findall(r"apt-get install ([^&]*)", command)
        for word in install.split() if not word.startswith("-")}


def check_stages(files):
    """Every stage is Debian 13, pinned."""
    found = stages(files.text(DOCKERFILE))
    for stage in found:
        if not PINNED.fullmatch(stage.base):
            yield Finding(DOCKERFILE, f"{stage.base} is not Debian 13 with a date")
    if [stage.name for stage in found] != ["toolchain", "build", ""]:
        yield Finding(DOCKERFILE, f"its stages are {[stage.name for stage in found]}")
    ignored = files.text(".dockerignore").split()
    for stage in found:
        for copied in stage.of("COPY"):
            source = copied.split()[0]
            if source.startswith("--from="):
                continue
            if "!" + source.removeprefix("./") not in ignored or not (files.root / source).exists():
                yield Finding(DOCKERFILE, f"{source} is not there, or left out by .dockerignore")


def check_user(files):
    """The image runs as somebody who is not root, serves its port, and says how it is."""
    last = stages(files.text(DOCKERFILE))[-1]
    if not all(re.fullmatch(r"[1-9]\d*:[1-9]\d*", user) for user in last.of("USER") or [""]):
        yield Finding(DOCKERFILE, "its user is root, or has no number")
    if not any(re.search(r'CMD \["/usr/bin/customer-worker", "health"\]', health) for health in last.of("HEALTHCHECK")):
        yield Finding(DOCKERFILE, "its health check is not `customer-worker health`")
    listen = re.search(r"CUSTOMER_WORKER_HTTP_LISTEN=\[::\]:(\d+)", " ".join(last.of("ENV")))
    if listen is None or last.of("EXPOSE") != [listen[1]]:
        yield Finding(DOCKERFILE, "it does not listen on every address, on the port that it exposes")
    if not any("sbom.cdx.json" in command for command in last.of("RUN")):
        yield Finding(DOCKERFILE, "it has no bill of materials")


def check_libraries(files):
    """The build has every C library that the package and CI name."""
    installed = packages(stages(files.text(DOCKERFILE))[1])
    for path, pattern in (("Package.swift", r'\.apt\(\["([\w-]+)"'), (".ci/run", r"\b(lib[\w-]+-dev)\b")):
        for name in sorted(set(re.findall(pattern, files.text(path))) - installed):
            yield Finding(DOCKERFILE, f"{name} of {path} is not installed for the build")
