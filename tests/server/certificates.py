"""Certificates of a district's own authority, made for a test."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


class Authority:
    """Vouches for servers.

    Attributes:
        ca: its own certificate, as a file that a client pins.
    """

    def __init__(self, folder: Path, name: str = "district") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._name = _named(name)
        self._key = ec.generate_private_key(ec.SECP256R1())
        own = self._begin(self._name, self._key.public_key(), datetime.now(UTC) + DAY)
        own = own.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        own = own.add_extension(_signs_certificates(), critical=True)
        identity = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        signed = own.add_extension(identity, critical=False).sign(self._key, hashes.SHA256())
        self.ca = folder / f"{name}.pem"
        self.ca.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def issue(
        self, name: str = "server", *, until: datetime | None = None, host: str = "127.0.0.1"
    ) -> tuple[Path, Path]:
        """Return the files of a certificate for a server at this address and of its key; it ends tomorrow."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = self._begin(_named(name), key.public_key(), until or datetime.now(UTC) + DAY)
        made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        signed = made.add_extension(issuer, critical=False).sign(self._key, hashes.SHA256())
        chain, secret = self._folder / f"{name}.crt", self._folder / f"{name}.key"
        chain.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        secret.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return chain, secret

    def _begin(self, subject: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime) -> x509.CertificateBuilder:
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(self._name).public_key(key)
        return made.serial_number(x509.random_serial_number()).not_valid_before(until - 30 * DAY).not_valid_after(until)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
