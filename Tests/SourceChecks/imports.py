"""Who may import whom: the arrows between targets."""

from tree import Finding

# What the toolchain brings.
SYSTEM = {"Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization"}

# By target: the targets that it may import. `SimdJSON` and the folders of `CLibraries` have no Swift code.
ARROWS = {
    "Platform": {"Cglibc"},
    "Kafka": {"Crdkafka"},
    "EmbeddedKafka": {"Crdkafka", "Kafka"},
    "CustomerContract": {"Ccrypto", "Platform", "SimdJSON"},
    "ContractDocuments": {"CustomerContract"},
    "ContractSamples": {"CustomerContract"},
    "Telemetry": {"Platform"},
    # The values of settings are types of the contract and of the log.
    "Settings": {"CustomerContract", "Cyaml", "Telemetry"},
    "HTTPServer": {"Cmicrohttpd", "Platform"},
    "CustomerWorker": {"Ccrypto", "CustomerContract", "Kafka", "Platform", "Settings", "Telemetry"},
    "StatusPort": {"CustomerContract", "CustomerWorker", "HTTPServer", "Platform", "Settings", "Telemetry"},
    "BulkOnboarding": {"CustomerContract", "CustomerWorker", "Cz", "Czstd", "Kafka", "Platform", "Settings", "Telemetry"},
    "CustomerWorkerCLI": {
        "BulkOnboarding", "ContractDocuments", "ContractSamples", "CustomerContract", "CustomerWorker", "EmbeddedKafka",
        "HTTPServer", "Kafka", "Platform", "Settings", "SimdJSON", "StatusPort", "Telemetry", "Cmimalloc"},
}


def check(tree):
    for name, files in tree.targets().items():
        if name not in ARROWS:
            yield Finding(files[0].path, 1, f"the target {name} is not in the table of Tests/SourceChecks/imports.py")
            continue
        for file in files:
            for line, module in file.imports:
                if module not in ARROWS[name] | SYSTEM:
                    yield Finding(file.path, line, f"{name} may not import {module}")
