"""A broker with TLS, passwords, client certificates and ACLs; whoever connects without TLS is its super user."""

import dataclasses
import os
import pathlib
import subprocess

from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)

from cluster import Cluster

USER, PASSWORD = "worker", "secret"


@dataclasses.dataclass(frozen=True)
class Right:
    """What somebody may do with a topic, a group, or transactional ids that begin so."""

    resource: ResourceType
    name: str
    operation: AclOperation
    pattern: ResourcePatternType = ResourcePatternType.LITERAL

    def __str__(self):
        return f"{self.operation.name.title()} on {self.resource.name.lower().replace('_', ' ')} {self.name}"


class SecureCluster(Cluster):
    # Above those of the broker and its controller: SASL over TLS, and TLS with client certificates.
    FURTHER_PORTS = (101, 201)

    def __init__(self, **arguments):
        super().__init__(is_secure=True, **arguments)

    def __enter__(self):
        super().__enter__()
        self.tls = pathlib.Path(self._directory, "tls")
        self.with_passwords, self.with_certificates = (f"127.0.0.1:{self.port + number}" for number in self.FURTHER_PORTS)
        self._admin = AdminClient({"bootstrap.servers": self.bootstrap, "log_level": 0})
        return self

    def certificate(self, name):
        """Makes a certificate for `User:name`, and returns the paths of it and of its key."""
        key, request, made = (self.tls / f"{name}.{end}" for end in ("key", "csr", "pem"))
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc")
        signer = ("-CA", self.tls / "ca.pem", "-CAkey", self.tls / "ca.key", "-CAcreateserial")
        for command in (
                ("req", *curve, "-subj", f"/CN={name}", "-keyout", key, "-out", request),
                ("x509", "-req", "-in", request, *signer, "-out", made)):
            subprocess.run(["openssl", *command], check=True, capture_output=True)
        return made, key

    def add_scram_user(self, name, password):
        credentials = [UserScramCredentialUpsertion(name, ScramCredentialInfo(mechanism, 4096), password.encode(), os.urandom(16))
                       for mechanism in (ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512)]
        for each in credentials:
            for future in self._admin.alter_user_scram_credentials([each]).values():
                future.result(30)

    def grant(self, principal, rights):
        for future in self._admin.create_acls([AclBinding(*self._parts(principal, each)) for each in rights]).values():
            future.result(30)

    def take_away(self, principal, right):
        for future in self._admin.delete_acls([AclBindingFilter(*self._parts(principal, right))]).values():
            future.result(30)

    @staticmethod
    def _parts(principal, right):
        return (right.resource, right.name, right.pattern, f"User:{principal}", "*", right.operation, AclPermissionType.ALLOW)
