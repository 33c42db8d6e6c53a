"""Ed25519 keys of devices and of the server (RFC 8032, through libsodium)."""

from dataclasses import dataclass, field

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

SIGNATURE_BYTES = 64
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a key that everyone may know: 32 bytes."""

    raw: bytes

    @classmethod
    def from_hex(cls, text: str) -> "PublicKey":
        """Read the 64 hexadecimal digits of a key; raise ValueError otherwise."""
        raw = bytes.fromhex(text)
        if len(raw) != KEY_BYTES:
            raise ValueError(f"{len(raw)} bytes are not a public key")
        return cls(raw)

    @property
    def hex(self) -> str:
        """The key as 64 hexadecimal digits."""
        return self.raw.hex()

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over the message."""
        if len(signature) != SIGNATURE_BYTES:
            return False
        try:
            VerifyKey(self.raw).verify(message, signature)
        except (BadSignatureError, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The half that never leaves its machine: a seed of 32 bytes; raise ValueError for another number of them."""

    seed: bytes
    _signing: SigningKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Deriving it from the seed costs as much as a signature.
        object.__setattr__(self, "_signing", SigningKey(self.seed))

    @classmethod
    def generate(cls) -> "PrivateKey":
        """Make a new key from the system's randomness."""
        return cls(bytes(SigningKey.generate()))

    @property
    def public(self) -> PublicKey:
        """The other half."""
        return PublicKey(bytes(self._signing.verify_key))

    def sign(self, message: bytes) -> bytes:
        """Return the signature of the message: 64 bytes."""
        return self._signing.sign(message).signature

    def __repr__(self) -> str:
        return f"PrivateKey(of {self.public.hex[:8]})"
